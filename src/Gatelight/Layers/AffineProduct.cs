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
    private const int LeastRows = 16;

    private readonly Parameter<T> _weight;
    private readonly Parameter<T>? _bias;
    private readonly PackedWeight<T> _packed;
    private readonly WeightGradient<T> _weightGradient;
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
        _weightGradient = new WeightGradient<T>(weight, bias: bias);
    }

    private enum Work
    {
        Forward,
        InputGradient,
    }

    private int Outputs => _weight.Shape[0];

    /// <summary>b, or nothing.</summary>
    internal ReadOnlySpan<T> Bias => _bias is null ? [] : _bias.Values;

    /// <summary>Wᵀ, packed; after <see cref="Begin"/>.</summary>
    internal ReadOnlySpan<T> PackedWeight => _packed.Forward(_context!.Kernels);

    /// <summary>in, the width of X.</summary>
    internal int Inputs => _weight.Shape[1];

    /// <summary>Y = X·Wᵀ + b into <paramref name="output"/> <c>[rows, out]</c>.</summary>
    internal void Forward(PassContext<T> context, Signal<T> input, T[] output)
    {
        Begin(context, input, output);
        Run(Work.Forward);
    }

    /// <summary>Prepares for <see cref="ForwardRows"/>, which several threads may call then.</summary>
    internal void Begin(PassContext<T> context, Signal<T> input, T[] output)
    {
        Start(context, input, output);
        _ = _packed.Forward(context.Kernels);
    }

    /// <summary>Some rows of X.</summary>
    internal ReadOnlySpan<T> InputRows(int first, int rows) => _input!.ValueRows(first, rows);

    /// <summary>Computes some rows of Y, and writes them from row <paramref name="target"/> of the output on.</summary>
    internal void ForwardRows(int first, int rows, int target) =>
        _context!.Kernels.MultiplyPair(
            Bias, InputRows(first, rows), PackedWeight, Inputs, [], [], 0, _output.AsSpan(target * Outputs, rows * Outputs), rows, Outputs);

    /// <summary>Adds dY·W to the input's gradients, and dYᵀ·X and the column sums of dY to those of W and b.</summary>
    internal void Backward(PassContext<T> context, Signal<T> input, T[] outputGradient)
    {
        Start(context, input, outputGradient);
        if (!context.SkipParameterGradients)
            _weightGradient.Add(context, outputGradient, 0, input.ValueArray, 0, _rows);
        if (input.NeedsGradient)
        {
            _ = _packed.Backward(context.Kernels);
            Run(Work.InputGradient);
        }
    }

    /// <inheritdoc/>
    public void Run(int slice)
    {
        int first = slice * _sliceSize;
        switch (_work)
        {
            case Work.Forward:
                ForwardRows(first, Math.Min(_sliceSize, _rows - first), first);
                break;
            default:
                InputGradientRows(first, Math.Min(_sliceSize, _rows - first));
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

    private void Run(Work work)
    {
        _work = work;
        int threads = (long)_rows * Inputs * Outputs < WeightGradient<T>.ParallelWork ? 1 : _context!.Threads;
        int pieces = Math.Max(1, Math.Min(threads, _rows / LeastRows));
        _sliceSize = Math.Max(1, (_rows + pieces - 1) / pieces);
        SliceRunner.Run(this, (_rows + _sliceSize - 1) / _sliceSize, threads);
    }

    private void InputGradientRows(int first, int rows) =>
        _context!.Kernels.Multiply(
            _output.AsSpan(first * Outputs, rows * Outputs), _packed.Backward(_context.Kernels), _input!.GradientRows(first, rows),
            rows, Outputs, Inputs, accumulate: true);
}
