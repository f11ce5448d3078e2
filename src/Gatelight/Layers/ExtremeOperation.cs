using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>The elementwise maximum or minimum of several inputs.</summary>
internal sealed class ExtremeOperation<T>(bool isMaximum) : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private int[] _winners = [];

    public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        Span<T> y = outputs[0].Values;
        inputs[0].Values.CopyTo(y);
        Grow(ref _winners, y.Length);
        _winners.AsSpan(0, y.Length).Clear();
        for (int input = 1; input < inputs.Length; input++)
        {
            ReadOnlySpan<T> x = inputs[input].Values;
            for (int n = 0; n < y.Length; n++)
            {
                if (T.IsNaN(x[n]) || (isMaximum ? x[n] > y[n] : x[n] < y[n]))
                {
                    y[n] = x[n];
                    _winners[n] = input;
                }
            }
        }
    }

    public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        ReadOnlySpan<T> dy = outputs[0].Gradients;
        for (int input = 0; input < inputs.Length; input++)
        {
            if (!inputs[input].NeedsGradient)
                continue;
            Span<T> dx = inputs[input].Gradients;
            for (int n = 0; n < dx.Length; n++)
                dx[n] += _winners[n] == input ? dy[n] : T.Zero;
        }
    }
}
