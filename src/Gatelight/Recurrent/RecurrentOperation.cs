using System.Numerics;
using System.Numerics.Tensors;
using Gatelight.Kernels.Threading;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Recurrent;

/// <summary>
/// Loops a cell over time: each thread takes a slice of the batch through the whole sequence. A slice of many rows makes the
/// input product of a step when the step comes, while its gates are in the cache anyway; one of few rows would read all
/// weights for them, so there, unless the weights are few, the input product of all steps comes first. Backward loops for the gradients of the gates and
/// of the states alone, and makes those of the weights and of the input in large products.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class RecurrentOperation<T> : Operation<T>, ISliceJob
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int LeastRowsOfSlice = 4;

    // For fewer steps another thread need not be woken.
    private const int LeastStepsToShare = 8;

    // The rows of a product tile: fewer would read the weights of a step for too little work, unless all weights stay in the second-level cache.
    private const int LeastRowsOfStepProduct = 12;
    private const int LeastRowsOfSmallProduct = 4;
    private const int MostWeightsOfSmallProduct = 128 * 1024;

    private readonly RecurrentLayer _layer;
    private readonly Cell<T> _cell;
    private readonly CellPass<T> _pass;
    private readonly AffineProduct<T> _inputProduct;
    private readonly StateKeeper<T> _keeper;
    private readonly Zoneout<T>? _zoneout;
    private PassContext<T>? _context;
    private SequenceLayout? _layout;
    private Signal<T>? _output;
    private bool _isBackward;
    private bool _gatesAreIntact;
    private int[] _starts = []; // of the slices, and the end of the last

    internal RecurrentOperation(RecurrentLayer layer, Cell<T> cell)
    {
        _layer = layer;
        _cell = cell;
        bool zonesOut = layer.HiddenZoneout > 0 || layer.CellZoneout > 0;
        _pass = new CellPass<T>(cell, layer.GoBackwards, zonesOut);
        _inputProduct = new AffineProduct<T>(cell.InputWeight, cell.InputBias);
        _keeper = new StateKeeper<T>(_pass, cell.StateSizes, layer.GoBackwards);
        _zoneout = zonesOut ? new Zoneout<T>(_pass, cell.StateSizes, layer.HiddenZoneout, layer.CellZoneout) : null;
    }

    public override IReadOnlyList<Parameter<T>> Parameters => _cell.Parameters;

    public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        if (context.CarriesState && _layer.GoBackwards)
            throw new LayerException(Name, "reads each sequence from its end, so it cannot carry its state from pass to pass; turn CarriesState off");
        Attach(context, inputs[0], outputs[0]);
        if (_layer.ReturnSequences)
            _pass.ShareHidden(outputs[0].ValueArray);
        (int slices, int threads) = CutBatch();
        bool isByStep = _layout!.Batch >= slices * LeastRowsByStep();
        _pass.BeginForward(context, _layout, _layer.RecurrentDropout, keepsGates: context.KeepsSteps || !isByStep);
        _pass.HasInitialState = _keeper.Load(Name, context, inputs[1..]);
        _zoneout?.Begin(context);
        _isBackward = false;
        _gatesAreIntact = context.KeepsSteps;

        if (!isByStep)
        {
            _inputProduct.Forward(context, inputs[0], _pass.Gates);
            _pass.InputProduct = null;
        }
        else
        {
            _inputProduct.Begin(context, inputs[0], _pass.Gates);
            _pass.InputProduct = _inputProduct;
        }

        _cell.PrepareForward(context.Kernels);
        SliceRunner.Run(this, slices, threads);

        if (!_layer.ReturnSequences)
            _keeper.CopyFinal(0, outputs[0].Values);
        for (int state = 0; state < outputs.Length - 1; state++)
            _keeper.CopyFinal(state, outputs[1 + state].Values);
        if (context.CarriesState)
            _keeper.Keep();
    }

    public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        Attach(context, inputs[0], outputs[0]);
        _pass.BeginBackward(context, _layout!);
        _keeper.BeginGradients();
        if (!_layer.ReturnSequences)
            _keeper.AddFinalGradient(0, outputs[0].Gradients);
        for (int state = 0; state < outputs.Length - 1; state++)
            _keeper.AddFinalGradient(state, outputs[1 + state].Gradients);
        _isBackward = true;
        _gatesAreIntact = false;

        _cell.PrepareBackward(context.Kernels);
        (int slices, int threads) = CutBatch();
        SliceRunner.Run(this, slices, threads);

        _inputProduct.Backward(context, inputs[0], _pass.Gates); // (14), (15), (17)
        if (!context.SkipParameterGradients)
            _cell.AddParameterGradients(_pass);
        for (int state = 0; state < inputs.Length - 1; state++)
            _keeper.AddInitialGradient(state, inputs[1 + state]);
    }

    public override IReadOnlyList<LayerTrace> Trace(int sample)
    {
        if (!_gatesAreIntact)
            throw new InvalidOperationException($"Layer {Name}: the gates of the last forward pass are gone after a backward pass; run Forward again before asking for a trace.");
        return [_cell.Trace(new TraceReader<T>(Name, _pass, _layout!.Sorted(sample), _layer.GoBackwards))];
    }

    public override void ResetState() => _keeper.Forget();

    internal override IReadOnlyList<T[]> CarriedStates => _keeper.Carried;

    internal override IReadOnlyList<int> CarriedSizes => _cell.StateSizes;

    internal override void LoadCarried(IReadOnlyList<T[]> states, int batch) => _keeper.Load(states, batch);

    /// <inheritdoc/>
    public void Run(int slice)
    {
        int first = _starts[slice];
        int end = _starts[slice + 1];
        for (int n = 0; n < _layout!.Steps; n++)
        {
            int step = _layer.GoBackwards == _isBackward ? n : _layout.Steps - 1 - n;
            int rows = Math.Min(end, _layout.RowsAt(step)) - first;
            if (rows <= 0)
                continue;
            if (_isBackward && _layer.ReturnSequences)
                AddOutputGradient(step, first, rows);
            int before = _layer.GoBackwards ? step + 1 : step - 1;
            int known = before < 0 || before >= _layout.Steps ? 0 : Math.Clamp(_layout.RowsAt(before) - first, 0, rows);
            int at = _layout.Offset(step) + first;
            if (!_isBackward && !_cell.TakesInput)
                _pass.InputProduct?.ForwardRows(at, rows, _pass.GateRow(at, first));
            if (known > 0)
                RunStep(new CellStep<T>(_pass, at, _layout.Offset(before) + first, first, known), at, first, known);
            if (known < rows) // read from the end, short sequences begin while longer ones go on
                RunStep(new CellStep<T>(_pass, at + known, -1, first + known, rows - known), at + known, first + known, rows - known);
        }
    }

    private void RunStep(CellStep<T> step, int at, int row, int rows)
    {
        if (_isBackward)
        {
            _zoneout?.Split(at, row, rows);
            _cell.Backward(step);
            _zoneout?.Join(row, rows);
            return;
        }

        if (_pass.IsMasked)
            MaskHidden(step, at, row);
        _cell.Forward(step);
        _zoneout?.Mix(step, at);
    }

    private void MaskHidden(CellStep<T> step, int at, int row)
    {
        int size = _cell.StateSizes[0];
        ReadOnlySpan<T> hidden = step.Previous(0);
        ReadOnlySpan<T> mask = _pass.Mask.AsSpan(row * size, hidden.Length);
        Span<T> masked = _pass.MaskedHidden.AsSpan(at * size, hidden.Length);
        TensorPrimitives.Multiply(hidden, mask, masked);
    }

    private void AddOutputGradient(int step, int first, int rows)
    {
        int size = _cell.StateSizes[0];
        ReadOnlySpan<T> from = _output!.GradientRows(_layout!.Offset(step) + first, rows);
        Span<T> to = _pass.Gradient(0).AsSpan(first * size, rows * size);
        TensorPrimitives.Add(to, from, to);
    }

    private void Attach(PassContext<T> context, Signal<T> input, Signal<T> output)
    {
        _context = context;
        _layout = input.Layout;
        _output = output;
    }

    private int LeastRowsByStep()
    {
        long weights = (long)_pass.GateWidth * (_inputProduct.Inputs + _cell.StateSizes[0]);
        return weights <= MostWeightsOfSmallProduct ? LeastRowsOfSmallProduct : LeastRowsOfStepProduct;
    }

    // Slices of about equal work: the longest sequences lie first, so of unequal lengths the first slices hold fewer.
    private (int Slices, int Threads) CutBatch()
    {
        int batch = _layout!.Batch;
        int threads = (long)_layout.TotalRows * _cell.StateSizes[0] * _pass.GateWidth < WeightGradient<T>.ParallelWork ? 1 : _context!.Threads;
        int most = Math.Clamp(Math.Min(threads, batch / LeastRowsOfSlice), 1, Math.Max(1, batch));
        if (_starts.Length <= most)
            _starts = new int[most + 1];
        int slices = 0;
        long steps = 0;
        for (int row = 0; row < batch; row++)
        {
            if (steps * most >= (long)_layout.TotalRows * slices && slices < most)
                _starts[slices++] = row;
            steps += _layout.Length(row);
        }

        _starts[slices] = batch;
        _pass.ThreadsOfProduct = slices == 1 && _layout.Steps >= LeastStepsToShare ? threads : 1;
        return (slices, threads);
    }
}
