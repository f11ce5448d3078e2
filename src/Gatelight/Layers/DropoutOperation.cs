using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Layers;

internal sealed class DropoutOperation<T>(double rate, bool sharedOverTime) : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private T[] _mask = [];
    private bool _wasTraining;

    public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        Signal<T> output = outputs[0];
        ReadOnlySpan<T> x = inputs[0].Values;
        Span<T> y = output.Values;
        _wasTraining = context.IsTraining && rate > 0;
        if (!_wasTraining)
        {
            x.CopyTo(y);
            return;
        }

        T kept = T.CreateChecked(1 / (1 - rate));
        int drawn = sharedOverTime ? output.Layout.Batch * output.Width : x.Length;
        Grow(ref _mask, Math.Max(drawn, x.Length));
        for (int n = 0; n < drawn; n++)
            _mask[n] = context.Random.NextUniform() < rate ? T.Zero : kept;
        if (sharedOverTime)
            Repeat(output.Layout, output.Width);
        for (int n = 0; n < x.Length; n++)
            y[n] = x[n] * _mask[n];
    }

    // The sorted rows of a step are the first rows of the batch; later steps go first, so that none is overwritten before it is copied.
    private void Repeat(SequenceLayout layout, int width)
    {
        for (int step = layout.Steps - 1; step > 0; step--)
            _mask.AsSpan(0, layout.RowsAt(step) * width).CopyTo(_mask.AsSpan(layout.Offset(step) * width));
    }

    public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        Signal<T> output = outputs[0];
        if (!inputs[0].NeedsGradient)
            return;
        Span<T> dx = inputs[0].Gradients;
        ReadOnlySpan<T> dy = output.Gradients;
        for (int n = 0; n < dx.Length; n++)
            dx[n] += _wasTraining ? dy[n] * _mask[n] : dy[n];
    }
}
