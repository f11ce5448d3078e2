using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Layers;

internal sealed class ConcatenateOperation<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        Signal<T> output = outputs[0];
        int column = 0;
        foreach (Signal<T> input in inputs)
        {
            for (int row = 0; row < output.Rows; row++)
                input.ValueRows(row, 1).CopyTo(output.ValueRows(row, 1)[column..]);
            column += input.Width;
        }
    }

    public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        Signal<T> output = outputs[0];
        int column = 0;
        foreach (Signal<T> input in inputs)
        {
            if (input.NeedsGradient)
            {
                for (int row = 0; row < output.Rows; row++)
                {
                    Span<T> dx = input.GradientRows(row, 1);
                    ReadOnlySpan<T> dy = output.GradientRows(row, 1).Slice(column, input.Width);
                    for (int n = 0; n < dx.Length; n++)
                        dx[n] += dy[n];
                }
            }

            column += input.Width;
        }
    }
}
