using System.Numerics;
using Gatelight.Initializers;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Recurrent;

/// <summary>The GRU cell that resets the state before the recurrent product (Cho et al. 2014); gates in the order r, z, n.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class ResetBeforeGruCell<T> : Cell<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Gates = 3;
    private const int ResetHidden = 0; // record: r⊙h₋₁, [H]
    private const int GatePart = 1; // record: recurrent product of r and z, later its gradient, [2H]
    private const int CandidatePart = 2; // record: recurrent product of n, later its gradient, [H]
    private const int ResetGradient = 3; // record: gradient of r⊙h₋₁, [H]
    private const int PreActivations = 4; // record, where the variant needs it: [3H]

    private readonly int _hiddenSize;
    private readonly GruVariant _variant;
    private readonly Parameter<T> _recurrentWeight;
    private readonly PackedWeight<T> _packedGates;
    private readonly PackedWeight<T> _packedCandidate;

    internal ResetBeforeGruCell(Gru layer, int inputs)
        : base(
            new Parameter<T>("weight_ih", layer.InputStart(Gates), checked(Gates * layer.HiddenSize), inputs),
            new Parameter<T>("bias", new Constant(0), checked(Gates * layer.HiddenSize)), [layer.HiddenSize],
            [
                layer.HiddenSize, 2 * layer.HiddenSize, layer.HiddenSize, layer.HiddenSize,
                .. layer.Variant.NeedsPreActivations ? [Gates * layer.HiddenSize] : Array.Empty<int>(),
            ])
    {
        _hiddenSize = layer.HiddenSize;
        _variant = layer.Variant;
        _recurrentWeight = new Parameter<T>("weight_hh", layer.RecurrentStart(Gates), Gates * _hiddenSize, _hiddenSize);
        _packedGates = new PackedWeight<T>(_recurrentWeight, 0, 2 * _hiddenSize);
        _packedCandidate = new PackedWeight<T>(_recurrentWeight, 2 * _hiddenSize, _hiddenSize);
        Parameters = [InputWeight, _recurrentWeight, InputBias!];
    }

    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    public override void PrepareForward(KernelSet<T> kernels)
    {
        _packedGates.Forward(kernels);
        _packedCandidate.Forward(kernels);
    }

    public override void PrepareBackward(KernelSet<T> kernels)
    {
        _packedGates.Backward(kernels);
        _packedCandidate.Backward(kernels);
    }

    public override void Forward(CellStep<T> step)
    {
        Span<T> gates = step.Gates;
        Span<T> gatePart = step.Record(GatePart);
        gatePart.Clear();
        step.AddRecurrentProduct(_packedGates, gatePart);
        AddTo(gates, 0, gatePart, 2 * _hiddenSize);
        step.Kernels.GruResetForward(gates, step.RecurrentInput, step.Record(ResetHidden), Kept(step), step.Rows, _hiddenSize, _variant);
        Span<T> candidate = step.Record(CandidatePart);
        step.Kernels.Multiply(step.Record(ResetHidden), _packedCandidate.Forward(step.Kernels), candidate, step.Rows, _hiddenSize, _hiddenSize, accumulate: false);
        AddTo(gates, 2 * _hiddenSize, candidate, _hiddenSize);
        step.Kernels.GruOutputForward(gates, step.Previous(0), step.State(0), Kept(step), step.Rows, _hiddenSize, _variant);
    }

    public override void Backward(CellStep<T> step)
    {
        Span<T> gates = step.Gates;
        step.Kernels.GruOutputBackward(gates, Kept(step), step.Previous(0), step.Gradient(0), step.Gradient(0), gates, step.Rows, _hiddenSize, _variant);
        Span<T> candidate = step.Record(CandidatePart);
        Take(gates, 2 * _hiddenSize, candidate, _hiddenSize);
        Span<T> reset = step.Record(ResetGradient);
        step.Kernels.Multiply(candidate, _packedCandidate.Backward(step.Kernels), reset, step.Rows, _hiddenSize, _hiddenSize, accumulate: false);
        // Under a mask what reaches the state goes through it, so it is gathered apart first.
        Span<T> gatePart = step.Record(GatePart);
        Span<T> throughReset = gatePart[..(step.Rows * _hiddenSize)];
        throughReset.Clear();
        step.Kernels.GruResetBackward(gates, Kept(step), step.RecurrentInput, reset, throughReset, gates, step.Rows, _hiddenSize, _variant);
        step.AddRecurrentInputGradient(throughReset);
        Take(gates, 0, gatePart, 2 * _hiddenSize);
        step.CarryRecurrentGradient(_packedGates, gatePart, accumulate: true);
    }

    public override void AddParameterGradients(CellPass<T> pass)
    {
        pass.AddRecurrentWeightGradient(_recurrentWeight, pass.Record(GatePart), 0, 2 * _hiddenSize);
        pass.AddWeightGradient(_recurrentWeight, pass.Record(CandidatePart), pass.Record(ResetHidden), 2 * _hiddenSize, _hiddenSize);
    }

    public override LayerTrace Trace(TraceReader<T> reader) =>
        new GruTrace(
            reader.Layer, reader.Gate(0, _hiddenSize), reader.Gate(_hiddenSize, _hiddenSize), reader.Gate(2 * _hiddenSize, _hiddenSize),
            reader.State(0), reader.Initial(0), reader.IsReversed);

    private Span<T> Kept(CellStep<T> step) => _variant.NeedsPreActivations ? step.Record(PreActivations) : [];

    private void AddTo(Span<T> gates, int start, ReadOnlySpan<T> part, int width)
    {
        for (int row = 0; row * width < part.Length; row++)
        {
            Span<T> to = gates.Slice(row * Gates * _hiddenSize + start, width);
            for (int n = 0; n < width; n++)
                to[n] += part[row * width + n];
        }
    }

    private void Take(ReadOnlySpan<T> gates, int start, Span<T> part, int width)
    {
        for (int row = 0; row * width < part.Length; row++)
            gates.Slice(row * Gates * _hiddenSize + start, width).CopyTo(part[(row * width)..]);
    }
}
