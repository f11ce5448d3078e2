using System.Numerics;
using Gatelight.Kernels.Threading;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>
/// The affine map <c>Y = X·Wᵀ + b</c> over many rows and its three gradients, cut into slices for several threads. Rows
/// are independent and weight gradients are cut by rows of W, so the bits do not depend on the number of threads.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class AffineProduct<T> : ISliceJob
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Below this number of multiplications a second thread costs more than it brings.
    private const long ParallelWork = 1 << 18;

    private readonly Parameter<T> _weight;
    private readonly Parameter<T>? _bias;
    private readonly PackedWeight<T> _packed;
    private PassContext<T>? _context;
    private Signal<T>? _input;
    private T[] _output = [];
    private Work _work;
    private int _rows;
    private int _sliceSize;

    internal AffineProduct(Parameter<T> weight, Parameter<T>? bias)
    {
        _weight = weight;
        _bias = bias;
        _packed = new PackedWeight<T>(weight);
    }

    private enum Work
    {
        Forward,
        InputGradient,
        WeightGradient,
    }

    private int Outputs => _weight.Shape[0];

    private int Inputs => _weight.Shape[1];

    /// <summary>Y = X·Wᵀ + b into <paramref name="output"/> <c>[rows, out]</c>.</summary>
    internal void Forward(PassContext<T> context, Signal<T> input, T[] output)
    {
        Start(context, input, output);
        _ = _packed.Forward(context.Kernels);
        Run(Work.Forward, _rows, 16);
    }

    /// <summary>Adds dY·W to the input's gradients, and dYᵀ·X and the column sums of dY to those of W and b.</summary>
    internal void Backward(PassContext<T> context, Signal<T> input, T[] outputGradient)
    {
        Start(context, input, outputGradient);
        if (!context.SkipParameterGradients)
        {
            Run(Work.WeightGradient, Outputs, 8);
            if (_bias is not null)
                context.Kernels.AddColumnSums(outputGradient.AsSpan(0, _rows * Outputs), _rows, Outputs, _bias.Gradients);
        }

        if (input.NeedsGradient)
        {
            _ = _packed.Backward(context.Kernels);
            Run(Work.InputGradient, _rows, 16);
        }
    }

    /// <inheritdoc/>
    public void Run(int slice)
    {
        int first = slice * _sliceSize;
        switch (_work)
        {
            case Work.Forward:
                ForwardRows(first, Math.Min(_sliceSize, _rows - first));
                break;
            case Work.InputGradient:
                InputGradientRows(first, Math.Min(_sliceSize, _rows - first));
                break;
            default:
                _context!.Kernels.MultiplyTransposed(
                    _output.AsSpan(0, _rows * Outputs), _input!.Values, _weight.Gradients, _rows, Outputs, Inputs,
                    first, Math.Min(_sliceSize, Outputs - first));
                break;
        }
    }

    private void Start(PassContext<T> context, Signal<T> input, T[] output)
    {
        _context = context;
        _input = input;
        _output = output;
        _rows = input.Rows;
    }

    private void Run(Work work, int items, int grain)
    {
        _work = work;
        int threads = (long)_rows * Inputs * Outputs < ParallelWork ? 1 : _context!.Threads;
        int pieces = Math.Max(1, Math.Min(threads, items / grain));
        _sliceSize = Math.Max(1, (items + pieces - 1) / pieces);
        SliceRunner.Run(this, (items + _sliceSize - 1) / _sliceSize, threads);
    }

    private void ForwardRows(int first, int rows)
    {
        Span<T> y = _output.AsSpan(first * Outputs, rows * Outputs);
        if (_bias is not null)
            _context!.Kernels.FillRows(_bias.Values, y, rows);
        _context!.Kernels.Multiply(
            _input!.ValueRows(first, rows), _packed.Forward(_context.Kernels), y, rows, Inputs, Outputs, accumulate: _bias is not null);
    }

    private void InputGradientRows(int first, int rows) =>
        _context!.Kernels.Multiply(
            _output.AsSpan(first * Outputs, rows * Outputs), _packed.Backward(_context.Kernels), _input!.GradientRows(first, rows),
            rows, Outputs, Inputs, accumulate: true);
}
