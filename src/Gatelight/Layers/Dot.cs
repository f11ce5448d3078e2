using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>The scalar product of two inputs of one shape over their features: <c>[B, T, D], [B, T, D] → [B, T, 1]</c>, or the same for vectors.</summary>
public sealed record Dot : Merge
{
    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs) =>
        inputs.Length == 2 ? base.OutputShape(inputs) with { Width = 1 } : throw Error($"takes two inputs, not {inputs.Length}");

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new DotOperation<T>();

    private sealed class DotOperation<T> : Operation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            Span<T> y = outputs[0].Values;
            for (int row = 0; row < y.Length; row++)
            {
                ReadOnlySpan<T> left = inputs[0].ValueRows(row, 1);
                ReadOnlySpan<T> right = inputs[1].ValueRows(row, 1);
                T sum = T.Zero;
                for (int n = 0; n < left.Length; n++)
                    sum += left[n] * right[n];
                y[row] = sum;
            }
        }

        public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            AddScaled(outputs[0], inputs[1], inputs[0]);
            AddScaled(outputs[0], inputs[0], inputs[1]);
        }

        private static void AddScaled(Signal<T> output, Signal<T> other, Signal<T> input)
        {
            if (!input.NeedsGradient)
                return;
            ReadOnlySpan<T> dy = output.Gradients;
            for (int row = 0; row < dy.Length; row++)
            {
                ReadOnlySpan<T> x = other.ValueRows(row, 1);
                Span<T> dx = input.GradientRows(row, 1);
                for (int n = 0; n < dx.Length; n++)
                    dx[n] += dy[row] * x[n];
            }
        }
    }
}
