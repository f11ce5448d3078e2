using System.Numerics;
using Gatelight.Initializers;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Recurrent;

/// <summary>The sLSTM cell with one memory head; gates in the order i, f, g, o.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class SLstmCell<T> : Cell<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Gates = 4;
    private const int ForgetGate = 1;
    private const int Cells = 1;
    private const int Normalizer = 2;
    private const int Stabilizer = 3;

    private readonly int _hiddenSize;
    private readonly bool _exponentialForgetGate;
    private readonly Parameter<T> _recurrentWeight;
    private readonly PackedWeight<T> _packed;

    internal SLstmCell(SLstm layer, int inputs)
        : base(
            new Parameter<T>("weight_ih", layer.InputStart(Gates), checked(Gates * layer.HiddenSize), inputs),
            new Parameter<T>("bias", new GateBias(Gates, ForgetGate, layer.ForgetBias), checked(Gates * layer.HiddenSize)),
            layer.StateSizes)
    {
        _hiddenSize = layer.HiddenSize;
        _exponentialForgetGate = layer.ExponentialForgetGate;
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
        step.Kernels.SLstmForward(
            step.Gates, step.Previous(Cells), step.Previous(Normalizer), step.Previous(Stabilizer),
            step.State(Cells), step.State(Normalizer), step.State(Stabilizer), step.State(0), step.Rows, _hiddenSize, _exponentialForgetGate);
    }

    public override void Backward(CellStep<T> step)
    {
        step.Kernels.SLstmBackward(
            step.Gates, step.Previous(Cells), step.Previous(Normalizer), step.Previous(Stabilizer),
            step.State(Cells), step.State(Normalizer), step.State(Stabilizer), step.Gradient(0), step.Gradient(Cells), step.Gradient(Normalizer),
            step.Gradient(Stabilizer), step.Gates, step.Rows, _hiddenSize, _exponentialForgetGate);
        step.CarryRecurrentGradient(_packed, step.Gates, accumulate: false);
    }

    public override void AddParameterGradients(CellPass<T> pass) => pass.AddRecurrentWeightGradient(_recurrentWeight, pass.Gates);

    public override LayerTrace Trace(TraceReader<T> reader)
    {
        double[,] hidden = reader.State(0);
        return new RecurrentTrace(
            reader.Layer, hidden, reader.IsReversed,
            [
                new TraceSeries("input gate", "i", reader.Gate(0, _hiddenSize)),
                new TraceSeries("forget gate", "f", reader.Gate(_hiddenSize, _hiddenSize)),
                new TraceSeries("candidate", "g", reader.Gate(2 * _hiddenSize, _hiddenSize)),
                new TraceSeries("output gate", "o", reader.Gate(3 * _hiddenSize, _hiddenSize)),
                new TraceSeries("cell state", "c", reader.State(Cells)),
                new TraceSeries("normaliser", "n", reader.State(Normalizer)),
                new TraceSeries("hidden state", "h", hidden),
            ]);
    }
}
