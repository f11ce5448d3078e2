using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>Turns each sequence around, <c>y_t = x_(T-1-t)</c> with its own length as T: <c>[B, T, D] → [B, T, D]</c> on the same time axis.</summary>
public sealed record ReverseSteps : Layer
{
    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs) => SingleSequence(inputs);

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new ReverseOperation<T>();

    private sealed class ReverseOperation<T> : Operation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            SequenceLayout layout = inputs[0].Layout;
            for (int step = 0; step < layout.Steps; step++)
            {
                for (int row = 0; row < layout.RowsAt(step); row++)
                    inputs[0].ValueRows(Mirror(layout, step, row), 1).CopyTo(outputs[0].ValueRows(layout.Offset(step) + row, 1));
            }
        }

        public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            if (!inputs[0].NeedsGradient)
                return;
            SequenceLayout layout = inputs[0].Layout;
            for (int step = 0; step < layout.Steps; step++)
            {
                for (int row = 0; row < layout.RowsAt(step); row++)
                    Accumulate(outputs[0].GradientRows(layout.Offset(step) + row, 1), inputs[0].GradientRows(Mirror(layout, step, row), 1));
            }
        }

        private static int Mirror(SequenceLayout layout, int step, int row) => layout.Offset(layout.Length(row) - 1 - step) + row;
    }
}
