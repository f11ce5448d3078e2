using System.Numerics;
using Gatelight.Initializers;
using Gatelight.Models;

namespace Gatelight.Layers;

internal sealed class DenseOperation<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Activation _activation;
    private readonly AffineProduct<T> _product;
    private readonly int _units;
    private T[] _preActivationGradient = [];
    private T[] _values = [];

    internal DenseOperation(Dense layer, int inputs)
    {
        _activation = layer.Activation;
        _units = layer.Units;
        Parameter<T> weight = new("weight", layer.WeightInitializer, layer.Units, inputs);
        Parameter<T>? bias = layer.UseBias ? new("bias", new Constant(0), layer.Units) : null;
        Parameters = bias is null ? [weight] : [weight, bias];
        _product = new AffineProduct<T>(weight, bias);
    }

    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, Signal<T> output)
    {
        Grow(ref _values, output.Rows * _units);
        _product.Forward(context, inputs[0], _values);
        Span<T> y = output.Values;
        ReadOnlySpan<T> z = _values.AsSpan(0, y.Length);
        switch (_activation)
        {
            case Activation.Linear:
                z.CopyTo(y);
                break;
            case Activation.Relu:
                for (int n = 0; n < y.Length; n++)
                    y[n] = z[n] < T.Zero ? T.Zero : z[n]; // not Max: NaN must pass, so that it is found
                break;
            case Activation.Sigmoid:
                context.Kernels.Sigmoid(z, y);
                break;
            case Activation.Tanh:
                context.Kernels.Tanh(z, y);
                break;
            default:
                throw new LayerException(Name, $"the activation {_activation} does not exist");
        }
    }

    public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, Signal<T> output)
    {
        ReadOnlySpan<T> y = output.Values;
        ReadOnlySpan<T> dy = output.Gradients;
        Grow(ref _preActivationGradient, y.Length);
        Span<T> dz = _preActivationGradient.AsSpan(0, y.Length);
        for (int n = 0; n < dz.Length; n++)
            dz[n] = dy[n] * Slope(y[n]); // (19)
        _product.Backward(context, inputs[0], _preActivationGradient);
    }

    private T Slope(T y) => _activation switch
    {
        Activation.Relu => y > T.Zero ? T.One : T.Zero,
        Activation.Sigmoid => y * (T.One - y),
        Activation.Tanh => T.One - y * y,
        _ => T.One,
    };
}
