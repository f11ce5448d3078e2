using System.Numerics;
using Gatelight.Kernels;

namespace Gatelight.Recurrent;

/// <summary>The LSTM cell with a forget gate and without peepholes (Gers, Schmidhuber and Cummins 2000); gates in the order i, f, g, o.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal readonly struct LstmCell<T> : ICell<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly string[] Names = ["i", "f", "g", "o"];

    public static ReadOnlySpan<string> GateNames => Names;

    public static void Forward(
        KernelSet<T> kernels, Span<T> gates, ReadOnlySpan<T> cellPrevious, Span<T> cell, Span<T> hidden, int rows, int hiddenSize) =>
        kernels.LstmForward(gates, cellPrevious, cell, hidden, rows, hiddenSize);

    public static void Backward(
        KernelSet<T> kernels, Span<T> gates, ReadOnlySpan<T> cellPrevious, ReadOnlySpan<T> cell, ReadOnlySpan<T> hiddenGradient,
        Span<T> cellGradient, int rows, int hiddenSize) =>
        kernels.LstmBackward(gates, cellPrevious, cell, hiddenGradient, cellGradient, gates, rows, hiddenSize);
}
