using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Training;

/// <summary>Copies examples into batch buffers that are kept from step to step.</summary>
internal sealed class BatchGatherer
{
    private float[] _inputs = [];
    private float[] _targets = [];
    private float[] _targetWeights = [];
    private float[] _packed = [];
    private float[] _packedWeights = [];
    private int[] _lengths = [];
    private int _targetCount;
    private bool _hasWeights;

    /// <summary>A batch of the named rows.</summary>
    internal Batch<float> Gather(TrainingSet examples, ReadOnlySpan<int> rows)
    {
        Prepare(examples, rows.Length);
        for (int n = 0; n < rows.Length; n++)
            Copy(examples, rows[n], n);
        return Batch(examples, rows.Length);
    }

    /// <summary>A batch of consecutive rows.</summary>
    internal Batch<float> Gather(TrainingSet examples, int start, int count)
    {
        Prepare(examples, count);
        for (int n = 0; n < count; n++)
            Copy(examples, start + n, n);
        return Batch(examples, count);
    }

    /// <summary>The targets of the last batch in the packed order of the model's output, padding left out.</summary>
    internal ReadOnlySpan<float> PackedTargets(Model<float> model, LayerShape shape) => Pack(model, shape, _targets, ref _packed);

    /// <summary>The weights of those targets; empty when all count the same.</summary>
    internal ReadOnlySpan<float> PackedWeights(Model<float> model, LayerShape shape) =>
        _hasWeights ? Pack(model, shape, _targetWeights, ref _packedWeights) : [];

    private ReadOnlySpan<float> Pack(Model<float> model, LayerShape shape, float[] values, ref float[] packed)
    {
        int rows = shape.IsSequence ? model.Layout.TotalRows : model.Layout.Batch;
        int length = rows * shape.Width;
        Grow(ref packed, length);
        BatchOrder.Arrange<float>(shape, model.Layout, values.AsSpan(0, _targetCount), packed);
        return packed.AsSpan(0, length);
    }

    private void Prepare(TrainingSet examples, int count)
    {
        Grow(ref _inputs, count * examples.Steps * examples.Features);
        Grow(ref _targets, count * examples.TargetLength);
        Grow(ref _targetWeights, count * examples.TargetLength);
        Grow(ref _lengths, count);
        _hasWeights = examples.TargetWeights is not null;
        _targetCount = count * examples.TargetLength;
    }

    private void Copy(TrainingSet examples, int from, int to)
    {
        int width = examples.Steps * examples.Features;
        examples.Inputs.AsSpan(from * width, width).CopyTo(_inputs.AsSpan(to * width));
        int targets = examples.TargetLength;
        examples.Targets.AsSpan(from * targets, targets).CopyTo(_targets.AsSpan(to * targets));
        examples.TargetWeights?.AsSpan(from * targets, targets).CopyTo(_targetWeights.AsSpan(to * targets));
        if (examples.Lengths is not null)
            _lengths[to] = examples.Lengths[from];
    }

    private Batch<float> Batch(TrainingSet examples, int count) =>
        new(_inputs.AsMemory(0, count * examples.Steps * examples.Features), count, examples.Steps, examples.Features,
            examples.Lengths is null ? default(ReadOnlyMemory<int>) : _lengths.AsMemory(0, count));

    private static void Grow<TElement>(ref TElement[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new TElement[length];
    }
}
