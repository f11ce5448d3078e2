using System.Numerics;
using Gatelight.Initializers;
using Gatelight.Models;

namespace Gatelight.Layers;

internal sealed class DenseOperation<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ActivatedProduct<T> _product;

    internal DenseOperation(Dense layer, int inputs)
    {
        Parameter<T> weight = new("weight", layer.WeightInitializer ?? new GlorotUniform(), layer.Units, inputs);
        Parameter<T>? bias = layer.UseBias ? new("bias", new Constant(0), layer.Units) : null;
        Parameters = bias is null ? [weight] : [weight, bias];
        _product = new ActivatedProduct<T>(weight, bias, layer.Activation);
    }

    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs) =>
        _product.Forward(context, inputs[0], outputs[0].Values);

    public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs) =>
        _product.Backward(context, inputs[0], outputs[0].Values, outputs[0].Gradients);
}
