using System.Numerics;
using Gatelight.Kernels;

namespace Gatelight.Recurrent;

/// <summary>
/// One step of a recurrent network whose pre-activations are <c>z = x·WeightIhᵀ + h₋₁·WeightHhᵀ + b</c>. The layer makes z
/// and loops over time, lengths and the batch; the cell turns z into the new state, and back.
/// </summary>
/// <remarks>Implemented by structs, so that the layer is compiled once a cell and a step costs no virtual call.</remarks>
/// <typeparam name="T">The element type.</typeparam>
internal interface ICell<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The names of the gates, in the order of their blocks in z.</summary>
    static abstract ReadOnlySpan<string> GateNames { get; }

    /// <summary>Turns pre-activations into gates and the new state; contract as <see cref="KernelSet{T}.LstmForward"/>.</summary>
    static abstract void Forward(
        KernelSet<T> kernels, Span<T> gates, ReadOnlySpan<T> cellPrevious, Span<T> cell, Span<T> hidden, int rows, int hiddenSize);

    /// <summary>Carries gradients through one step; contract as <see cref="KernelSet{T}.LstmBackward"/>.</summary>
    static abstract void Backward(
        KernelSet<T> kernels, Span<T> gates, ReadOnlySpan<T> cellPrevious, ReadOnlySpan<T> cell, ReadOnlySpan<T> hiddenGradient,
        Span<T> cellGradient, int rows, int hiddenSize);
}
