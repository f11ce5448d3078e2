using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>One vector at every step: <c>[B, D] → [B, Count, D]</c>, on a time axis of its own.</summary>
/// <param name="Count">The number of steps.</param>
public sealed record RepeatVector(int Count) : Layer
{
    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        CheckSize(Count, nameof(Count));
        LayerShape input = SingleInput(inputs);
        if (input.IsSequence)
            throw Error($"needs a vector [B, D], not {input}; let a recurrent layer before it return its last state alone");
        return LayerShape.Sequence(input.Width, LayerShape.NewAxis, Count);
    }

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new RepeatOperation<T>(Count);

    private sealed class RepeatOperation<T>(int count) : Operation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public override void Arrange(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs) =>
            outputs[0].Layout.Set(inputs[0].Rows, count, []);

        public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            for (int step = 0; step < count; step++)
                inputs[0].Values.CopyTo(outputs[0].ValueRows(step * inputs[0].Rows, inputs[0].Rows));
        }

        public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            if (!inputs[0].NeedsGradient)
                return;
            for (int step = 0; step < count; step++)
                Accumulate(outputs[0].GradientRows(step * inputs[0].Rows, inputs[0].Rows), inputs[0].Gradients);
        }
    }
}
