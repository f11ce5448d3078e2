using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Losses;
using Gatelight.Metrics;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Recipes.ClassicTasks;
using Gatelight.Recurrent;
using Gatelight.Schedules;
using Gatelight.Training;

namespace Gatelight.Recipes.Explanations;

/// <summary>
/// Hidden states: a hidden Markov chain decides at each step which of three features the label depends on. A network learns to foretell the labels;
/// an explanation should point at the feature that counted, step by step.
/// </summary>
public sealed class HiddenMarkov : ClassicTask
{
    private const int Features = 3;
    private const int OccludedCount = 20;
    private const int TrainingStream = 31;
    private const int TestStream = 32;

    // The feature that the label depends on, and the means of the features, in each state.
    private static readonly int[] Salient = [1, 2];
    private static readonly double[][] Means = [[0.1, 1.6, 0.5], [-0.1, -0.4, -1.5]];

    /// <summary>The steps of a sequence, at least 1.</summary>
    public int Steps { get; init; } = 200;

    /// <summary>The sequences to learn from, at least 1.</summary>
    public int TrainingCount { get; init; } = 800;

    /// <summary>The sequences that are explained, at least 1.</summary>
    public int TestCount { get; init; } = 200;

    /// <summary>The hidden units of the LSTM, at least 1.</summary>
    public int HiddenSize { get; init; } = 32;

    /// <summary>The epochs of training, at least 1.</summary>
    public int Epochs { get; init; } = 30;

    /// <inheritdoc/>
    public override string Name => "hidden-states";

    /// <inheritdoc/>
    public override string Description => "Finds the feature that a hidden state made count, at each of 200 steps.";

    /// <inheritdoc/>
    public override string Source => "Tonekaboni et al. 2020, arXiv:2003.02821; Crabbé and van der Schaar 2021, arXiv:2106.05303";

    /// <summary>
    /// Draws sequences <c>[N, T, 3]</c>, targets <c>[N, T, 1]</c> of 0 or 1, and which feature counted. In state 0 feature 1 counts, in state 1
    /// feature 2; the features are normal with the state's means, variance 0.801, and covariance 0.01 between feature 0 and the one that counts; the
    /// label is 1 with probability <c>1 / (1 + exp(-2·x))</c> of that feature. State 0 is left with probability 0.05, state 1 with 0.05 plus 0.002
    /// for each step that it has lasted.
    /// </summary>
    /// <param name="count">N.</param>
    /// <param name="steps">T.</param>
    /// <param name="random">Where all is drawn from.</param>
    /// <returns>The sequences, and for each value <c>[N, T, 3]</c> whether it counted.</returns>
    public static (TrainingSet Sequences, bool[] Counted) Draw(int count, int steps, SeededRandom random)
    {
        float[] inputs = new float[count * steps * Features];
        float[] targets = new float[count * steps];
        bool[] counted = new bool[inputs.Length];
        for (int n = 0; n < count; n++)
        {
            int state = random.NextBelow(2);
            int lasted = 0;
            for (int t = 0; t < steps; t++)
            {
                bool leaves = random.NextUniform() < (state == 0 ? 0.05 : 0.05 + 0.002 * lasted);
                state = leaves ? 1 - state : state;
                lasted = leaves ? 0 : lasted + 1;
                int at = (n * steps + t) * Features;
                Span<float> x = inputs.AsSpan(at, Features);
                Fill(x, state, random);
                counted[at + Salient[state]] = true;
                targets[n * steps + t] = random.NextUniform() < 1 / (1 + Math.Exp(-2 * x[Salient[state]])) ? 1 : 0;
            }
        }

        return (new TrainingSet(inputs, targets, count, steps, Features), counted);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TaskFigure> Measure(int seed, CancellationToken cancellationToken)
    {
        TrainingSet training = Draw(TrainingCount, Steps, new SeededRandom(SeededRandom.Derive(seed, TrainingStream))).Sequences;
        (TrainingSet test, bool[] counted) = Draw(TestCount, Steps, new SeededRandom(SeededRandom.Derive(seed, TestStream)));

        // <train>
        Model<float> model = new Sequential(new Lstm(HiddenSize) { ReturnSequences = true }, new Dense(1)).Build(Features, seed);
        TrainingOptions options = new() { Epochs = Epochs, Loss = new BinaryCrossEntropy(), Optimizer = new Adam(0.005), Schedule = new CosineSchedule(), Seed = seed };
        Trainer trainer = new(model, options);
        trainer.Fit(training, cancellation: cancellationToken);
        // </train>

        float[] logits = model.Predict(test.AsBatch());
        BinaryRocCurve labels = new(Array.ConvertAll(logits, logit => (double)logit), Array.ConvertAll(test.Targets[0].Values, label => label > 0));
        BinaryRocCurve integrated = Score(new IntegratedGradients { Points = 16 }, TestCount, model, test, counted, cancellationToken);
        BinaryRocCurve occluded = Score(new Occlusion(), Math.Min(OccludedCount, TestCount), model, test, counted, cancellationToken);
        return
        [
            new("labels: area under the ROC curve", labels.Area, "F3", Baseline: 0.5),
            new("integrated gradients: AUPRC", integrated.AveragePrecision, "F3", "0.91; best of any method 0.912", Baseline: 1.0 / 3),
            new("integrated gradients: AUROC", integrated.Area, "F3", "best of any method 0.938", Baseline: 0.5),
            new("occlusion: AUPRC", occluded.AveragePrecision, "F3", Baseline: 1.0 / 3),
            new("occlusion: AUROC", occluded.Area, "F3", Baseline: 0.5),
        ];
    }

    // How well the sizes of the contributions to the mean probability over all steps tell the features that counted from the others; each map is
    // divided by its largest value first.
    private BinaryRocCurve Score(IAttributionMethod method, int count, Model<float> model, TrainingSet test, bool[] counted, CancellationToken cancellationToken)
    {
        // <question>
        Sequential overTime = new(
            new Lstm(HiddenSize) { ReturnSequences = true }, new Dense(1) { Activation = Activation.Sigmoid }, new GlobalAveragePooling1D());
        Model<float> mean = model.Rebuild(overTime.ToArchitecture(LayerShape.Sequence(Features)));
        ModelQuestion<float> question = new([mean], Steps, target: 0);
        // </question>
        int size = Steps * Features;
        double[] baseline = new double[size];
        double[] sizes = new double[count * size];
        for (int n = 0; n < count; n++)
        {
            double[] input = Array.ConvertAll(test.Inputs[0].Values[(n * size)..((n + 1) * size)], value => (double)value);
            double[] map = [.. method.Explain(question, input, baseline, cancellationToken).Values.Cast<double>().Select(Math.Abs)];
            double largest = map.Max();
            for (int k = 0; k < size; k++)
                sizes[n * size + k] = map[k] / largest;
        }

        return new BinaryRocCurve(sizes, counted.AsSpan(0, sizes.Length));
    }

    private static void Fill(Span<float> x, int state, SeededRandom random)
    {
        // A correlation of 0.01 / 0.801 between the first feature and the one that counts.
        const double Variance = 0.801;
        const double Covariance = 0.01;
        double deviation = Math.Sqrt(Variance);
        double first = random.NextNormal();
        for (int k = 0; k < x.Length; k++)
        {
            double own = k == 0 ? first : random.NextNormal();
            double correlation = k == Salient[state] ? Covariance / Variance : 0;
            x[k] = (float)(Means[state][k] + deviation * (correlation * first + Math.Sqrt(1 - correlation * correlation) * own));
        }
    }
}
