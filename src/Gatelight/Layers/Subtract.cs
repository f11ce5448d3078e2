using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>The elementwise difference of two inputs of one shape: the first less the second.</summary>
public sealed record Subtract : Merge
{
    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs) =>
        inputs.Length == 2 ? base.OutputShape(inputs) : throw Error($"takes two inputs, not {inputs.Length}");

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new SubtractOperation<T>();

    private sealed class SubtractOperation<T> : Operation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            ReadOnlySpan<T> from = inputs[0].Values;
            ReadOnlySpan<T> taken = inputs[1].Values;
            Span<T> y = outputs[0].Values;
            for (int n = 0; n < y.Length; n++)
                y[n] = from[n] - taken[n];
        }

        public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            ReadOnlySpan<T> dy = outputs[0].Gradients;
            if (inputs[0].NeedsGradient)
                Accumulate(dy, inputs[0].Gradients);
            if (!inputs[1].NeedsGradient)
                return;
            Span<T> dx = inputs[1].Gradients;
            for (int n = 0; n < dx.Length; n++)
                dx[n] -= dy[n];
        }
    }
}
