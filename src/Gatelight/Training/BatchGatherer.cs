using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Training;

/// <summary>Copies examples, or a stretch of their time, into batch buffers that are kept from step to step.</summary>
internal sealed class BatchGatherer(Model<float> model)
{
    private readonly IReadOnlyList<LayerShape> _inputShapes = model.Architecture.Inputs;
    private readonly IReadOnlyList<LayerShape> _outputShapes = model.OutputShapes;
    private readonly float[][] _values = [.. model.Architecture.Inputs.Select(_ => Array.Empty<float>())];
    private readonly int[][] _lengths = [.. model.Architecture.Inputs.Select(_ => Array.Empty<int>())];
    private readonly Batch<float>[] _batches = new Batch<float>[model.Architecture.Inputs.Count];
    private readonly TargetBuffer[] _targets = [.. model.OutputShapes.Select(_ => new TargetBuffer())];
    private readonly TargetBuffer[] _weights = [.. model.OutputShapes.Select(_ => new TargetBuffer())];

    /// <summary>A batch of the named rows for each input: all steps, or those from <paramref name="first"/> on.</summary>
    internal ReadOnlySpan<Batch<float>> Gather(TrainingSet examples, ReadOnlySpan<int> rows, int first, int steps)
    {
        int total = 1;
        for (int n = 0; n < _batches.Length; n++)
        {
            TrainingInput input = examples.Inputs[n];
            bool isSequence = _inputShapes[n].IsSequence;
            total = isSequence ? input.Steps : total;
            _batches[n] = Gather(n, input, rows, isSequence ? first : 0, isSequence ? Math.Min(steps, input.Steps - first) : 1);
        }

        bool isPiece = steps < total;
        for (int n = 0; n < _targets.Length; n++)
        {
            TrainingTarget target = examples.Targets[n];
            int pieces = isPiece && _outputShapes[n].IsSequence ? total : 1;
            int from = pieces == 1 ? 0 : first;
            int count = pieces == 1 ? 1 : Math.Min(steps, total - first);
            _targets[n].Gather(target.Values, target.Values.Length / examples.Count, rows, pieces, from, count);
            _weights[n].Gather(target.Weights ?? [], (target.Weights?.Length ?? 0) / examples.Count, rows, pieces, from, count);
        }

        return _batches;
    }

    /// <summary>The targets of an output in the packed order of that output, padding left out.</summary>
    internal ReadOnlyMemory<float> PackedTargets(int output) => _targets[output].Pack(model.OutputSignals[output].Layout);

    /// <summary>The weights of those targets; empty when all count the same.</summary>
    internal ReadOnlyMemory<float> PackedWeights(int output) => _weights[output].Pack(model.OutputSignals[output].Layout);

    private Batch<float> Gather(int index, TrainingInput input, ReadOnlySpan<int> rows, int first, int steps)
    {
        int row = input.Steps * input.Features;
        int width = steps * input.Features;
        if (_values[index].Length < rows.Length * width)
            _values[index] = new float[rows.Length * width];
        if (_lengths[index].Length < rows.Length)
            _lengths[index] = new int[rows.Length];
        for (int n = 0; n < rows.Length; n++)
        {
            input.Values.AsSpan(rows[n] * row + first * input.Features, width).CopyTo(_values[index].AsSpan(n * width));
            if (input.Lengths is not null)
                _lengths[index][n] = Math.Clamp(input.Lengths[rows[n]] - first, 0, steps);
        }

        return new Batch<float>(
            _values[index].AsMemory(0, rows.Length * width), rows.Length, steps, input.Features,
            input.Lengths is null ? default(ReadOnlyMemory<int>) : _lengths[index].AsMemory(0, rows.Length));
    }

    private sealed class TargetBuffer
    {
        private float[] _gathered = [];
        private float[] _packed = [];
        private int _length;

        internal void Gather(float[] values, int each, ReadOnlySpan<int> rows, int pieces, int from, int count)
        {
            int width = each / pieces * count;
            _length = rows.Length * width;
            if (_gathered.Length < _length)
                _gathered = new float[_length];
            for (int n = 0; n < rows.Length; n++)
                values.AsSpan(rows[n] * each + each / pieces * from, width).CopyTo(_gathered.AsSpan(n * width));
        }

        internal ReadOnlyMemory<float> Pack(SequenceLayout layout)
        {
            if (_length == 0)
                return default;
            int padded = layout.Batch * layout.PaddedSteps;
            if (_length % padded != 0)
                throw new InvalidInputException($"An example's {_length / layout.Batch} targets or weights cannot be shared out to the {layout.PaddedSteps} steps at which the model answers; give each step the same number.");
            int width = _length / padded;
            int length = layout.TotalRows * width;
            if (_packed.Length < length)
                _packed = new float[length];
            BatchOrder.Arrange<float>(width, layout, _gathered.AsSpan(0, _length), _packed);
            return _packed.AsMemory(0, length);
        }
    }
}
