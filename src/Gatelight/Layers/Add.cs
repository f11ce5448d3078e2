using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>The elementwise sum of several inputs of one shape, as in a residual connection.</summary>
public sealed record Add : Merge
{
    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new AddOperation<T>();

    private sealed class AddOperation<T> : Operation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            Span<T> sum = outputs[0].Values;
            sum.Clear();
            foreach (Signal<T> input in inputs)
                Accumulate(input.Values, sum);
        }

        public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            foreach (Signal<T> input in inputs)
            {
                if (input.NeedsGradient)
                    Accumulate(outputs[0].Gradients, input.Gradients);
            }
        }
    }
}
