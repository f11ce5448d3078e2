using System.Numerics;
using System.Numerics.Tensors;
using Gatelight.Initializers;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Recurrent;

/// <summary>
/// The variants of the LSTM cell, which compose: peepholes, coupled or missing gates, other activations, clipping, full gate recurrence
/// (Greff et al. 2017, arXiv:1503.04069) and recurrent projection (Sak et al. 2014, arXiv:1402.1128).
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class VariantLstmCell<T> : Cell<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Cells = 1; // state: c
    private const int GateMemory = 2; // state of full gate recurrence: i, f, o

    private readonly LstmVariant _variant;
    private readonly VariantLstmRecords _records;
    private readonly int _hiddenSize;
    private readonly int _width;
    private readonly int _gateMemory;
    private readonly Parameter<T> _recurrentWeight;
    private readonly Parameter<T>? _peepholes;
    private readonly Parameter<T>? _gateWeight;
    private readonly Parameter<T>? _projectionWeight;
    private readonly PackedWeight<T> _packedRecurrent;
    private readonly PackedWeight<T>? _packedGates;
    private readonly PackedWeight<T>? _packedProjection;

    internal VariantLstmCell(Lstm layer, int inputs)
        : base(
            new Parameter<T>("weight_ih", layer.InputStart(layer.Variant.Blocks), checked(layer.Variant.Blocks * layer.HiddenSize), inputs),
            new Parameter<T>("bias", BiasStart(layer), checked(layer.Variant.Blocks * layer.HiddenSize)),
            [.. layer.StateSizes, .. layer.FullGateRecurrence ? [GatesOf(layer) * layer.HiddenSize] : Array.Empty<int>()],
            VariantLstmRecords.Of(layer).Sizes)
    {
        _variant = layer.Variant;
        _records = VariantLstmRecords.Of(layer);
        _hiddenSize = layer.HiddenSize;
        _width = _variant.Blocks * _hiddenSize;
        _gateMemory = layer.FullGateRecurrence ? GatesOf(layer) * _hiddenSize : 0;
        int outputs = layer.StateSizes[0];
        _recurrentWeight = new Parameter<T>("weight_hh", layer.RecurrentStart(_variant.Blocks), _width, outputs);
        _packedRecurrent = new PackedWeight<T>(_recurrentWeight);
        List<Parameter<T>> parameters = [InputWeight, _recurrentWeight, InputBias!];
        if (_variant.Peepholes)
            parameters.Add(_peepholes = new Parameter<T>("peepholes", new Constant(0), _variant.PeepholeBlocks * _hiddenSize));
        if (_gateMemory > 0)
        {
            parameters.Add(_gateWeight = new Parameter<T>("weight_gates", new GlorotUniform(), _gateMemory, _gateMemory));
            _packedGates = new PackedWeight<T>(_gateWeight);
        }

        if (layer.ProjectionSize > 0)
        {
            parameters.Add(_projectionWeight = new Parameter<T>("weight_hr", new GlorotUniform(), outputs, _hiddenSize));
            _packedProjection = new PackedWeight<T>(_projectionWeight);
        }

        Parameters = parameters;
    }

    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    public override bool TakesInput => true;

    public override void PrepareForward(KernelSet<T> kernels)
    {
        _packedRecurrent.Forward(kernels);
        _packedGates?.Forward(kernels);
        _packedProjection?.Forward(kernels);
    }

    public override void PrepareBackward(KernelSet<T> kernels)
    {
        _packedRecurrent.Backward(kernels);
        _packedGates?.Backward(kernels);
        _packedProjection?.Backward(kernels);
    }

    public override void Forward(CellStep<T> step)
    {
        Span<T> gates = step.Gates;
        step.FillGates(_packedRecurrent);
        if (_packedGates is not null)
            AddGateRecurrence(step, gates);
        Span<T> hidden = _packedProjection is null ? step.State(0) : step.Record(_records.Unprojected);
        step.Kernels.LstmVariantForward(
            gates, Peepholes, step.Previous(Cells), step.State(Cells), hidden, Kept(step), step.Rows, _hiddenSize, _variant);
        if (_packedGates is not null)
            CopyGates(gates, step.State(GateMemory));
        if (_packedProjection is not null)
            step.Kernels.Multiply(hidden, _packedProjection.Forward(step.Kernels), step.State(0), step.Rows, _hiddenSize, _packedProjection.Outputs, accumulate: false);
    }

    public override void Backward(CellStep<T> step)
    {
        Span<T> gates = step.Gates;
        ReadOnlySpan<T> hiddenGradient = step.Gradient(0);
        if (_packedProjection is not null)
        {
            hiddenGradient.CopyTo(step.Record(_records.ProjectedGradient));
            Span<T> unprojected = step.Record(_records.UnprojectedGradient);
            step.Kernels.Multiply(hiddenGradient, _packedProjection.Backward(step.Kernels), unprojected, step.Rows, _packedProjection.Outputs, _hiddenSize, accumulate: false);
            hiddenGradient = unprojected;
        }

        ReadOnlySpan<T> fromNext = [];
        if (_packedGates is not null)
            fromNext = SpreadGates(step.Gradient(GateMemory), step.Record(_records.GateOutputGradient));
        step.Kernels.LstmVariantBackward(
            gates, Kept(step), Peepholes, step.Previous(Cells), step.State(Cells), hiddenGradient, fromNext, step.Gradient(Cells), gates,
            step.Rows, _hiddenSize, _variant);
        if (_packedGates is not null)
        {
            Span<T> gradient = step.Record(_records.GateRecurrence);
            CopyGates(gates, gradient);
            step.Kernels.Multiply(gradient, _packedGates.Backward(step.Kernels), step.Gradient(GateMemory), step.Rows, _gateMemory, _gateMemory, accumulate: false);
        }

        step.CarryRecurrentGradient(_packedRecurrent, gates, accumulate: false);
    }

    public override void AddParameterGradients(CellPass<T> pass)
    {
        pass.AddRecurrentWeightGradient(_recurrentWeight, pass.Gates);
        if (_projectionWeight is not null)
            pass.AddWeightGradient(_projectionWeight, pass.Record(_records.ProjectedGradient), pass.Record(_records.Unprojected));
        if (_gateWeight is not null)
            pass.AddWeightGradient(_gateWeight, pass.Record(_records.GateRecurrence), pass.Previous(GateMemory));
        if (_peepholes is null || pass.Rows == 0)
            return;
        T[] before = pass.Previous(Cells);
        AddPeephole(pass, _variant.InputPeephole, _variant.InputBlock, before);
        AddPeephole(pass, _variant.ForgetPeephole, _variant.ForgetBlock, before);
        AddPeephole(pass, _variant.OutputPeephole, _variant.OutputBlock, pass.NewStates(Cells));
    }

    public override LayerTrace Trace(TraceReader<T> reader)
    {
        double[,] candidate = reader.Gate(_variant.CandidateBlock * _hiddenSize, _hiddenSize);
        double[,] input = Gate(reader, _variant.InputBlock);
        double[,] forget = Gate(reader, _variant.ForgetBlock);
        for (int step = 0; _variant.Coupled && step < reader.Steps; step++)
        {
            for (int unit = 0; unit < _hiddenSize; unit++)
                forget[step, unit] = 1 - input[step, unit];
        }

        return new LstmTrace(
            reader.Layer, input, forget, candidate, Gate(reader, _variant.OutputBlock), reader.State(Cells), reader.State(0),
            reader.Initial(Cells), reader.IsReversed);
    }

    private int BeforeCandidate => _variant.CandidateBlock * _hiddenSize;

    private int AfterCandidate => BeforeCandidate + _hiddenSize;

    private ReadOnlySpan<T> Peepholes => _peepholes is null ? [] : _peepholes.Values;

    private static int GatesOf(Lstm layer) => layer.Variant.Blocks - 1;

    private static Initializer BiasStart(Lstm layer) => layer.Variant.ForgetBlock < 0
        ? new Constant(0)
        : new GateBias(layer.Variant.Blocks, layer.Variant.ForgetBlock, layer.ForgetBias);

    private Span<T> Kept(CellStep<T> step) => _records.PreActivations < 0 ? [] : step.Record(_records.PreActivations);

    private double[,] Gate(TraceReader<T> reader, int block)
    {
        if (block >= 0)
            return reader.Gate(block * _hiddenSize, _hiddenSize);
        double[,] open = new double[reader.Steps, _hiddenSize];
        for (int step = 0; step < reader.Steps; step++)
        {
            for (int unit = 0; unit < _hiddenSize; unit++)
                open[step, unit] = 1;
        }

        return open;
    }

    private void AddGateRecurrence(CellStep<T> step, Span<T> gates)
    {
        Span<T> product = step.Record(_records.GateRecurrence);
        step.Kernels.Multiply(step.Previous(GateMemory), _packedGates!.Forward(step.Kernels), product, step.Rows, _gateMemory, _gateMemory, accumulate: false);
        for (int row = 0; row < step.Rows; row++)
        {
            Span<T> z = gates.Slice(row * _width, _width);
            ReadOnlySpan<T> added = product.Slice(row * _gateMemory, _gateMemory);
            TensorPrimitives.Add(z[..BeforeCandidate], added[..BeforeCandidate], z);
            TensorPrimitives.Add(z[AfterCandidate..], added[BeforeCandidate..], z[AfterCandidate..]);
        }
    }

    // The blocks i, f, o of rows that also hold g.
    private void CopyGates(ReadOnlySpan<T> gates, Span<T> to)
    {
        for (int row = 0; row * _gateMemory < to.Length; row++)
        {
            ReadOnlySpan<T> z = gates.Slice(row * _width, _width);
            z[..BeforeCandidate].CopyTo(to[(row * _gateMemory)..]);
            z[AfterCandidate..].CopyTo(to[(row * _gateMemory + BeforeCandidate)..]);
        }
    }

    private Span<T> SpreadGates(ReadOnlySpan<T> gates, Span<T> to)
    {
        to.Clear();
        for (int row = 0; row * _gateMemory < gates.Length; row++)
        {
            ReadOnlySpan<T> from = gates.Slice(row * _gateMemory, _gateMemory);
            from[..BeforeCandidate].CopyTo(to[(row * _width)..]);
            from[BeforeCandidate..].CopyTo(to[(row * _width + AfterCandidate)..]);
        }

        return to;
    }

    private void AddPeephole(CellPass<T> pass, int peephole, int block, T[] cell)
    {
        if (peephole >= 0)
        {
            pass.AddProductGradient(
                _peepholes!.Gradients.Slice(peephole * _hiddenSize, _hiddenSize), pass.Gates.AsSpan(block * _hiddenSize), _width, cell);
        }
    }
}
