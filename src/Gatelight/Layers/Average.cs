using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>The elementwise mean of several inputs of one shape.</summary>
public sealed record Average : Merge
{
    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new AverageOperation<T>(inputs.Length);

    private sealed class AverageOperation<T>(int count) : Operation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly T _share = T.One / T.CreateChecked(count);

        public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            Span<T> mean = outputs[0].Values;
            mean.Clear();
            foreach (Signal<T> input in inputs)
                Accumulate(input.Values, mean);
            for (int n = 0; n < mean.Length; n++)
                mean[n] *= _share;
        }

        public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            ReadOnlySpan<T> dy = outputs[0].Gradients;
            foreach (Signal<T> input in inputs)
            {
                if (!input.NeedsGradient)
                    continue;
                Span<T> dx = input.Gradients;
                for (int n = 0; n < dx.Length; n++)
                    dx[n] += dy[n] * _share;
            }
        }
    }
}
