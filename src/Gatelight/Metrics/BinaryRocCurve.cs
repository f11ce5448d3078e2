using Gatelight.Data;

namespace Gatelight.Metrics;

/// <summary>The receiver operating characteristic of scores that should be high for positives: one point a distinct score, from (0, 0) to (1, 1).</summary>
public sealed class BinaryRocCurve
{
    /// <summary>Makes the curve, in O(n log n).</summary>
    /// <param name="scores">The score of each example.</param>
    /// <param name="positives">Whether each example is a positive.</param>
    /// <exception cref="InvalidInputException">The lengths do not meet, a score is not a number, or all examples are of one class: then there is no curve.</exception>
    public BinaryRocCurve(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives)
    {
        if (scores.Length != positives.Length)
            throw new InvalidInputException($"{scores.Length} scores need as many classes, not {positives.Length}.");
        int nan = scores.IndexOfAnyExceptInRange(double.NegativeInfinity, double.PositiveInfinity);
        if (nan >= 0)
            throw new InvalidInputException($"The score of example {nan} is not a number; look for what made it so.");
        double allPositives = positives.Count(true);
        double allNegatives = positives.Count(false);
        if (allPositives == 0 || allNegatives == 0)
            throw new InvalidInputException($"The ROC curve is undefined: {positives.Length} examples hold no {(allPositives == 0 ? "positive" : "negative")}; judge on examples of both classes.");

        double[] descending = [.. scores];
        bool[] labels = [.. positives];
        Array.Sort(descending, labels, Comparer<double>.Create((a, b) => b.CompareTo(a)));
        List<RocPoint> points = [new RocPoint(double.PositiveInfinity, 0, 0)];
        double truePositives = 0;
        double falsePositives = 0;
        for (int start = 0, end; start < descending.Length; start = end)
        {
            double caught = 0;
            double mistaken = 0;
            for (end = start; end < descending.Length && descending[end] == descending[start]; end++)
                _ = labels[end] ? caught++ : mistaken++;
            // A positive and a negative of one score count as half in order: the rule of Mann and Whitney.
            Area += mistaken * (truePositives + caught / 2);
            truePositives += caught;
            falsePositives += mistaken;
            AveragePrecision += caught / allPositives * (truePositives / (truePositives + falsePositives));
            points.Add(new RocPoint(descending[start], falsePositives / allNegatives, truePositives / allPositives));
        }

        Area /= allPositives * allNegatives;
        Points = points;
    }

    /// <summary>The points, by descending threshold; examples of one score fall together.</summary>
    public IReadOnlyList<RocPoint> Points { get; }

    /// <summary>
    /// The area under the curve: the probability that a positive has a higher score than a negative, counting equal scores as half
    /// (Mann and Whitney 1947; Hanley and McNeil 1982). 0.5 is chance.
    /// </summary>
    public double Area { get; }

    /// <summary>
    /// <c>Σ (Rₙ - Rₙ₋₁)·Pₙ</c> over the thresholds, with recall R and precision P: the area under the steps of the precision-recall curve. Chance is the
    /// share of positives.
    /// </summary>
    public double AveragePrecision { get; }
}
