using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>The maximum or the mean of each feature over windows of steps, or, without a window, over whole sequences.</summary>
internal sealed class PoolingOperation<T>(bool isMaximum, TimeWindow? window) : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private int[] _lengths = [];
    private int[] _winners = [];

    public override void Arrange(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs) =>
        window?.Arrange(inputs[0].Layout, outputs[0].Layout, ref _lengths);

    public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        Grow(ref _winners, outputs[0].Rows * outputs[0].Width);
        outputs[0].Values.Clear();
        for (int step = 0; step < outputs[0].Layout.Steps; step++)
        {
            for (int row = 0; row < outputs[0].Layout.RowsAt(step); row++)
            {
                if (isMaximum)
                    TakeMaximum(inputs[0], outputs[0], step, row);
                else
                    TakeMean(inputs[0], outputs[0], step, row);
            }
        }
    }

    public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        if (!inputs[0].NeedsGradient)
            return;
        for (int step = 0; step < outputs[0].Layout.Steps; step++)
        {
            for (int row = 0; row < outputs[0].Layout.RowsAt(step); row++)
            {
                if (isMaximum)
                    ReturnToWinners(inputs[0], outputs[0], step, row);
                else
                    Spread(inputs[0], outputs[0], step, row);
            }
        }
    }

    private (int Sorted, int First, int End) Range(Signal<T> input, Signal<T> output, int step, int row)
    {
        int sorted = input.Layout.Sorted(output.Layout.Original(row));
        int length = input.Layout.Length(sorted);
        if (window is not { } slides)
            return (sorted, 0, length);
        int start = slides.Start(step, length);
        return (sorted, Math.Max(0, start), Math.Min(length, start + slides.Size));
    }

    private void TakeMaximum(Signal<T> input, Signal<T> output, int step, int row)
    {
        (int sorted, int first, int end) = Range(input, output, step, row);
        int at = output.Layout.Offset(step) + row;
        Span<T> best = output.ValueRows(at, 1);
        Span<int> winners = _winners.AsSpan(at * output.Width, output.Width);
        for (int time = first; time < end; time++)
        {
            int from = input.Layout.Offset(time) + sorted;
            ReadOnlySpan<T> x = input.ValueRows(from, 1);
            for (int n = 0; n < x.Length; n++)
            {
                if (time == first || x[n] > best[n] || T.IsNaN(x[n]))
                {
                    best[n] = x[n];
                    winners[n] = from;
                }
            }
        }

        if (first >= end)
            winners.Fill(-1);
    }

    private void ReturnToWinners(Signal<T> input, Signal<T> output, int step, int row)
    {
        int at = output.Layout.Offset(step) + row;
        ReadOnlySpan<T> dy = output.GradientRows(at, 1);
        ReadOnlySpan<int> winners = _winners.AsSpan(at * output.Width, output.Width);
        for (int n = 0; n < dy.Length; n++)
        {
            if (winners[n] >= 0)
                input.GradientRows(winners[n], 1)[n] += dy[n];
        }
    }

    private void TakeMean(Signal<T> input, Signal<T> output, int step, int row)
    {
        (int sorted, int first, int end) = Range(input, output, step, row);
        Span<T> mean = output.ValueRows(output.Layout.Offset(step) + row, 1);
        for (int time = first; time < end; time++)
            Accumulate(input.ValueRows(input.Layout.Offset(time) + sorted, 1), mean);
        if (first >= end)
            return;
        T share = T.One / T.CreateChecked(end - first);
        for (int n = 0; n < mean.Length; n++)
            mean[n] *= share;
    }

    private void Spread(Signal<T> input, Signal<T> output, int step, int row)
    {
        (int sorted, int first, int end) = Range(input, output, step, row);
        if (first >= end)
            return;
        ReadOnlySpan<T> dy = output.GradientRows(output.Layout.Offset(step) + row, 1);
        T share = T.One / T.CreateChecked(end - first);
        for (int time = first; time < end; time++)
        {
            Span<T> dx = input.GradientRows(input.Layout.Offset(time) + sorted, 1);
            for (int n = 0; n < dx.Length; n++)
                dx[n] += dy[n] * share;
        }
    }
}
