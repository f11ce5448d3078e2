using System.Numerics;
using Gatelight.Kernels;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>
/// The packed forms of a weight matrix <c>W [out, in]</c>: <c>Wᵀ</c> for the forward product <c>x·Wᵀ</c> and <c>W</c> for
/// the backward product <c>dy·W</c>. Each is remade only after the weights changed.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="parameter">The weight matrix.</param>
public sealed class PackedWeight<T>(Parameter<T> parameter)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private T[] _forward = [];
    private T[] _backward = [];
    private int _forwardVersion;
    private int _backwardVersion;

    private int Outputs => parameter.Shape[0];

    private int Inputs => parameter.Shape[1];

    /// <summary><c>Wᵀ [in, out]</c>, packed. Not to be called from several threads before it was called from one.</summary>
    /// <param name="kernels">The kernels that will read it.</param>
    public ReadOnlySpan<T> Forward(KernelSet<T> kernels)
    {
        if (_forwardVersion != parameter.Version)
        {
            Grow(ref _forward, kernels.PackedLength(Inputs, Outputs));
            kernels.PackTransposed(parameter.Values, Outputs, Inputs, _forward);
            _forwardVersion = parameter.Version;
        }

        return _forward;
    }

    /// <summary><c>W [out, in]</c>, packed. Not to be called from several threads before it was called from one.</summary>
    /// <param name="kernels">The kernels that will read it.</param>
    public ReadOnlySpan<T> Backward(KernelSet<T> kernels)
    {
        if (_backwardVersion != parameter.Version)
        {
            Grow(ref _backward, kernels.PackedLength(Outputs, Inputs));
            kernels.Pack(parameter.Values, Outputs, Inputs, _backward);
            _backwardVersion = parameter.Version;
        }

        return _backward;
    }

    private static void Grow(ref T[] buffer, int length)
    {
        if (buffer.Length != length)
            buffer = new T[length];
    }
}
