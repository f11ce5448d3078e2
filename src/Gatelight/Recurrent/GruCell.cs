using System.Numerics;
using Gatelight.Initializers;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Recurrent;

/// <summary>The GRU cell that resets after the recurrent product; gates in the order r, z, n.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class GruCell<T> : Cell<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Gates = 3;
    private const int Candidate = 0; // record: R_n·h₋₁ + b_hn, [H]
    private const int RecurrentGradient = 1; // record: gradient of the recurrent product, [3H]
    private const int PreActivations = 2; // record, where the variant needs it: [3H]

    private readonly int _hiddenSize;
    private readonly GruVariant _variant;
    private readonly Parameter<T> _recurrentWeight;
    private readonly Parameter<T> _candidateBias;
    private readonly PackedWeight<T> _packed;

    internal GruCell(Gru layer, int inputs)
        : base(
            new Parameter<T>("weight_ih", layer.InputStart(Gates), checked(Gates * layer.HiddenSize), inputs),
            new Parameter<T>("bias", new Constant(0), checked(Gates * layer.HiddenSize)), [layer.HiddenSize],
            [layer.HiddenSize, Gates * layer.HiddenSize, .. layer.Variant.NeedsPreActivations ? [Gates * layer.HiddenSize] : Array.Empty<int>()])
    {
        _hiddenSize = layer.HiddenSize;
        _variant = layer.Variant;
        _recurrentWeight = new Parameter<T>("weight_hh", layer.RecurrentStart(Gates), Gates * _hiddenSize, _hiddenSize);
        _candidateBias = new Parameter<T>("bias_hn", new Constant(0), _hiddenSize);
        _packed = new PackedWeight<T>(_recurrentWeight);
        Parameters = [InputWeight, _recurrentWeight, InputBias!, _candidateBias];
    }

    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    public override void PrepareForward(KernelSet<T> kernels) => _packed.Forward(kernels);

    public override void PrepareBackward(KernelSet<T> kernels) => _packed.Backward(kernels);

    public override void Forward(CellStep<T> step)
    {
        Span<T> gates = step.Gates;
        Span<T> hidden = step.State(0);
        Span<T> candidate = step.Record(Candidate);
        // The product of all three blocks goes into the gates at once; meanwhile the input part of n waits where h will be.
        for (int row = 0; row < step.Rows; row++)
        {
            Span<T> n = Block(gates, row);
            n.CopyTo(hidden.Slice(row * _hiddenSize, _hiddenSize));
            _candidateBias.Values.CopyTo(n);
        }

        step.AddRecurrentProduct(_packed, gates);
        for (int row = 0; row < step.Rows; row++)
        {
            Span<T> n = Block(gates, row);
            n.CopyTo(candidate.Slice(row * _hiddenSize, _hiddenSize));
            hidden.Slice(row * _hiddenSize, _hiddenSize).CopyTo(n);
        }

        step.Kernels.GruForward(gates, candidate, step.Previous(0), hidden, Kept(step), step.Rows, _hiddenSize, _variant);
    }

    public override void Backward(CellStep<T> step)
    {
        step.Kernels.GruBackward(
            step.Gates, Kept(step), step.Record(Candidate), step.Previous(0), step.Gradient(0), step.Gradient(0), step.Gates,
            step.Record(RecurrentGradient), step.Rows, _hiddenSize, _variant);
        step.CarryRecurrentGradient(_packed, step.Record(RecurrentGradient), accumulate: true);
    }

    public override void AddParameterGradients(CellPass<T> pass)
    {
        T[] gradient = pass.Record(RecurrentGradient);
        pass.AddRecurrentWeightGradient(_recurrentWeight, gradient);
        pass.AddBlockSums(_candidateBias, gradient, Gates * _hiddenSize, 2 * _hiddenSize);
    }

    public override LayerTrace Trace(TraceReader<T> reader) =>
        new GruTrace(
            reader.Layer, reader.Gate(0, _hiddenSize), reader.Gate(_hiddenSize, _hiddenSize), reader.Gate(2 * _hiddenSize, _hiddenSize),
            reader.State(0), reader.Initial(0), reader.IsReversed);

    private Span<T> Kept(CellStep<T> step) => _variant.NeedsPreActivations ? step.Record(PreActivations) : [];

    private Span<T> Block(Span<T> gates, int row) => gates.Slice((row * Gates + 2) * _hiddenSize, _hiddenSize);
}
