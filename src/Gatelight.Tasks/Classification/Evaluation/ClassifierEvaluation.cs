using System.Collections.Immutable;
using Gatelight.Metrics;

namespace Gatelight.Tasks.Classification;

/// <summary>How good a classifier is on examples that it was not trained on.</summary>
public sealed record ClassifierEvaluation
{
    private const int MistakesKept = 20;
    private const int Bins = 10;

    /// <summary>Where the examples come from.</summary>
    public required string Source { get; init; }

    /// <summary>The number of examples.</summary>
    public required int Count { get; init; }

    /// <summary>The classes, in order.</summary>
    public required ImmutableArray<string> Classes { get; init; }

    /// <summary>The share of right answers.</summary>
    public required double Accuracy { get; init; }

    /// <summary>The 95 % interval of the accuracy, as chance in the choice of examples alone gives it (Wilson 1927).</summary>
    public required (double Low, double High) AccuracyInterval { get; init; }

    /// <summary>The mean F1 of the classes.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>The mean recall of the classes.</summary>
    public required double BalancedAccuracy { get; init; }

    /// <summary>The mean of <c>-ln p</c> of the right classes.</summary>
    public required double LogLoss { get; init; }

    /// <summary>The expected calibration error of the calibrated probabilities, 0 to 1.</summary>
    public required double CalibrationError { get; init; }

    /// <summary>The same before calibration.</summary>
    public required double UncalibratedError { get; init; }

    /// <summary>The figures of each class.</summary>
    public required ImmutableArray<ClassScore> PerClass { get; init; }

    /// <summary>The confusion matrix: a row for each actual class, a column for each answer.</summary>
    public required long[,] Confusion { get; init; }

    /// <summary>Stated against measured: the reliability curve.</summary>
    public required ImmutableArray<CalibrationBin> Reliability { get; init; }

    /// <summary>The receiver operating characteristic of the second class, where there are two and both were seen; else null.</summary>
    public BinaryRocCurve? Roc { get; init; }

    /// <summary>The most confident mistakes, the surest first.</summary>
    public required ImmutableArray<Mistake> Mistakes { get; init; }

    /// <summary>The model and the simple methods beside it.</summary>
    public ImmutableArray<MethodScore> Methods { get; init; } = [];

    /// <summary>The class given to each example.</summary>
    public required ImmutableArray<int> Predicted { get; init; }

    /// <summary>The probability of each class for each example, <c>[N, K]</c>.</summary>
    public required ImmutableArray<double> Probabilities { get; init; }

    /// <summary>Measures a classifier.</summary>
    /// <typeparam name="TExample">A text or a series.</typeparam>
    /// <param name="classifier">The classifier.</param>
    /// <param name="examples">Examples with labels.</param>
    /// <param name="threads">The threads to use.</param>
    /// <param name="cancellation">Checked between batches.</param>
    /// <exception cref="Data.InvalidInputException">A label is none of the classes, or there are no labels.</exception>
    public static ClassifierEvaluation Of<TExample>(Classifier<TExample> classifier, LabelledExamples<TExample> examples, int threads = 1, CancellationToken cancellation = default)
    {
        int[] actual = classifier.Classes.IndicesOf(examples);
        float[] logits = classifier.Logits(examples.Examples, threads, cancellation);
        int classes = classifier.Classes.Count;
        double[] probabilities = TemperatureScaling.Probabilities(logits, classes, classifier.Temperature);
        int[] predicted = ClassificationScores.PredictedClasses<double>(probabilities, classes);
        ConfusionMatrix matrix = new(classes, actual, predicted);
        CalibrationCurve calibration = CalibrationCurve.Of<double>(probabilities, classes, actual, Bins);
        var names = classifier.Classes.Names;
        return new ClassifierEvaluation
        {
            Source = examples.Source,
            Count = actual.Length,
            Classes = names,
            Accuracy = matrix.Accuracy,
            AccuracyInterval = Wilson(matrix.Accuracy, actual.Length),
            MacroF1 = matrix.MacroF1,
            BalancedAccuracy = matrix.BalancedAccuracy,
            LogLoss = ClassificationScores.LogLoss<double>(probabilities, classes, actual),
            CalibrationError = calibration.ExpectedError,
            UncalibratedError = CalibrationCurve.Of<double>(TemperatureScaling.Probabilities(logits, classes, 1), classes, actual, Bins).ExpectedError,
            PerClass = [.. Enumerable.Range(0, classes).Select(n => new ClassScore(names[n], matrix.Precision(n), matrix.Recall(n), matrix.F1(n), matrix.Support(n)))],
            Confusion = Counts(matrix),
            Reliability = [.. calibration.Bins],
            Roc = classes == 2 && actual.Contains(0) && actual.Contains(1) ? Curve(probabilities, actual) : null,
            Mistakes =
            [
                .. Enumerable.Range(0, actual.Length).Where(n => predicted[n] != actual[n])
                    .Select(n => new Mistake(n, examples.Place(n), names[actual[n]], names[predicted[n]], probabilities[n * classes + predicted[n]]))
                    .OrderByDescending(mistake => mistake.Probability).Take(MistakesKept),
            ],
            Predicted = [.. predicted],
            Probabilities = [.. probabilities],
        };
    }

    internal static (double Low, double High) Wilson(double share, int count)
    {
        const double Z = 1.959963984540054;
        double scale = 1 + Z * Z / count;
        double middle = (share + Z * Z / (2 * count)) / scale;
        double half = Z * Math.Sqrt(share * (1 - share) / count + Z * Z / (4.0 * count * count)) / scale;
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    private static BinaryRocCurve Curve(double[] probabilities, int[] actual) =>
        new([.. Enumerable.Range(0, actual.Length).Select(n => probabilities[2 * n + 1])], [.. actual.Select(index => index == 1)]);

    private static long[,] Counts(ConfusionMatrix matrix)
    {
        long[,] counts = new long[matrix.Classes, matrix.Classes];
        for (int row = 0; row < matrix.Classes; row++)
        {
            for (int column = 0; column < matrix.Classes; column++)
                counts[row, column] = matrix[row, column];
        }

        return counts;
    }
}
