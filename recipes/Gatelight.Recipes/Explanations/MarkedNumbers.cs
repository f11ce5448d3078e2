using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Recipes.ClassicTasks;
using Gatelight.Recurrent;
using Gatelight.Schedules;
using Gatelight.Training;

namespace Gatelight.Recipes.Explanations;

/// <summary>
/// Marked-number addition, where an explanation can be checked number by number: an LSTM of one unit adds the two marked numbers of
/// a sequence, so each of the two should receive its own value as its relevance, and all others nothing.
/// </summary>
public sealed class MarkedNumbers : ClassicTask
{
    private const int Shortest = 4;
    private const int Longest = 10;
    private const int TrainingCount = 5000;
    private const int ValidationCount = 1000;
    private const int TestCount = 2500;
    private const int Epochs = 300;
    private const double LargestLoss = 1e-4;
    private const int TrainingStream = 21;
    private const int ValidationStream = 22;
    private const int TestStream = 23;

    /// <inheritdoc/>
    public override string Name => "marked-numbers";

    /// <inheritdoc/>
    public override string Description => "Explains an LSTM that adds two marked numbers, and holds each explanation against the numbers themselves.";

    /// <inheritdoc/>
    public override string Source => "Arras, Osman, Müller and Samek 2019, arXiv:1904.11829";

    /// <summary>The methods that are tried, with what was published of their correlation and of their error.</summary>
    public static IReadOnlyList<(string Label, IAttributionMethod Method, string Correlation, string Error)> Methods { get; } =
    [
        ("input times gradient", new InputTimesGradient(), "99.9 % or more", ""),
        ("occlusion", new Occlusion(), "99.97 % or more", ""),
        ("integrated gradients", new IntegratedGradients(), "99.99 % or more", "1E-5 or less"),
        ("LRP, all to the signal", new LayerwiseRelevance { Epsilon = 1e-6 }, "99.99 % or more", "1E-5 or less"),
        ("LRP, in proportion", new LayerwiseRelevance { ProductRule = RelevanceProductRule.Proportional }, "near 0", ""),
        ("contextual decomposition", new ContextualDecomposition(), "99.99 % or more", "1E-5 or less"),
        ("DeepLIFT", new DeepLift(), "", ""),
        ("exact Shapley values", new ExactShapley(), "", ""),
        ("memory ledger", new MemoryLedger(), "", ""),
    ];

    /// <summary>
    /// Draws sequences <c>[N, 10, 2]</c> of 4 to 10 numbers, each of a size in [0.5, 1] and of either sign: one that is not marked as
    /// <c>(n, 0)</c>, the two that are as <c>(0, n)</c>. The target <c>[N, 1]</c> is the sum of the marked.
    /// </summary>
    /// <param name="count">N.</param>
    /// <param name="random">Where all is drawn from.</param>
    public static TrainingSet Draw(int count, SeededRandom random)
    {
        float[] inputs = new float[count * Longest * 2];
        float[] targets = new float[count];
        int[] lengths = new int[count];
        for (int n = 0; n < count; n++)
        {
            lengths[n] = Shortest + random.NextBelow(Longest - Shortest + 1);
            int first = random.NextBelow(lengths[n]);
            int second = (first + 1 + random.NextBelow(lengths[n] - 1)) % lengths[n];
            for (int t = 0; t < lengths[n]; t++)
            {
                float size = (float)(0.5 + 0.5 * random.NextUniform());
                float number = random.NextBelow(2) == 0 ? size : -size;
                bool isMarked = t == first || t == second;
                inputs[(n * Longest + t) * 2 + (isMarked ? 1 : 0)] = number;
                targets[n] += isMarked ? number : 0;
            }
        }

        return new TrainingSet(inputs, targets, count, Longest, features: 2, lengths);
    }

