using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>Some features of each row, side by side: <c>[B, T, D] → [B, T, Count]</c>, or the same for vectors; <c>y = x[Start .. Start + Count]</c>.</summary>
/// <param name="Start">The first feature, from 0.</param>
/// <param name="Count">The number of features.</param>
public sealed record TakeFeatures(int Start, int Count) : Layer
{
    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        CheckSize(Count, nameof(Count));
        LayerShape input = SingleInput(inputs);
        return Start >= 0 && Start <= input.Width - Count
            ? input with { Width = Count }
            : throw Error($"cannot take features {Start} to {(long)Start + Count - 1} of {input}");
    }

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new TakeOperation<T>(Start, Count);

    private sealed class TakeOperation<T>(int start, int count) : Operation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            for (int row = 0; row < outputs[0].Rows; row++)
                inputs[0].ValueRows(row, 1).Slice(start, count).CopyTo(outputs[0].ValueRows(row, 1));
        }

        public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            if (!inputs[0].NeedsGradient)
                return;
            for (int row = 0; row < outputs[0].Rows; row++)
                Accumulate(outputs[0].GradientRows(row, 1), inputs[0].GradientRows(row, 1).Slice(start, count));
        }
    }
}
