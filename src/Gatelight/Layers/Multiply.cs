using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>The elementwise product of several inputs of one shape, as where one branch gates another.</summary>
public sealed record Multiply : Merge
{
    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new MultiplyOperation<T>();

    private sealed class MultiplyOperation<T> : Operation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private T[] _others = [];

        public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            inputs[0].Values.CopyTo(outputs[0].Values);
            foreach (Signal<T> input in inputs[1..])
                MultiplyBy(input.Values, outputs[0].Values);
        }

        // The product of the others is made anew: dividing by the input would fail where it is 0.
        public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            ReadOnlySpan<T> dy = outputs[0].Gradients;
            Grow(ref _others, dy.Length);
            Span<T> dx = _others.AsSpan(0, dy.Length);
            for (int n = 0; n < inputs.Length; n++)
            {
                if (!inputs[n].NeedsGradient)
                    continue;
                dy.CopyTo(dx);
                for (int other = 0; other < inputs.Length; other++)
                {
                    if (other != n)
                        MultiplyBy(inputs[other].Values, dx);
                }

                Accumulate(dx, inputs[n].Gradients);
            }
        }

        private static void MultiplyBy(ReadOnlySpan<T> factors, Span<T> product)
        {
            for (int n = 0; n < product.Length; n++)
                product[n] *= factors[n];
        }
    }
}