    /// <summary>Trains from one start after another until the error on validation sequences is below 1e-4.</summary>
    /// <param name="seed">The seed of the sequences and of the starts.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>The model, its validation error, and how many starts did not get there.</returns>
    public static (Model<float> Model, double Loss, int Failures) Train(int seed, CancellationToken cancellationToken)
    {
        TrainingSet training = Draw(TrainingCount, new SeededRandom(SeededRandom.Derive(seed, TrainingStream)));
        TrainingSet validation = Draw(ValidationCount, new SeededRandom(SeededRandom.Derive(seed, ValidationStream)));
        for (int failures = 0; ; failures++)
        {
            // <train>
            int start = 100 * seed + failures;
            Model<float> model = new Sequential(new Lstm(1), new Dense(1)).Build(features: 2, start);
            TrainingOptions options = new() { Epochs = Epochs, BatchSize = 50, Optimizer = new Adam(0.03), Schedule = new CosineSchedule(), EarlyStopping = new EarlyStopping(Epochs), Seed = start };
            Trainer trainer = new(model, options);
            trainer.Fit(training, validation, cancellation: cancellationToken);
            double loss = trainer.Evaluate(validation);
            // </train>
            if (loss < LargestLoss)
                return (model, loss, failures);
        }
    }

    /// <summary>Holds a method's relevances against the numbers: the relevance of a step is the sum over its two features, the baseline zero.</summary>
    /// <param name="method">The method.</param>
    /// <param name="model">A trained model.</param>
    /// <param name="test">The sequences.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>
    /// The correlation of the relevances of all marked steps with their numbers, and the mean of <c>(Rₐ + R_b - y)²</c>: what the two
    /// relevances of a sequence miss of its answer y.
    /// </returns>
    public static (double Correlation, double Error) Score(IAttributionMethod method, Model<float> model, TrainingSet test, CancellationToken cancellationToken)
    {
        Dictionary<int, ModelQuestion<float>> questions = [];
        List<double> numbers = [];
        List<double> relevances = [];
        double error = 0;
        for (int n = 0; n < test.Count; n++)
        {
            int length = test.Inputs[0].Lengths![n];
            if (!questions.TryGetValue(length, out ModelQuestion<float>? question))
                questions.Add(length, question = new ModelQuestion<float>([model], length, target: 0));
            double[] input = [.. test.Inputs[0].Values.AsSpan(n * Longest * 2, length * 2).ToArray()];
            Attribution why = method.Explain(question, input, new double[input.Length], cancellationToken);
            double left = why.Prediction;
            for (int t = 0; t < length; t++)
            {
                if (input[2 * t + 1] == 0)
                    continue;
                double relevance = Enumerable.Range(0, why.Values.GetLength(1)).Sum(feature => why.Values[t, feature]);
                numbers.Add(input[2 * t + 1]);
                relevances.Add(relevance);
                left -= relevance;
            }

            error += left * left / test.Count;
        }

        return (Correlation(numbers, relevances), error);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TaskFigure> Measure(int seed, CancellationToken cancellationToken)
    {
        (Model<float> model, double loss, int failures) = Train(seed, cancellationToken);
        TrainingSet test = Draw(TestCount, new SeededRandom(SeededRandom.Derive(seed, TestStream)));
        List<TaskFigure> figures =
        [
            new("starts that did not learn it", failures, "F1"),
            new("validation error", loss, "0.0E+0", "below 1E-4"),
        ];
        foreach ((string label, IAttributionMethod method, string published, string publishedError) in Methods)
        {
            (double correlation, double error) = Score(method, model, test, cancellationToken);
            figures.Add(new($"{label}: correlation with the numbers", correlation, "P3", published));
            figures.Add(new($"{label}: error of the sum", error, "0.0E+0", publishedError));
        }

        return figures;
    }

    /// <summary>Pearson's correlation, as in the paper.</summary>
    /// <param name="left">One series.</param>
    /// <param name="right">Another of the same length.</param>
    public static double Correlation(IReadOnlyList<double> left, IReadOnlyList<double> right)
    {
        double leftMean = left.Average();
        double rightMean = right.Average();
        double both = 0;
        double leftSquares = 0;
        double rightSquares = 0;
        for (int n = 0; n < left.Count; n++)
        {
            both += (left[n] - leftMean) * (right[n] - rightMean);
            leftSquares += (left[n] - leftMean) * (left[n] - leftMean);
            rightSquares += (right[n] - rightMean) * (right[n] - rightMean);
        }

        return both / Math.Sqrt(leftSquares * rightSquares);
    }
}
