using System.Numerics;
using Gatelight.Kernels;
using Gatelight.Kernels.Threading;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Recurrent;

/// <summary>The buffers of a recurrent layer over all steps of a pass, in the packed order of its time axis.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class CellPass<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Cell<T> _cell;
    private readonly bool _isReversed;
    private readonly T[][] _records;
    private readonly T[][] _states; // [rows, size]
    private readonly T[][] _newStates; // the same arrays, or before zoneout [rows, size]
    private readonly T[][] _previous; // gathered when asked for [rows, size]
    private readonly T[][] _initial; // [B, size], sorted rows
    private readonly T[][] _gradients; // [B, size], sorted rows
    private readonly T[][] _sums; // [B, size], sorted rows
    private readonly Dictionary<(Parameter<T> Weight, int FirstRow), WeightGradient<T>> _weightGradients = [];
    private T[] _gates = [];
    private bool _keepsGates = true;
    private T[] _maskedHidden = [];
    private T[] _mask = [];
    private T[] _scratch = [];
    private PassContext<T>? _context;
    private SequenceLayout? _layout;

    internal CellPass(Cell<T> cell, bool isReversed, bool keepsNewStates)
    {
        _cell = cell;
        _isReversed = isReversed;
        GateWidth = cell.InputWeight.Shape[0];
        _records = Empty(cell.RecordSizes.Count);
        _states = Empty(cell.StateSizes.Count);
        _newStates = keepsNewStates ? Empty(cell.StateSizes.Count) : _states;
        _previous = Empty(cell.StateSizes.Count);
        _initial = Empty(cell.StateSizes.Count);
        _gradients = Empty(cell.StateSizes.Count);
        _sums = Empty(cell.SumSizes.Count);
    }

    /// <summary>The compute kernels.</summary>
    public KernelSet<T> Kernels => _context!.Kernels;

    /// <summary>The number of rows: the live steps of all sequences.</summary>
    public int Rows => _layout!.TotalRows;

    /// <summary>G, the width of <see cref="Gates"/>.</summary>
    public int GateWidth { get; }

    /// <summary>The gates of all rows <c>[Rows, G]</c>; after a backward loop the gradient of the input part. A pass of <see cref="Model{T}.Infer"/> may keep those of the last step alone.</summary>
    public T[] Gates => _gates;

    internal SequenceLayout Layout => _layout!;

    /// <summary>The input product whose part of each step the layer or the cell makes when the step comes; null where the gates hold it already.</summary>
    internal AffineProduct<T>? InputProduct { get; set; }

    internal bool HasInitialState { get; set; }

    /// <summary>The threads that share each product of a step; above 1 only where one slice is the whole batch.</summary>
    internal int ThreadsOfProduct { get; set; } = 1;

    internal SharedProduct<T> SharedProduct { get; } = new();

    internal bool IsMasked { get; private set; }

    internal T[] MaskedHidden => _maskedHidden;

    internal T[] Mask => _mask;

    internal T[] Scratch => _scratch;

    internal bool KeepsNewStates => !ReferenceEquals(_states, _newStates);

    /// <summary>A record of all rows.</summary>
    /// <param name="index">Which record.</param>
    public T[] Record(int index) => _records[index];

    /// <summary>A state of all rows after their step.</summary>
    /// <param name="state">Which state; 0 is h.</param>
    public T[] States(int state) => _states[state];

    /// <summary>A state of all rows after their step and before zoneout.</summary>
    /// <param name="state">Which state; 0 is h.</param>
    public T[] NewStates(int state) => _newStates[state];

    /// <summary>A state of all rows before their step, gathered anew at each call.</summary>
    /// <param name="state">Which state; 0 is h.</param>
    public T[] Previous(int state)
    {
        int size = StateSize(state);
        Grow(ref _previous[state], Rows * size);
        for (int step = 0; step < _layout!.Steps; step++)
        {
            int rows = _layout.RowsAt(step);
            int before = _isReversed ? step + 1 : step - 1;
            int known = before < 0 || before >= _layout.Steps ? 0 : Math.Min(rows, _layout.RowsAt(before));
            Span<T> to = _previous[state].AsSpan(_layout.Offset(step) * size, rows * size);
            if (known > 0)
                _states[state].AsSpan(_layout.Offset(before) * size, known * size).CopyTo(to);
            _initial[state].AsSpan(known * size, (rows - known) * size).CopyTo(to[(known * size)..]);
        }

        return _previous[state];
    }

    /// <summary>Adds <c>Σ gradientᵀ·input</c> over all rows to the gradient of a weight matrix.</summary>
    /// <param name="weight">W <c>[out, in]</c>.</param>
    /// <param name="gradient"><c>[Rows, out]</c>.</param>
    /// <param name="input"><c>[Rows, in]</c>.</param>
    /// <param name="firstRow">The first row of W that the gradient is of.</param>
    /// <param name="outputs">The number of those rows; -1 for all that follow.</param>
    public void AddWeightGradient(Parameter<T> weight, T[] gradient, T[] input, int firstRow = 0, int outputs = -1) =>
        AddRows(weight, gradient, 0, input, 0, Rows, firstRow, outputs);

    /// <summary>Adds the gradient of a matrix that <see cref="CellStep{T}.AddRecurrentProduct"/> multiplied with the state before.</summary>
    /// <param name="weight">W <c>[out, H]</c>.</param>
    /// <param name="gradient"><c>[Rows, out]</c>, the gradient of the product.</param>
    /// <param name="firstRow">The first row of W that was multiplied.</param>
    /// <param name="outputs">The number of those rows; -1 for all that follow.</param>
    public void AddRecurrentWeightGradient(Parameter<T> weight, T[] gradient, int firstRow = 0, int outputs = -1)
    {
        if (IsMasked || !_layout!.IsUniform)
        {
            AddWeightGradient(weight, gradient, IsMasked ? _maskedHidden : Previous(0), firstRow, outputs);
            return;
        }

        // For equal lengths the state before is h itself, one step away.
        int batch = _layout.Batch;
        int later = Rows - batch;
        if (HasInitialState)
            AddRows(weight, gradient, _isReversed ? later : 0, _initial[0], 0, batch, firstRow, outputs);
        if (later > 0)
            AddRows(weight, gradient, _isReversed ? 0 : batch, _states[0], _isReversed ? batch : 0, later, firstRow, outputs);
    }

    /// <summary>Adds the column sums of <c>[Rows, width]</c> to the gradient of a bias.</summary>
    /// <param name="bias">The bias <c>[width]</c>.</param>
    /// <param name="gradient">The gradient of what it was added to.</param>
    public void AddBiasGradient(Parameter<T> bias, T[] gradient) =>
        Kernels.AddColumnSums(gradient.AsSpan(0, Rows * bias.Length), Rows, bias.Length, bias.Gradients);

    /// <summary>Adds what all sequences have summed to the gradient of a bias or of a gain.</summary>
    /// <param name="parameter">The parameter <c>[width]</c>.</param>
    /// <param name="index">Which <see cref="CellStep{T}.Sum"/>.</param>
    public void AddSum(Parameter<T> parameter, int index) =>
        Kernels.AddColumnSums(_sums[index], Layout.Batch, parameter.Length, parameter.Gradients);

    /// <summary>Adds the column sums of one block of a wider gradient to the gradient of a bias, rows in ascending order.</summary>
    /// <param name="bias">The bias <c>[width]</c>.</param>
    /// <param name="gradient">The gradient <c>[Rows, stride]</c>.</param>
    /// <param name="stride">Its width.</param>
    /// <param name="start">The first column of the block.</param>
    public void AddBlockSums(Parameter<T> bias, T[] gradient, int stride, int start)
    {
        if (Rows > 0)
            Kernels.AddColumnSums(gradient.AsSpan(start, (Rows - 1) * stride + bias.Length), stride, Rows, bias.Length, bias.Gradients);
    }

    /// <summary>Adds the column sums of <c>gradient⊙factor</c> to the gradient of a peephole or a gain.</summary>
    /// <param name="sums">Where to, <c>[width]</c>.</param>
    /// <param name="gradient">One row every <paramref name="gradientStride"/> numbers; its first column is the one that counts first.</param>
    /// <param name="gradientStride">The width of a row of <paramref name="gradient"/>.</param>
    /// <param name="factor"><c>[Rows, width]</c>.</param>
    public void AddProductGradient(Span<T> sums, ReadOnlySpan<T> gradient, int gradientStride, ReadOnlySpan<T> factor) =>
        Kernels.AddColumnProducts(gradient, gradientStride, factor, sums.Length, Rows, sums.Length, sums);

    /// <summary>Where the gates of a packed row lie: in a prediction each row of the batch has one place, which stays in the cache from step to step.</summary>
    internal int GateRow(int at, int row) => _keepsGates ? at : row;

    internal int StateSize(int state) => _cell.StateSizes[state];

    internal int RecordSize(int index) => _cell.RecordSizes[index];

    internal int SumSize(int index) => _cell.SumSizes[index];

    internal T[] Sum(int index) => _sums[index];

    internal T[] Initial(int state) => _initial[state];

    internal T[] Gradient(int state) => _gradients[state];

    internal void BeginForward(PassContext<T> context, SequenceLayout layout, double recurrentDropout, bool keepsGates)
    {
        Attach(context, layout);
        _keepsGates = keepsGates;
        Grow(ref _gates, checked((keepsGates ? Rows : layout.Batch) * GateWidth));
        GrowAll(_records, _cell.RecordSizes, Rows);
        GrowAll(_states, _cell.StateSizes, Rows);
        GrowAll(_initial, _cell.StateSizes, layout.Batch);
        if (KeepsNewStates)
            GrowAll(_newStates, _cell.StateSizes, Rows);
        IsMasked = context.IsTraining && recurrentDropout > 0;
        if (IsMasked)
            DrawMask(context.Random, recurrentDropout, layout.Batch * StateSize(0));
    }

    /// <summary>Lets h of all rows be written where the layer's output lies; before <see cref="BeginForward"/>.</summary>
    /// <param name="values">At least as long as h of all rows.</param>
    internal void ShareHidden(T[] values) => _states[0] = values;

    internal void BeginBackward(PassContext<T> context, SequenceLayout layout)
    {
        Attach(context, layout);
        GrowAll(_gradients, _cell.StateSizes, layout.Batch);
        GrowAll(_sums, _cell.SumSizes, layout.Batch);
        foreach (T[] sums in _sums)
            sums.AsSpan().Clear();
    }

    private void Attach(PassContext<T> context, SequenceLayout layout)
    {
        _context = context;
        _layout = layout;
    }

    // One mask a sequence, the same at every step (Gal and Ghahramani 2016, arXiv:1512.05287).
    private void DrawMask(SeededRandom random, double rate, int length)
    {
        Grow(ref _mask, length);
        Grow(ref _scratch, length);
        Grow(ref _maskedHidden, Rows * StateSize(0));
        T kept = T.CreateChecked(1 / (1 - rate));
        for (int n = 0; n < length; n++)
            _mask[n] = random.NextUniform() < rate ? T.Zero : kept;
    }

    private void AddRows(Parameter<T> weight, T[] gradient, int firstGradientRow, T[] input, int firstInputRow, int rows, int firstRow, int outputs)
    {
        if (!_weightGradients.TryGetValue((weight, firstRow), out WeightGradient<T>? product))
            _weightGradients.Add((weight, firstRow), product = new WeightGradient<T>(weight, firstRow, outputs));
        product.Add(_context!, gradient, firstGradientRow, input, firstInputRow, rows);
    }

    private static T[][] Empty(int count) => [.. Enumerable.Range(0, count).Select(_ => Array.Empty<T>())];

    private static void GrowAll(T[][] buffers, IReadOnlyList<int> sizes, int rows)
    {
        for (int n = 0; n < buffers.Length; n++)
            Grow(ref buffers[n], checked(rows * sizes[n]));
    }

    private static void Grow(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new T[length];
    }
}
