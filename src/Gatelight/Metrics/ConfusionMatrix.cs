using Gatelight.Data;

namespace Gatelight.Metrics;

/// <summary>
/// How often each class was taken for each: the counts <c>C[actual, predicted]</c> of K classes, and the figures that follow from them.
/// Where a figure would be 0/0 (the precision of a class never predicted, the recall of one never seen) it is 0, as with zero_division=0 in scikit-learn.
/// </summary>
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;
    private readonly long[] _support;
    private readonly long[] _predicted;

    /// <summary>Counts answers.</summary>
    /// <param name="classes">K, at least 2.</param>
    /// <param name="actual">The class of each example, from 0 to K - 1.</param>
    /// <param name="predicted">The class that each example was given.</param>
    /// <exception cref="InvalidInputException">There is no example, the lengths do not meet, or a class does not exist; the message says where.</exception>
    public ConfusionMatrix(int classes, ReadOnlySpan<int> actual, ReadOnlySpan<int> predicted)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        if (actual.Length != predicted.Length)
            throw new InvalidInputException($"{actual.Length} classes cannot be compared with {predicted.Length} answers; give one for each example.");
        ClassificationInput.CheckClasses(actual, classes);
        ClassificationInput.CheckClasses(predicted, classes);
        Classes = classes;
        Total = actual.Length;
        _counts = new long[classes * classes];
        _support = new long[classes];
        _predicted = new long[classes];
        for (int n = 0; n < actual.Length; n++)
        {
            _counts[actual[n] * classes + predicted[n]]++;
            _support[actual[n]]++;
            _predicted[predicted[n]]++;
        }
    }

    /// <summary>K.</summary>
    public int Classes { get; }

    /// <summary>The number of examples.</summary>
    public long Total { get; }

    /// <summary>How many examples of a class were given a class.</summary>
    /// <param name="actual">The class they are of.</param>
    /// <param name="predicted">The class they were given.</param>
    public long this[int actual, int predicted] => _counts[Index(actual) * Classes + Index(predicted)];

    /// <summary>The share of right answers, which is the micro-averaged precision, recall and F1 too.</summary>
    public double Accuracy => (double)Enumerable.Range(0, Classes).Sum(Right) / Total;

    /// <summary>The mean recall of the classes that were seen.</summary>
    public double BalancedAccuracy => Enumerable.Range(0, Classes).Where(index => _support[index] > 0).Average(Recall);

    /// <summary>The mean F1 of all K classes, each counting the same.</summary>
    public double MacroF1 => Enumerable.Range(0, Classes).Average(F1);

    /// <summary>F1 from the counts of all classes together; equal to <see cref="Accuracy"/>, since each example has one class and one answer.</summary>
    public double MicroF1 => Accuracy;

    /// <summary>The mean F1 of the classes, each counting as often as it was seen.</summary>
    public double WeightedF1 => Enumerable.Range(0, Classes).Sum(index => _support[index] * F1(index)) / Total;

    /// <summary>
    /// The correlation of classes and answers, from -1 to 1: <c>(c·s - Σ p·t) / √((s² - Σ p²)(s² - Σ t²))</c> with c right of s examples, p and t how
    /// often each class was given and seen (Matthews 1975; for K classes Gorodkin 2004); 0 where either is always the same class.
    /// </summary>
    public double MatthewsCorrelation
    {
        get
        {
            double s = Total;
            double c = Enumerable.Range(0, Classes).Sum(Right);
            double together = Enumerable.Range(0, Classes).Sum(index => (double)_predicted[index] * _support[index]);
            double given = s * s - _predicted.Sum(count => (double)count * count);
            double seen = s * s - _support.Sum(count => (double)count * count);
            return given == 0 || seen == 0 ? 0 : (c * s - together) / Math.Sqrt(given * seen);
        }
    }

    /// <summary>How many examples are of a class.</summary>
    /// <param name="index">The class.</param>
    public long Support(int index) => _support[Index(index)];

    /// <summary>How many examples were given a class.</summary>
    /// <param name="index">The class.</param>
    public long Predicted(int index) => _predicted[Index(index)];

    /// <summary>The share of a class among those given it; 0 for a class never given.</summary>
    /// <param name="index">The class.</param>
    public double Precision(int index) => Share(this[index, index], _predicted[index]);

    /// <summary>The share of those of a class that were given it; 0 for a class never seen.</summary>
    /// <param name="index">The class.</param>
    public double Recall(int index) => Share(this[index, index], _support[index]);

    /// <summary>The harmonic mean of precision and recall, <c>2·right / (seen + given)</c>; 0 for a class neither seen nor given.</summary>
    /// <param name="index">The class.</param>
    public double F1(int index) => Share(2 * this[index, index], _support[index] + _predicted[index]);

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    private long Right(int index) => this[index, index];

    private int Index(int index) =>
        (uint)index < (uint)Classes ? index : throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Classes} classes, from 0.");
}
