using System.Numerics;
using Gatelight.Data;
using Gatelight.Initializers;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Losses;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Recurrent;
using Gatelight.Training;

namespace Gatelight.Recipes;

/// <summary>
/// A recurrent cell of one's own, JANET, which has a forget gate and nothing else: written, checked against central differences, and
/// trained to remember the sign of the first step.
/// </summary>
public sealed class YourOwnCell : IRecipe
{
    private const int Steps = 24;
    private const double Tolerance = 1e-6;

    /// <inheritdoc/>
    public string Name => "your-own-cell";

    /// <inheritdoc/>
    public string Description => "Writes a recurrent cell in one class, checks its gradients in double and trains it.";

    /// <inheritdoc/>
    public void Run(TextWriter output, CancellationToken cancellationToken)
    {
        // <check>
        // The layer around the cell brings all of this: both directions, sequences of any length, states given and returned, dropout, traces.
        Layer[] settings =
        [
            new Janet(3),
            new Janet(3) { GoBackwards = true, ReturnSequences = true },
            new Bidirectional(new Janet(3) { HiddenZoneout = 0.2 }),
        ];
        double worst = settings.Max(LargestError);
        output.WriteLine($"largest relative error of a gradient: {worst:E1}");
        if (worst > Tolerance)
            throw new InvalidOperationException($"The backward pass does not agree with central differences: {worst:E1} is above {Tolerance:E0}.");
        // </check>

        // <train>
        Model<float> model = new Sequential(new Janet(8) { ForgetBias = 3 }, new Dense(1)).Build(features: 1, seed: 1);
        TrainingOptions options = new() { Epochs = 12, Loss = new BinaryCrossEntropy(), Optimizer = new Adam(0.02), Seed = 1 };
        new Trainer(model, options).Fit(FirstSigns(count: 512, seed: 1), cancellation: cancellationToken);
        // </train>

        TrainingSet unseen = FirstSigns(count: 512, seed: 2);
        float[] answers = model.Predict(unseen.AsBatch());
        double right = answers.Zip(unseen.Targets[0].Values, (answer, target) => answer > 0 == target > 0 ? 1.0 : 0.0).Average();
        output.WriteLine($"{model.Parameters.Count} weights; the sign of {Steps - 1} steps ago, right in {right:P1} of 512 new sequences");
    }

    // Every weight, over two sequences of different length, against d/dw Σ rₙ·yₙ for a fixed random r.
    private static double LargestError(Layer layer)
    {
        const double Delta = 1e-5;
        Model<double> model = new Sequential(layer).ToArchitecture(LayerShape.Sequence(2)).Build<double>(seed: 1);
        SeededRandom random = new(1);
        Batch<double> batch = new(Normals(random, 2 * 5 * 2), size: 2, steps: 5, features: 2, lengths: (int[])[5, 3]);
        model.Forward(batch);
        double[] direction = Normals(random, model.OutputLength);
        model.Backward(direction, GradientTarget.Parameters);

        double worst = 0;
        for (int n = 0; n < model.Parameters.Count; n++)
        {
            double expected = (Answer(n, Delta) - Answer(n, -Delta)) / (2 * Delta);
            double actual = model.Parameters.Gradients[n];
            worst = Math.Max(worst, Math.Abs(expected - actual) / Math.Max(1, Math.Abs(expected)));
        }

        return worst;

        double Answer(int weight, double delta)
        {
            double before = model.Parameters.Values[weight];
            model.Parameters.Values[weight] += delta;
            model.Parameters.MarkChanged();
            double answer = model.Predict(batch).Zip(direction, (y, r) => y * r).Sum();
            model.Parameters.Values[weight] = before;
            return answer;
        }
    }

