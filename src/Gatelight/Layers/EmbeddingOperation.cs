using System.Numerics;
using System.Numerics.Tensors;
using Gatelight.Initializers;
using Gatelight.Models;

namespace Gatelight.Layers;

internal sealed class EmbeddingOperation<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Embedding _layer;
    private readonly Parameter<T> _weight;
    private readonly MaskedSteps? _steps;
    private int[] _ids = [];

    internal EmbeddingOperation(Embedding layer)
    {
        _layer = layer;
        _weight = new Parameter<T>("weight", new Uniform(-0.05, 0.05), layer.VocabularySize, layer.Width) { IsFrozen = layer.Frozen, HasSparseGradient = !layer.UpdatesEveryRow };
        Parameters = [_weight];
        _steps = layer.MaskZero ? new MaskedSteps() : null;
    }

    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    public override void Arrange(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        ReadIds(inputs[0]);
        if (_steps is null)
            return;
        Span<bool> keep = _steps.Marks(inputs[0].Layout);
        for (int row = 0; row < keep.Length; row++)
            keep[row] = _ids[row] != 0;
        _steps.Arrange(inputs[0].Layout, outputs[0].Layout);
    }

    public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        for (int row = 0; row < outputs[0].Rows; row++)
            Row(_weight.Values, IdOf(row)).CopyTo(outputs[0].ValueRows(row, 1)); // (87)
    }

    public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        if (_layer.Frozen || context.SkipParameterGradients)
            return;
        for (int row = 0; row < outputs[0].Rows; row++)
        {
            Span<T> sum = _weight.GradientRow(IdOf(row));
            TensorPrimitives.Add(sum, outputs[0].GradientRows(row, 1), sum); // (88)
        }
    }

    private Span<T> Row(Span<T> table, int id) => table.Slice(id * _layer.Width, _layer.Width);

    private int IdOf(int row) => _ids[_steps is null ? row : _steps.Source[row]];

    private void ReadIds(Signal<T> input)
    {
        ReadOnlySpan<T> values = input.Values;
        T end = T.CreateChecked(_layer.VocabularySize);
        Grow(ref _ids, values.Length);
        for (int row = 0; row < values.Length; row++)
        {
            if (!T.IsInteger(values[row]) || values[row] < T.Zero || values[row] >= end)
                throw WrongId(input.Layout, row, values[row]);
            _ids[row] = int.CreateTruncating(values[row]);
        }
    }

    private LayerException WrongId(SequenceLayout layout, int row, T value)
    {
        int step = 0;
        while (layout.Offset(step + 1) <= row)
            step++;
        int sorted = row - layout.Offset(step);
        return new LayerException(
            Name, $"sample {layout.Original(sorted)} has {value} at step {layout.Time(step, sorted)}, which is not a token id: a whole number from 0 to {_layer.VocabularySize - 1}");
    }
}
