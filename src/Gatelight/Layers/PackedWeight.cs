using System.Numerics;
using Gatelight.Kernels;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>
/// The packed forms of a weight matrix <c>W [out, in]</c>, or of some of its rows: <c>Wᵀ</c> for the forward product <c>x·Wᵀ</c> and <c>W</c> for
/// the backward product <c>dy·W</c>. Each is remade only after the weights changed.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class PackedWeight<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Parameter<T> _parameter;
    private readonly int _firstRow;
    private readonly AlignedBuffer<T> _forward = new();
    private readonly AlignedBuffer<T> _backward = new();
    private int _forwardVersion;
    private int _backwardVersion;

    /// <summary>Declares the packed forms; nothing is packed yet.</summary>
    /// <param name="parameter">The weight matrix.</param>
    /// <param name="firstRow">The first row that counts.</param>
    /// <param name="rows">How many count; -1 for all that follow.</param>
    public PackedWeight(Parameter<T> parameter, int firstRow = 0, int rows = -1)
    {
        _parameter = parameter;
        _firstRow = firstRow;
        Outputs = rows < 0 ? parameter.Shape[0] - firstRow : rows;
    }

    /// <summary>The rows of W that are packed.</summary>
    public int Outputs { get; }

    private int Inputs => _parameter.Shape[1];

    private ReadOnlySpan<T> Values => _parameter.Values.Slice(_firstRow * Inputs, Outputs * Inputs);

    /// <summary><c>Wᵀ [in, out]</c>, packed. Not to be called from several threads before it was called from one.</summary>
    /// <param name="kernels">The kernels that will read it.</param>
    public ReadOnlySpan<T> Forward(KernelSet<T> kernels)
    {
        if (_forwardVersion != _parameter.Version)
        {
            _forward.Resize(kernels.PackedLength(Inputs, Outputs));
            kernels.PackTransposed(Values, Outputs, Inputs, _forward.Values);
            _forwardVersion = _parameter.Version;
        }

        return _forward.Values;
    }

    /// <summary><c>W [out, in]</c>, packed. Not to be called from several threads before it was called from one.</summary>
    /// <param name="kernels">The kernels that will read it.</param>
    public ReadOnlySpan<T> Backward(KernelSet<T> kernels)
    {
        if (_backwardVersion != _parameter.Version)
        {
            _backward.Resize(kernels.PackedLength(Outputs, Inputs));
            kernels.Pack(Values, Outputs, Inputs, _backward.Values);
            _backwardVersion = _parameter.Version;
        }

        return _backward.Values;
    }
}