    private static double[] Normals(SeededRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextNormal())];

    // The first step is 1 or -1, noise follows; the target is 1 where it was 1.
    private static TrainingSet FirstSigns(int count, ulong seed)
    {
        SeededRandom random = new(seed);
        float[] inputs = new float[count * Steps];
        float[] targets = new float[count];
        for (int n = 0; n < inputs.Length; n++)
            inputs[n] = (float)(0.5 * random.NextNormal());
        for (int n = 0; n < count; n++)
        {
            targets[n] = random.NextBelow(2);
            inputs[n * Steps] = 2 * targets[n] - 1;
        }

        return new TrainingSet(inputs, targets, count, Steps, features: 1);
    }

    // <layer>
    /// <summary>JANET, an LSTM reduced to its forget gate (van der Westhuizen and Lasenby 2018, arXiv:1804.04849).</summary>
    /// <param name="HiddenSize">H.</param>
    private sealed record Janet(int HiddenSize) : RecurrentLayer(HiddenSize)
    {
        /// <summary>The start value of the forget gate's bias.</summary>
        public double ForgetBias { get; init; } = 1;

        public override IReadOnlyList<int> StateSizes => [HiddenSize];

        public override Cell<T> CreateCell<T>(int inputs) => new JanetCell<T>(this, inputs);
    }

    // </layer>
    // <cell>
    /// <summary><c>f = σ(W_f·x + R_f·h₋₁ + b_f), g = tanh(W_g·x + R_g·h₋₁ + b_g), h = f⊙h₋₁ + (1 - f)⊙g</c>; gates in the order f, g.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    private sealed class JanetCell<T> : Cell<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly int _size;
        private readonly Parameter<T> _recurrentWeight;
        private readonly PackedWeight<T> _packed;

        public JanetCell(Janet layer, int inputs)
            : base(
                new Parameter<T>("weight_ih", new GlorotUniform(2), 2 * layer.HiddenSize, inputs),
                new Parameter<T>("bias", new GateBias(2, 0, layer.ForgetBias), 2 * layer.HiddenSize),
                layer.StateSizes)
        {
            _size = layer.HiddenSize;
            _recurrentWeight = new Parameter<T>("weight_hh", new Orthogonal(2), 2 * _size, _size);
            _packed = new PackedWeight<T>(_recurrentWeight);
            Parameters = [InputWeight, _recurrentWeight, InputBias!];
        }

        public override IReadOnlyList<Parameter<T>> Parameters { get; }

        public override void PrepareForward(KernelSet<T> kernels) => _packed.Forward(kernels);

        public override void PrepareBackward(KernelSet<T> kernels) => _packed.Backward(kernels);

        // <step>
        public override void Forward(CellStep<T> step)
        {
            // The gates hold W·x + b already.
            step.AddRecurrentProduct(_packed, step.Gates);
            for (int row = 0; row < step.Rows; row++)
            {
                Span<T> forget = step.Gates.Slice(2 * row * _size, _size);
                Span<T> candidate = step.Gates.Slice((2 * row + 1) * _size, _size);
                step.Kernels.Sigmoid(forget, forget);
                step.Kernels.Tanh(candidate, candidate);
                for (int n = 0, at = row * _size; n < _size; n++, at++)
                    step.State(0)[at] = forget[n] * step.Previous(0)[at] + (T.One - forget[n]) * candidate[n];
            }
        }

        public override void Backward(CellStep<T> step)
        {
            Span<T> dh = step.Gradient(0);
            for (int row = 0; row < step.Rows; row++)
            {
                Span<T> forget = step.Gates.Slice(2 * row * _size, _size);
                Span<T> candidate = step.Gates.Slice((2 * row + 1) * _size, _size);
                for (int n = 0, at = row * _size; n < _size; n++, at++)
                {
                    (T f, T g) = (forget[n], candidate[n]);
                    forget[n] = dh[at] * (step.Previous(0)[at] - g) * f * (T.One - f);
                    candidate[n] = dh[at] * (T.One - f) * (T.One - g * g);
                    dh[at] *= f;
                }
            }

            step.CarryRecurrentGradient(_packed, step.Gates, accumulate: true);
        }
        // </step>

        public override void AddParameterGradients(CellPass<T> pass) => pass.AddRecurrentWeightGradient(_recurrentWeight, pass.Gates);

        public override LayerTrace Trace(TraceReader<T> reader)
        {
            double[,] hidden = reader.State(0);
            return new RecurrentTrace(
                reader.Layer, hidden, reader.IsReversed,
                [
                    new TraceSeries("forget gate", "f", reader.Gate(0, _size)), new TraceSeries("candidate", "g", reader.Gate(_size, _size)),
                    new TraceSeries("hidden state", "h", hidden),
                ]);
        }
    }

    // </cell>
}
