using System.Numerics;
using Gatelight.Kernels;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary><c>Y = φ(X·Wᵀ + b)</c> over many rows, and its gradients: what dense and convolution layers share.</summary>
/// <param name="weight">W <c>[out, in]</c>.</param>
/// <param name="bias">b <c>[out]</c>, or null.</param>
/// <param name="activation">φ.</param>
internal sealed class ActivatedProduct<T>(Parameter<T> weight, Parameter<T>? bias, ActivationFunction activation)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AffineProduct<T> _product = new(weight, bias);
    private readonly ActivationPass<T> _activation = new(activation);
    private T[] _preActivations = [];
    private T[] _gradients = [];

    /// <summary>Overwrites <paramref name="y"/> <c>[rows, out]</c>.</summary>
    internal void Forward(PassContext<T> context, Signal<T> input, Span<T> y)
    {
        if (_preActivations.Length < y.Length)
            _preActivations = new T[y.Length];
        _product.Forward(context, input, _preActivations); // (18)
        _activation.Forward(context.Kernels, _preActivations.AsSpan(0, y.Length), y);
    }

    /// <summary>Adds to the gradients of the input, of W and of b.</summary>
    internal void Backward(PassContext<T> context, Signal<T> input, ReadOnlySpan<T> y, ReadOnlySpan<T> dy)
    {
        if (_gradients.Length < y.Length)
            _gradients = new T[y.Length];
        _activation.Backward(context.Kernels, _preActivations.AsSpan(0, y.Length), y, dy, _gradients.AsSpan(0, y.Length));
        _product.Backward(context, input, _gradients); // (19)
    }
}
