using System.Numerics;
using Gatelight.Kernels;

namespace Gatelight.Layers;

/// <summary>An elementwise activation and its way back, on the fastest kernel that there is for it.</summary>
/// <param name="function">φ.</param>
internal readonly struct ActivationPass<T>(ActivationFunction function)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>y = φ(z); y may be the same span as z.</summary>
    internal void Forward(KernelSet<T> kernels, ReadOnlySpan<T> z, Span<T> y)
    {
        switch (function.Kind)
        {
            case Activation.Linear:
                z.CopyTo(y);
                break;
            case Activation.Sigmoid:
                kernels.Sigmoid(z, y);
                break;
            case Activation.Tanh:
                kernels.Tanh(z, y);
                break;
            default:
                kernels.Activate(function, z, y);
                break;
        }
    }

    /// <summary>dz = dy⊙φ'(z), overwritten; dz may be the same span as dy.</summary>
    internal void Backward(KernelSet<T> kernels, ReadOnlySpan<T> z, ReadOnlySpan<T> y, ReadOnlySpan<T> dy, Span<T> dz)
    {
        switch (function.Kind)
        {
            case Activation.Linear:
                dy.CopyTo(dz);
                break;
            case Activation.Sigmoid:
                for (int n = 0; n < dz.Length; n++)
                    dz[n] = dy[n] * (y[n] * (T.One - y[n]));
                break;
            case Activation.Tanh:
                for (int n = 0; n < dz.Length; n++)
                    dz[n] = dy[n] * (T.One - y[n] * y[n]);
                break;
            default:
                kernels.ActivateBackward(function, z, dy, dz);
                break;
        }
    }
}
