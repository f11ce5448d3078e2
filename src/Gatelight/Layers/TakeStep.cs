using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>
/// One step of each sequence: <c>[B, T, D] → [B, D]</c>, <c>y = x_Index</c>, counted from the sequence's own end where Index is negative; zero for a
/// sequence that is too short.
/// </summary>
/// <param name="Index">The step, from 0, or -1 for the last, -2 for the one before it.</param>
public sealed record TakeStep(int Index) : Layer
{
    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        LayerShape input = SingleSequence(inputs);
        if (Index is < -MaximumSize or >= MaximumSize)
            throw Error($"Index must be between {-MaximumSize} and {MaximumSize - 1}, not {Index}");
        if (input.Steps > 0 && (Index >= input.Steps || -Index > input.Steps))
            throw Error($"Index {Index} does not exist in the {input.Steps} steps of {input}");
        return LayerShape.Vector(input.Width);
    }

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new TakeOperation<T>(Index);

    private sealed class TakeOperation<T>(int index) : Operation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            SequenceLayout layout = inputs[0].Layout;
            for (int row = 0; row < layout.Batch; row++)
            {
                Span<T> y = outputs[0].ValueRows(layout.Original(row), 1);
                if (Place(layout, row) is { } place)
                    inputs[0].ValueRows(place, 1).CopyTo(y);
                else
                    y.Clear();
            }
        }

        public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            if (!inputs[0].NeedsGradient)
                return;
            SequenceLayout layout = inputs[0].Layout;
            for (int row = 0; row < layout.Batch; row++)
            {
                if (Place(layout, row) is { } place)
                    Accumulate(outputs[0].GradientRows(layout.Original(row), 1), inputs[0].GradientRows(place, 1));
            }
        }

        private int? Place(SequenceLayout layout, int row)
        {
            int step = index < 0 ? layout.Length(row) + index : index;
            return step >= 0 && step < layout.Length(row) ? layout.Offset(step) + row : null;
        }
    }
}
