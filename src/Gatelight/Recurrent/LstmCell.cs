using System.Numerics;
using Gatelight.Initializers;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Recurrent;

/// <summary>The LSTM cell with a forget gate and without peepholes (Gers, Schmidhuber and Cummins 2000); gates in the order i, f, g, o.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class LstmCell<T> : Cell<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Gates = 4;
    private const int ForgetGate = 1;

    private readonly int _hiddenSize;
    private readonly Parameter<T> _recurrentWeight;
    private readonly PackedWeight<T> _packed;

    internal LstmCell(Lstm layer, int inputs)
        : base(
            new Parameter<T>("weight_ih", layer.InputStart(Gates), checked(Gates * layer.HiddenSize), inputs),
            new Parameter<T>("bias", new GateBias(Gates, ForgetGate, layer.ForgetBias), checked(Gates * layer.HiddenSize)),
            [layer.HiddenSize, layer.HiddenSize])
    {
        _hiddenSize = layer.HiddenSize;
        _recurrentWeight = new Parameter<T>("weight_hh", layer.RecurrentStart(Gates), Gates * _hiddenSize, _hiddenSize);
        _packed = new PackedWeight<T>(_recurrentWeight);
        Parameters = [InputWeight, _recurrentWeight, InputBias!];
    }

    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    public override bool TakesInput => true;

    public override void PrepareForward(KernelSet<T> kernels) => _packed.Forward(kernels);

    public override void PrepareBackward(KernelSet<T> kernels) => _packed.Backward(kernels);

    public override void Forward(CellStep<T> step)
    {
        step.FillGates(_packed);
        step.Kernels.LstmForward(step.Gates, step.Previous(1), step.State(1), step.State(0), step.Rows, _hiddenSize);
    }

    public override void Backward(CellStep<T> step)
    {
        step.Kernels.LstmBackward(step.Gates, step.Previous(1), step.State(1), step.Gradient(0), step.Gradient(1), step.Gates, step.Rows, _hiddenSize);
        step.CarryRecurrentGradient(_packed, step.Gates, accumulate: false); // (13)
    }

    public override void AddParameterGradients(CellPass<T> pass) => pass.AddRecurrentWeightGradient(_recurrentWeight, pass.Gates); // (16)

    public override LayerTrace Trace(TraceReader<T> reader) =>
        new LstmTrace(
            reader.Layer, reader.Gate(0, _hiddenSize), reader.Gate(_hiddenSize, _hiddenSize), reader.Gate(2 * _hiddenSize, _hiddenSize),
            reader.Gate(3 * _hiddenSize, _hiddenSize), reader.State(1), reader.State(0), reader.Initial(1), reader.IsReversed);
}
