using Gatelight.Models;

namespace Gatelight.SequenceToSequence;

/// <summary>A batch of pairs: what encoder and decoder read, and what the decoder should answer.</summary>
internal sealed class PairBatch
{
    private readonly StepContent _target;
    private readonly int _targetWidth;
    private float[] _targets = [];
    private float[] _packed = [];

    internal PairBatch(EncoderDecoder description)
    {
        _target = description.Target;
        _targetWidth = _target is Tokens ? 1 : _target.OutputWidth;
        Source = new SequenceBatch(description.Source, isTarget: false);
        Input = new SequenceBatch(description.Target, isTarget: true);
    }

    internal SequenceBatch Source { get; }

    internal SequenceBatch Input { get; }

    internal void Gather(SequencePairs pairs, ReadOnlySpan<int> rows)
    {
        Source.Gather(pairs.Sources, rows);
        Input.Gather(pairs.Targets, rows);
        int steps = Input.Steps;
        Grow(ref _targets, checked(rows.Length * steps * _targetWidth));
        for (int n = 0; n < rows.Length; n++)
        {
            for (int step = 0; step < Input.Lengths[n]; step++)
                _target.WriteTarget(pairs.Targets, rows[n], step, _targets.AsSpan((n * steps + step) * _targetWidth, _targetWidth));
        }
    }

    /// <summary>The targets in the order of the model's packed outputs.</summary>
    internal ReadOnlyMemory<float> PackedTargets(SequenceLayout layout)
    {
        int length = layout.TotalRows * _targetWidth;
        Grow(ref _packed, length);
        BatchOrder.Arrange<float>(_targetWidth, layout, _targets, _packed);
        return _packed.AsMemory(0, length);
    }

    private static void Grow(ref float[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new float[length];
    }
}
