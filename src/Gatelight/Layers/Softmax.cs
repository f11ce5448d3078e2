using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>
/// The softmax over the features of each row, <c>yₖ = exp(xₖ) / Σⱼ exp(xⱼ)</c> (equation 80 of docs/equations.md): positive numbers that add up to 1.
/// The shape stays. A loss that takes logits needs no softmax before it.
/// </summary>
public sealed record Softmax : Layer
{
    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs) => SingleInput(inputs);

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new SoftmaxOperation<T>();

    private sealed class SoftmaxOperation<T> : Operation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private T[] _gradients = [];

        public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs) =>
            context.Kernels.SoftmaxRows(inputs[0].Values, outputs[0].Values, outputs[0].Rows, outputs[0].Width);

        public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            if (!inputs[0].NeedsGradient)
                return;
            Signal<T> output = outputs[0];
            Grow(ref _gradients, output.Rows * output.Width);
            context.Kernels.SoftmaxRowsBackward(output.Values, output.Gradients, _gradients.AsSpan(0, output.Rows * output.Width), output.Rows, output.Width); // (81)
            Accumulate(_gradients, inputs[0].Gradients);
        }
    }
}
