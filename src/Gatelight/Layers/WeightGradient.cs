using System.Numerics;
using Gatelight.Kernels.Threading;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>
/// The weight gradient <c>dW += dYᵀ·X</c>, cut by rows of W for several threads: every element is summed over the rows of X in
/// ascending order whatever the cut, so the bits do not depend on the number of threads.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="weight">W <c>[., in]</c>.</param>
/// <param name="firstRow">The first row of W that the gradient is of.</param>
/// <param name="outputs">The number of those rows; -1 for all that follow.</param>
/// <param name="bias">A bias <c>[out]</c> whose gradient, the column sums of dY, is added in the same pass; null for none.</param>
internal sealed class WeightGradient<T>(Parameter<T> weight, int firstRow = 0, int outputs = -1, Parameter<T>? bias = null) : ISliceJob
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Below this number of multiplications a second thread costs more than it brings.
    internal const long ParallelWork = 1 << 18;
    private const int LeastBand = 8;

    private PassContext<T>? _context;
    private T[] _outputGradient = [];
    private T[] _input = [];
    private int _firstGradientRow;
    private int _firstInputRow;
    private int _rows;
    private int _band;

    private int Outputs => outputs < 0 ? weight.Shape[0] - firstRow : outputs;

    private int Inputs => weight.Shape[1];

    /// <summary>Adds the product over some rows.</summary>
    /// <param name="context">The pass.</param>
    /// <param name="outputGradient">dY <c>[., out]</c>.</param>
    /// <param name="firstGradientRow">The row of dY that is read first.</param>
    /// <param name="input">X <c>[., in]</c>.</param>
    /// <param name="firstInputRow">The row of X that is read first.</param>
    /// <param name="rows">The number of rows.</param>
    internal void Add(PassContext<T> context, T[] outputGradient, int firstGradientRow, T[] input, int firstInputRow, int rows)
    {
        _context = context;
        _outputGradient = outputGradient;
        _input = input;
        _firstGradientRow = firstGradientRow;
        _firstInputRow = firstInputRow;
        _rows = rows;
        int threads = (long)rows * Inputs * Outputs < ParallelWork ? 1 : context.Threads;
        int pieces = Math.Max(1, Math.Min(threads, Outputs / LeastBand));
        _band = (Outputs + pieces - 1) / pieces;
        SliceRunner.Run(this, (Outputs + _band - 1) / _band, threads);
    }

    /// <inheritdoc/>
    public void Run(int slice)
    {
        int first = slice * _band;
        int count = Math.Min(_band, Outputs - first);
        if (bias is not null && _rows > 0)
        {
            _context!.Kernels.AddColumnSums(
                _outputGradient.AsSpan(_firstGradientRow * Outputs + first, (_rows - 1) * Outputs + count), Outputs, _rows, count, bias.Gradients[first..]);
        }

        _context!.Kernels.MultiplyTransposed(
            _outputGradient.AsSpan(_firstGradientRow * Outputs, _rows * Outputs), _input.AsSpan(_firstInputRow * Inputs, _rows * Inputs), weight.Gradients[(firstRow * Inputs)..],
            _rows, Outputs, Inputs, first, count);
    }
}
