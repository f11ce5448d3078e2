using System.Numerics;
using System.Numerics.Tensors;
using Gatelight.Initializers;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Recurrent;

/// <summary>
/// The layer-normalised LSTM cell (Ba, Kiros and Hinton 2016, arXiv:1607.06450): <c>z = LN(W·x)⊙a₁ + LN(R·h₋₁)⊙a₂ + b</c> over all four gates
/// together, and <c>h = o⊙tanh(LN(c)⊙a₃ + b₃)</c>. The paper's two shifts inside z are one with b.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class NormalizedLstmCell<T> : Cell<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Gates = 4;
    private const int ForgetGate = 1;
    private const int Cells = 1; // state: c

    // Records: normalised W·x, R·h₋₁ and c with their inverse deviations, and tanh of the last scaled and shifted.
    private const int Input = 0;
    private const int InputDeviation = 1;
    private const int Recurrent = 2;
    private const int RecurrentDeviation = 3;
    private const int Cell = 4;
    private const int CellDeviation = 5;
    private const int Squashed = 6;

    // Sums over the steps of a sequence: the gradients of bias, gain_ih, gain_hh, bias_c and gain_c.
    private const int BiasSum = 0;
    private const int InputGainSum = 1;
    private const int RecurrentGainSum = 2;
    private const int CellBiasSum = 3;
    private const int CellGainSum = 4;

    private static readonly T Epsilon = T.CreateChecked(1e-5);

    // Without an output activation the kernel leaves c itself to be normalised.
    private static readonly LstmVariant Unsquashed = new() { OutputActivation = Activation.Linear };

    private readonly int _hiddenSize;
    private readonly Parameter<T> _recurrentWeight;
    private readonly Parameter<T> _bias;
    private readonly Parameter<T> _inputGain;
    private readonly Parameter<T> _recurrentGain;
    private readonly Parameter<T> _cellGain;
    private readonly Parameter<T> _cellBias;
    private readonly PackedWeight<T> _packed;

    internal NormalizedLstmCell(Lstm layer, int inputs)
        : base(
            new Parameter<T>("weight_ih", layer.InputStart(Gates), checked(Gates * layer.HiddenSize), inputs), null,
            [layer.HiddenSize, layer.HiddenSize], RecordWidths(layer.HiddenSize), SumWidths(layer.HiddenSize))
    {
        _hiddenSize = layer.HiddenSize;
        int width = Gates * _hiddenSize;
        _recurrentWeight = new Parameter<T>("weight_hh", layer.RecurrentStart(Gates), width, _hiddenSize);
        _bias = new Parameter<T>("bias", new GateBias(Gates, ForgetGate, layer.ForgetBias), width);
        _inputGain = new Parameter<T>("gain_ih", new Constant(1), width);
        _recurrentGain = new Parameter<T>("gain_hh", new Constant(1), width);
        _cellGain = new Parameter<T>("gain_c", new Constant(1), _hiddenSize);
        _cellBias = new Parameter<T>("bias_c", new Constant(0), _hiddenSize);
        _packed = new PackedWeight<T>(_recurrentWeight);
        Parameters = [InputWeight, _recurrentWeight, _bias, _inputGain, _recurrentGain, _cellGain, _cellBias];
    }

    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    public override void PrepareForward(KernelSet<T> kernels) => _packed.Forward(kernels);

    public override void PrepareBackward(KernelSet<T> kernels) => _packed.Backward(kernels);

    public override void Forward(CellStep<T> step)
    {
        KernelSet<T> kernels = step.Kernels;
        Span<T> gates = step.Gates;
        Span<T> hidden = step.State(0);
        int rows = step.Rows;
        kernels.NormalizeRows(
            gates, _inputGain.Values, _bias.Values, step.Record(Input), step.Record(InputDeviation), gates, rows, Epsilon, accumulate: false);
        Span<T> recurrent = step.Record(Recurrent);
        recurrent.Clear();
        step.AddRecurrentProduct(_packed, recurrent);
        kernels.NormalizeRows(recurrent, _recurrentGain.Values, [], recurrent, step.Record(RecurrentDeviation), gates, rows, Epsilon, accumulate: true);
        kernels.LstmVariantForward(gates, [], step.Previous(Cells), step.State(Cells), hidden, [], rows, _hiddenSize, Unsquashed);
        Span<T> squashed = step.Record(Squashed);
        kernels.NormalizeRows(
            step.State(Cells), _cellGain.Values, _cellBias.Values, step.Record(Cell), step.Record(CellDeviation), squashed, rows, Epsilon,
            accumulate: false);
        kernels.Tanh(squashed, squashed);
        for (int row = 0; row < rows; row++)
            TensorPrimitives.Multiply(OutputGate(gates, row), Row(squashed, row), Row(hidden, row));
    }

    public override void Backward(CellStep<T> step)
    {
        KernelSet<T> kernels = step.Kernels;
        Span<T> gates = step.Gates;
        Span<T> hiddenGradient = step.Gradient(0);
        Span<T> carried = step.Gradient(Cells);
        Span<T> squashed = step.Record(Squashed);
        int rows = step.Rows;
        for (int row = 0; row < rows; row++)
            SplitHiddenGradient(OutputGate(gates, row), Row(hiddenGradient, row), Row(squashed, row));
        kernels.NormalizeRowsBackward(
            hiddenGradient, _cellGain.Values, step.Record(Cell), step.Record(CellDeviation), carried, step.Sum(CellGainSum), step.Sum(CellBiasSum), rows,
            accumulate: true);

        // What is left of the step knows nothing of h; the gradient of o is the one from the split.
        hiddenGradient.Clear();
        kernels.LstmVariantBackward(
            gates, [], [], step.Previous(Cells), step.State(Cells), hiddenGradient, [], carried, gates, rows, _hiddenSize, Unsquashed);
        for (int row = 0; row < rows; row++)
            Row(squashed, row).CopyTo(OutputGate(gates, row));

        Span<T> recurrent = step.Record(Recurrent);
        kernels.NormalizeRowsBackward(
            gates, _recurrentGain.Values, recurrent, step.Record(RecurrentDeviation), recurrent, step.Sum(RecurrentGainSum), [], rows, accumulate: false);
        kernels.NormalizeRowsBackward(
            gates, _inputGain.Values, step.Record(Input), step.Record(InputDeviation), gates, step.Sum(InputGainSum), step.Sum(BiasSum), rows,
            accumulate: false);
        step.CarryRecurrentGradient(_packed, recurrent, accumulate: false);
    }

    public override void AddParameterGradients(CellPass<T> pass)
    {
        pass.AddRecurrentWeightGradient(_recurrentWeight, pass.Record(Recurrent));
        pass.AddSum(_bias, BiasSum);
        pass.AddSum(_inputGain, InputGainSum);
        pass.AddSum(_recurrentGain, RecurrentGainSum);
        pass.AddSum(_cellBias, CellBiasSum);
        pass.AddSum(_cellGain, CellGainSum);
    }

    public override LayerTrace Trace(TraceReader<T> reader) =>
        new LstmTrace(
            reader.Layer, reader.Gate(0, _hiddenSize), reader.Gate(_hiddenSize, _hiddenSize), reader.Gate(2 * _hiddenSize, _hiddenSize),
            reader.Gate(3 * _hiddenSize, _hiddenSize), reader.State(Cells), reader.State(0), reader.Initial(Cells), reader.IsReversed);

    private static int[] RecordWidths(int hidden) =>
        [Gates * hidden, 1, Gates * hidden, 1, hidden, 1, hidden];

    private static int[] SumWidths(int hidden) => [Gates * hidden, Gates * hidden, Gates * hidden, hidden, hidden];

    // h = o⊙s with s = tanh(LN(c)⊙a₃ + b₃): from the gradient of h to that of what the tanh squashes, and from s to that of what the sigmoid of o does.
    private static void SplitHiddenGradient(ReadOnlySpan<T> output, Span<T> hiddenGradient, Span<T> squashed)
    {
        int n = 0;
        for (; n <= output.Length - Vector<T>.Count; n += Vector<T>.Count)
        {
            Vector<T> o = new(output[n..]), s = new(squashed[n..]), change = o * new Vector<T>(hiddenGradient[n..]);
            (change * (Vector<T>.One - s * s)).CopyTo(hiddenGradient[n..]);
            (change * s * (Vector<T>.One - o)).CopyTo(squashed[n..]);
        }

        for (; n < output.Length; n++)
        {
            T o = output[n], s = squashed[n], change = o * hiddenGradient[n];
            hiddenGradient[n] = change * (T.One - s * s);
            squashed[n] = change * s * (T.One - o);
        }
    }

    private Span<T> OutputGate(Span<T> gates, int row) => gates.Slice((row * Gates + 3) * _hiddenSize, _hiddenSize);

    private Span<T> Row(Span<T> states, int row) => states.Slice(row * _hiddenSize, _hiddenSize);
}
