using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Recipes.ClassicTasks;
using Gatelight.Schedules;
using Gatelight.Training;

namespace Gatelight.Recipes.Explanations;

/// <summary>
/// A model that explains itself as the measure of the others: RETAIN learns to add the two marked numbers, its answer is a sum of one term for each
/// value, and every method is held against those terms.
/// </summary>
public sealed class RetainTruth : ClassicTask
{
    private const int Shown = 200;
    private const int TrainingStream = 51;
    private const int TestStream = 52;

    /// <summary>The sequences to learn from, at least 1.</summary>
    public int TrainingCount { get; init; } = 5000;

    /// <summary>The epochs of training, at least 1.</summary>
    public int Epochs { get; init; } = 60;

    /// <inheritdoc/>
    public override string Name => "retain-truth";

    /// <inheritdoc/>
    public override string Description => "Trains RETAIN to add two marked numbers, and holds other explanations against the terms of its own sum.";

    /// <inheritdoc/>
    public override string Source => "Choi et al. 2016, arXiv:1608.05745, on the task of Arras et al. 2019, arXiv:1904.11829";

    /// <summary>The methods that are held against RETAIN's terms.</summary>
    public static IReadOnlyList<IAttributionMethod> Methods { get; } =
        [new InputTimesGradient(), new IntegratedGradients(), new LayerwiseRelevance(), new DeepLift(), new ContextualDecomposition(), new Occlusion(), new KernelShap(), new ExactShapley()];

    /// <inheritdoc/>
    public override IReadOnlyList<TaskFigure> Measure(int seed, CancellationToken cancellationToken)
    {
        TrainingSet training = MarkedNumbers.Draw(TrainingCount, new SeededRandom(SeededRandom.Derive(seed, TrainingStream)));
        TrainingSet test = MarkedNumbers.Draw(Shown, new SeededRandom(SeededRandom.Derive(seed, TestStream)));

        // <train>
        Model<float> model = new RetainModel(EmbeddingSize: 8, HiddenSize: 8).ToArchitecture(features: 2).Build<float>(seed);
        TrainingOptions options = new() { Epochs = Epochs, BatchSize = 50, Optimizer = new Adam(0.01), Schedule = new CosineSchedule(), Seed = seed };
        Trainer trainer = new(model, options);
        trainer.Fit(training, cancellation: cancellationToken);
        // </train>

        List<double> numbers = [], terms = [];
        List<double>[] others = [.. Methods.Select(_ => new List<double>())];
        double gap = 0;
        for (int n = 0; n < test.Count; n++)
        {
            // <account>
            int length = test.Inputs[0].Lengths![n];
            double[] input = [.. test.Inputs[0].Values.AsSpan(n * 20, length * 2).ToArray()];
            ModelQuestion<float> question = new([model], length, target: 0);
            Attribution account = RetainAccount.Of(question, input);
            // </account>
            gap = Math.Max(gap, Math.Abs(account.CompletenessGap));
            terms.AddRange(account.Values.Cast<double>());
            for (int t = 0; t < length; t++)
                numbers.AddRange([0, input[2 * t + 1]]);
            for (int m = 0; m < others.Length; m++)
                others[m].AddRange(Methods[m].Explain(question, input, new double[input.Length], cancellationToken).Values.Cast<double>());
        }

        return
        [
            new("mean squared error", trainer.Evaluate(test), "0.0E+0", Baseline: 1.17),
            new("largest gap between RETAIN's terms and its answer", gap, "0.0E+0"),
            new("RETAIN's terms: correlation with the numbers", MarkedNumbers.Correlation(terms, numbers), "P2"),
            .. Methods.Select((method, m) => new TaskFigure($"{method.Title}: correlation with RETAIN's terms", MarkedNumbers.Correlation(others[m], terms), "P2")),
        ];
    }
}
