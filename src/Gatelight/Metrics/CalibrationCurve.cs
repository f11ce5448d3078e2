using System.Numerics;
using Gatelight.Data;

namespace Gatelight.Metrics;

/// <summary>
/// Whether answers given with a probability of p are right in a share p of the cases. The answer is the most probable class, its
/// probability the confidence; bins are intervals of equal width, the upper end included (Guo et al. 2017, arXiv:1706.04599).
/// </summary>
public sealed class CalibrationCurve
{
    /// <summary>Sorts examples into bins.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="probabilities"><c>[N, K]</c>, row-major.</param>
    /// <param name="classes">K, at least 2.</param>
    /// <param name="actual">The class of each example.</param>
    /// <param name="bins">The number of bins, at least 1.</param>
    /// <exception cref="InvalidInputException">The sizes do not meet, a value is not a probability, or a class does not exist; the message names the example.</exception>
    public static CalibrationCurve Of<T>(ReadOnlySpan<T> probabilities, int classes, ReadOnlySpan<int> actual, int bins = 15)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ClassificationInput.CheckProbabilities(probabilities, classes, actual);
        int[] predicted = ClassificationScores.PredictedClasses(probabilities, classes);
        int[] count = new int[bins];
        double[] confidence = new double[bins];
        int[] right = new int[bins];
        for (int n = 0; n < predicted.Length; n++)
        {
            double probability = double.CreateTruncating(probabilities[n * classes + predicted[n]]);
            int bin = Math.Max(0, (int)Math.Ceiling(probability * bins) - 1);
            count[bin]++;
            confidence[bin] += probability;
            right[bin] += predicted[n] == actual[n] ? 1 : 0;
        }

        return new CalibrationCurve(
            [.. Enumerable.Range(0, bins).Select(bin =>
                count[bin] == 0 ? default : new CalibrationBin(count[bin], confidence[bin] / count[bin], (double)right[bin] / count[bin]))]);
    }

    private CalibrationCurve(IReadOnlyList<CalibrationBin> bins) => Bins = bins;

    /// <summary>The bins, by ascending confidence.</summary>
    public IReadOnlyList<CalibrationBin> Bins { get; }

    /// <summary>The expected calibration error: the mean of |accuracy - confidence| over the bins, each counting as often as it has examples.</summary>
    public double ExpectedError => Bins.Sum(bin => bin.Count * Math.Abs(bin.Accuracy - bin.Confidence)) / Bins.Sum(bin => bin.Count);
}
