using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>Moves the values of each sample to other steps and features, in their order or with the two swapped; every sequence has all its steps.</summary>
internal sealed class RearrangeOperation<T>(LayerShape from, LayerShape to, bool swaps) : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _fromSteps = Math.Max(1, from.Steps);

    public override void Arrange(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        SequenceLayout layout = inputs[0].Layout;
        if (layout.TotalRows != layout.Batch * _fromSteps)
            throw Short(layout);
        if (to.IsSequence)
            outputs[0].Layout.Set(layout.Batch, to.Steps, []);
    }

    public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        ReadOnlySpan<T> x = inputs[0].Values;
        Span<T> y = outputs[0].Values;
        int batch = inputs[0].Layout.Batch;
        for (int step = 0; step < _fromSteps; step++)
        {
            for (int row = 0; row < batch; row++)
            {
                for (int n = 0; n < from.Width; n++)
                    y[Target(step, row, n, batch)] = x[(step * batch + row) * from.Width + n];
            }
        }
    }

    public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        if (!inputs[0].NeedsGradient)
            return;
        Span<T> dx = inputs[0].Gradients;
        ReadOnlySpan<T> dy = outputs[0].Gradients;
        int batch = inputs[0].Layout.Batch;
        for (int step = 0; step < _fromSteps; step++)
        {
            for (int row = 0; row < batch; row++)
            {
                for (int n = 0; n < from.Width; n++)
                    dx[(step * batch + row) * from.Width + n] += dy[Target(step, row, n, batch)];
            }
        }
    }

    // Sequences of one length lie in the caller's order, so row is the sample on both sides.
    private int Target(int step, int row, int feature, int batch)
    {
        (int toStep, int toFeature) = swaps ? (feature, step) : Math.DivRem(step * from.Width + feature, to.Width);
        return (toStep * batch + row) * to.Width + toFeature;
    }

    private LayerException Short(SequenceLayout layout)
    {
        int sample = 0;
        while (layout.Length(layout.Sorted(sample)) == _fromSteps)
            sample++;
        return new LayerException(
            Name, $"sample {sample} has {layout.Length(layout.Sorted(sample))} steps of {_fromSteps}, and this layer knows no lengths or masks; give it whole sequences, or pool them first");
    }
}
