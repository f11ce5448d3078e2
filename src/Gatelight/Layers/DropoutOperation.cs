using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Layers;

internal sealed class DropoutOperation<T>(double rate) : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private T[] _mask = [];
    private bool _wasTraining;

    public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, Signal<T> output)
    {
        ReadOnlySpan<T> x = inputs[0].Values;
        Span<T> y = output.Values;
        _wasTraining = context.IsTraining && rate > 0;
        if (!_wasTraining)
        {
            x.CopyTo(y);
            return;
        }

        Grow(ref _mask, x.Length);
        T kept = T.CreateChecked(1 / (1 - rate));
        for (int n = 0; n < x.Length; n++)
        {
            _mask[n] = context.Random.NextUniform() < rate ? T.Zero : kept;
            y[n] = x[n] * _mask[n];
        }
    }

    public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, Signal<T> output)
    {
        if (!inputs[0].NeedsGradient)
            return;
        Span<T> dx = inputs[0].Gradients;
        ReadOnlySpan<T> dy = output.Gradients;
        for (int n = 0; n < dx.Length; n++)
            dx[n] += _wasTraining ? dy[n] * _mask[n] : dy[n];
    }
}
