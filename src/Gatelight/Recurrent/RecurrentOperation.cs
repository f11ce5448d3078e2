using System.Numerics;
using Gatelight.Initializers;
using Gatelight.Kernels;
using Gatelight.Kernels.Threading;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Recurrent;

/// <summary>
/// Loops a cell over time. The input product of all steps is one matrix product; then each thread takes a slice of the
/// batch through the whole sequence. Backward keeps gates and cell states, loops for dz and dh alone, and makes the
/// gradients of the weights and of the input in three large products.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TCell">The cell.</typeparam>
internal sealed class RecurrentOperation<T, TCell> : Operation<T>, ISliceJob
    where T : unmanaged, IFloatingPointIeee754<T>
    where TCell : struct, ICell<T>
{
    private const int ForgetGate = 1;

    private readonly int _hiddenSize;
    private readonly int _gateWidth;
    private readonly bool _returnSequences;
    private readonly PackedWeight<T> _packedRecurrent;
    private readonly WeightGradient<T> _recurrentGradient;
    private readonly AffineProduct<T> _inputProduct;

    private T[] _gates = []; // [rows, 4H]: z, then the gates, then (backward) the gradient of z
    private T[] _cell = []; // [rows, H]
    private T[] _hidden = []; // [rows, H]
    private T[] _hiddenPrevious = []; // [rows, H], only for batches of unequal lengths
    private T[] _initialCell = []; // [B, H]
    private T[] _initialHidden = []; // [B, H]
    private T[] _hiddenGradient = []; // [B, H]
    private T[] _cellGradient = []; // [B, H]

    private PassContext<T>? _context;
    private Signal<T>? _output;
    private bool _isBackward;
    private bool _hasInitialState;
    private bool _gatesAreIntact;
    private int _sliceSize;

    internal RecurrentOperation(int hiddenSize, int inputs, bool returnSequences, double forgetBias)
    {
        int gates = TCell.GateNames.Length;
        _hiddenSize = hiddenSize;
        _gateWidth = checked(gates * hiddenSize);
        _returnSequences = returnSequences;
        Parameter<T> inputWeight = new("weight_ih", new GlorotUniform(gates), _gateWidth, inputs);
        Parameter<T> recurrentWeight = new("weight_hh", new Orthogonal(gates), _gateWidth, hiddenSize);
        Parameter<T> bias = new("bias", new GateBias(gates, ForgetGate, forgetBias), _gateWidth);
        Parameters = [inputWeight, recurrentWeight, bias];
        _packedRecurrent = new PackedWeight<T>(recurrentWeight);
        _recurrentGradient = new WeightGradient<T>(recurrentWeight);
        _inputProduct = new AffineProduct<T>(inputWeight, bias);
    }

    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, Signal<T> output)
    {
        Prepare(context, output);
        SequenceLayout layout = context.Layout;
        Grow(ref _gates, layout.TotalRows * _gateWidth);
        Grow(ref _cell, layout.TotalRows * _hiddenSize);
        Grow(ref _hidden, layout.TotalRows * _hiddenSize);
        LoadInitialState(inputs, layout.Batch * _hiddenSize);
        _gatesAreIntact = true;
        _isBackward = false;

        _inputProduct.Forward(context, inputs[0], _gates);
        _ = _packedRecurrent.Forward(context.Kernels);
        RunSlices();

        if (_returnSequences)
            _hidden.AsSpan(0, layout.TotalRows * _hiddenSize).CopyTo(output.Values);
        else
            GatherLast(layout, output.Values);
    }

    public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, Signal<T> output)
    {
        Prepare(context, output);
        SequenceLayout layout = context.Layout;
        int stateLength = layout.Batch * _hiddenSize;
        Grow(ref _hiddenGradient, stateLength);
        Grow(ref _cellGradient, stateLength);
        _cellGradient.AsSpan(0, stateLength).Clear();
        if (_returnSequences)
            _hiddenGradient.AsSpan(0, stateLength).Clear();
        else
            output.Gradients.CopyTo(_hiddenGradient); // a row is first read at the last step of its sequence
        _isBackward = true;
        _gatesAreIntact = false;
        _ = _packedRecurrent.Backward(context.Kernels);
        RunSlices();

        _inputProduct.Backward(context, inputs[0], _gates); // (14), (15), (17)
        if (!context.SkipParameterGradients)
            AddRecurrentWeightGradient(layout); // (16)
        if (_hasInitialState)
        {
            Accumulate(inputs[1], _hiddenGradient);
            Accumulate(inputs[2], _cellGradient);
        }
    }

    public override LayerTrace? Trace(int row, SequenceLayout layout)
    {
        if (!_gatesAreIntact)
            throw new InvalidOperationException($"Layer {Name}: the gates of the last forward pass are gone after a backward pass; run Forward again before asking for a trace.");
        return TraceReader.Read(Name, TCell.GateNames, _hiddenSize, row, layout, _gates, _cell, _hidden, _initialCell);
    }

    /// <inheritdoc/>
    public void Run(int slice)
    {
        int first = slice * _sliceSize;
        int end = Math.Min(first + _sliceSize, _context!.Layout.Batch);
        if (_isBackward)
            BackwardRows(_context.Layout, first, end);
        else
            ForwardRows(_context.Layout, first, end);
    }

    private void ForwardRows(SequenceLayout layout, int first, int end)
    {
        KernelSet<T> kernels = _context!.Kernels;
        ReadOnlySpan<T> weight = _packedRecurrent.Forward(kernels);
        for (int step = 0; step < layout.Steps; step++)
        {
            int rows = Math.Min(end, layout.RowsAt(step)) - first;
            if (rows <= 0)
                break;
            int at = layout.Offset(step) + first;
            Span<T> gates = Rows(_gates, at, rows, _gateWidth);
            bool skipProduct = step == 0 && !_hasInitialState;
            if (!skipProduct)
                kernels.Multiply(Previous(layout, _hidden, _initialHidden, step, first, rows), weight, gates, rows, _hiddenSize, _gateWidth, accumulate: true);
            TCell.Forward(
                kernels, gates, Previous(layout, _cell, _initialCell, step, first, rows),
                Rows(_cell, at, rows, _hiddenSize), Rows(_hidden, at, rows, _hiddenSize), rows, _hiddenSize);
        }
    }

    private void BackwardRows(SequenceLayout layout, int first, int end)
    {
        KernelSet<T> kernels = _context!.Kernels;
        ReadOnlySpan<T> weight = _packedRecurrent.Backward(kernels);
        for (int step = layout.Steps - 1; step >= 0; step--)
        {
            int rows = Math.Min(end, layout.RowsAt(step)) - first;
            if (rows <= 0)
                continue;
            int at = layout.Offset(step) + first;
            Span<T> hiddenGradient = Rows(_hiddenGradient, first, rows, _hiddenSize);
            if (_returnSequences)
            {
                ReadOnlySpan<T> fromOutput = _output!.GradientRows(at, rows);
                for (int n = 0; n < hiddenGradient.Length; n++)
                    hiddenGradient[n] += fromOutput[n];
            }

            Span<T> gates = Rows(_gates, at, rows, _gateWidth);
            TCell.Backward(
                kernels, gates, Previous(layout, _cell, _initialCell, step, first, rows), Rows(_cell, at, rows, _hiddenSize),
                hiddenGradient, Rows(_cellGradient, first, rows, _hiddenSize), rows, _hiddenSize);
            if (step > 0 || _hasInitialState)
                kernels.Multiply(gates, weight, hiddenGradient, rows, _gateWidth, _hiddenSize, accumulate: false); // (13)
        }
    }

    // dWeightHh += Σ dzᵀ·h₋₁. For equal lengths h₋₁ is h itself, one step earlier.
    private void AddRecurrentWeightGradient(SequenceLayout layout)
    {
        int firstRows = layout.Steps == 0 ? 0 : layout.RowsAt(0);
        if (_hasInitialState)
            _recurrentGradient.Add(_context!, _gates, 0, _initialHidden, firstRows);
        int later = layout.TotalRows - firstRows;
        if (later == 0)
            return;
        T[] previous = _hidden;
        if (!layout.IsUniform)
        {
            Grow(ref _hiddenPrevious, later * _hiddenSize);
            previous = _hiddenPrevious;
            for (int step = 1; step < layout.Steps; step++)
            {
                int rows = layout.RowsAt(step);
                Rows(_hidden, layout.Offset(step - 1), rows, _hiddenSize)
                    .CopyTo(Rows(_hiddenPrevious, layout.Offset(step) - firstRows, rows, _hiddenSize));
            }
        }

        _recurrentGradient.Add(_context!, _gates, firstRows, previous, later);
    }

    private ReadOnlySpan<T> Previous(SequenceLayout layout, T[] states, T[] initial, int step, int first, int rows) =>
        step == 0 ? Rows(initial, first, rows, _hiddenSize) : Rows(states, layout.Offset(step - 1) + first, rows, _hiddenSize);

    private void Prepare(PassContext<T> context, Signal<T> output)
    {
        _context = context;
        _output = output;
    }

    private void LoadInitialState(ReadOnlySpan<Signal<T>> inputs, int length)
    {
        _hasInitialState = inputs.Length == 3;
        Grow(ref _initialCell, length);
        if (!_hasInitialState)
        {
            _initialCell.AsSpan(0, length).Clear();
            return;
        }

        Grow(ref _initialHidden, length);
        inputs[1].Values.CopyTo(_initialHidden);
        inputs[2].Values.CopyTo(_initialCell);
    }

    private void GatherLast(SequenceLayout layout, Span<T> output)
    {
        for (int row = 0; row < layout.Batch; row++)
        {
            int length = layout.Length(row);
            Span<T> to = output.Slice(row * _hiddenSize, _hiddenSize);
            if (length > 0)
                Rows(_hidden, layout.Offset(length - 1) + row, 1, _hiddenSize).CopyTo(to);
            else if (_hasInitialState)
                Rows(_initialHidden, row, 1, _hiddenSize).CopyTo(to);
            else
                to.Clear();
        }
    }

    private void RunSlices()
    {
        SequenceLayout layout = _context!.Layout;
        if (layout.Batch == 0)
            return;
        int threads = (long)layout.TotalRows * _hiddenSize * _gateWidth < WeightGradient<T>.ParallelWork ? 1 : _context.Threads;
        int slices = Math.Clamp(threads, 1, Math.Max(1, layout.Batch / 4));
        _sliceSize = (layout.Batch + slices - 1) / slices;
        SliceRunner.Run(this, (layout.Batch + _sliceSize - 1) / _sliceSize, threads);
    }

    private static void Accumulate(Signal<T> input, T[] gradient)
    {
        if (!input.NeedsGradient)
            return;
        Span<T> to = input.Gradients;
        for (int n = 0; n < to.Length; n++)
            to[n] += gradient[n];
    }

    private static Span<T> Rows(T[] buffer, int first, int rows, int width) => buffer.AsSpan(first * width, rows * width);
}
