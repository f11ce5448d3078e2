using System.Numerics;
using Gatelight.Kernels;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>An activation on every element: <c>y = φ(x)</c>, with <see cref="ActivationFunction"/> naming φ and its constants. The shape stays.</summary>
/// <param name="Function">φ; an <see cref="Activation"/> alone takes its default constants.</param>
public sealed record Activate(ActivationFunction Function) : Layer
{
    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        CheckActivation(Function, nameof(Function));
        return SingleInput(inputs);
    }

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new ActivateOperation<T>(Function);

    private sealed class ActivateOperation<T>(ActivationFunction function) : Operation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly ActivationPass<T> _pass = new(function);
        private T[] _gradients = [];

        public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs) =>
            _pass.Forward(context.Kernels, inputs[0].Values, outputs[0].Values);

        public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            if (!inputs[0].NeedsGradient)
                return;
            Span<T> dx = inputs[0].Gradients;
            Grow(ref _gradients, dx.Length);
            _pass.Backward(context.Kernels, inputs[0].Values, outputs[0].Values, outputs[0].Gradients, _gradients.AsSpan(0, dx.Length));
            Accumulate(_gradients, dx);
        }
    }
}
