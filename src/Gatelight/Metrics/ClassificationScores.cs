using System.Numerics;
using Gatelight.Data;

namespace Gatelight.Metrics;

/// <summary>
/// Figures of a classifier of K classes, from its scores (logits or probabilities) <c>[N, K]</c>, row-major, and the class of each of N examples.
/// All throw <see cref="InvalidInputException"/>, naming the example, where these do not meet.
/// </summary>
public static class ClassificationScores
{
    // As scikit-learn does for float64: one certain mistake must not make the mean infinite.
    private const double SmallestProbability = 2.220446049250313e-16;

    /// <summary>The class of the largest score of each example; the first among equals.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="scores"><c>[N, K]</c>.</param>
    /// <param name="classes">K, at least 2.</param>
    public static int[] PredictedClasses<T>(ReadOnlySpan<T> scores, int classes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ClassificationInput.CheckScores(scores, classes, new int[scores.Length / Math.Max(1, classes)]);
        int[] predicted = new int[scores.Length / classes];
        for (int n = 0; n < predicted.Length; n++)
        {
            ReadOnlySpan<T> row = scores.Slice(n * classes, classes);
            for (int c = 1; c < classes; c++)
            {
                if (row[c] > row[predicted[n]])
                    predicted[n] = c;
            }
        }

        return predicted;
    }

    /// <summary>The share of examples whose class has the largest score; among equals the first class is the answer.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="scores"><c>[N, K]</c>.</param>
    /// <param name="classes">K, at least 2.</param>
    /// <param name="actual">The class of each example.</param>
    public static double CategoricalAccuracy<T>(ReadOnlySpan<T> scores, int classes, ReadOnlySpan<int> actual)
        where T : unmanaged, IFloatingPointIeee754<T> => TopKAccuracy(scores, classes, actual, 1);

    /// <summary>The share of examples whose class is among the k largest scores; among equals the first classes come first.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="scores"><c>[N, K]</c>.</param>
    /// <param name="classes">K, at least 2.</param>
    /// <param name="actual">The class of each example.</param>
    /// <param name="k">How many answers an example may have, at least 1.</param>
    public static double TopKAccuracy<T>(ReadOnlySpan<T> scores, int classes, ReadOnlySpan<int> actual, int k)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ClassificationInput.CheckScores(scores, classes, actual);
        int right = 0;
        for (int n = 0; n < actual.Length; n++)
        {
            ReadOnlySpan<T> row = scores.Slice(n * classes, classes);
            int before = 0;
            for (int c = 0; c < classes; c++)
                before += row[c] > row[actual[n]] || (row[c] == row[actual[n]] && c < actual[n]) ? 1 : 0;
            right += before < k ? 1 : 0;
        }

        return (double)right / actual.Length;
    }

    /// <summary>The mean negative log-likelihood <c>-mean ln p(actual)</c>; a probability below 2⁻⁵² counts as that, as in scikit-learn.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="probabilities"><c>[N, K]</c>.</param>
    /// <param name="classes">K, at least 2.</param>
    /// <param name="actual">The class of each example.</param>
    public static double LogLoss<T>(ReadOnlySpan<T> probabilities, int classes, ReadOnlySpan<int> actual)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ClassificationInput.CheckProbabilities(probabilities, classes, actual);
        double sum = 0;
        for (int n = 0; n < actual.Length; n++)
            sum -= Math.Log(Math.Max(SmallestProbability, double.CreateTruncating(probabilities[n * classes + actual[n]])));
        return sum / actual.Length;
    }

    /// <summary>The exponential of a mean negative log-likelihood per symbol: among how many equally likely symbols the model still hesitates.</summary>
    /// <param name="meanNegativeLogLikelihood">In nats, as <see cref="LogLoss"/> and the cross-entropies without smoothing and class weights give it.</param>
    public static double Perplexity(double meanNegativeLogLikelihood) => Math.Exp(meanNegativeLogLikelihood);

    /// <summary>The mean over examples of <c>Σ_c (p_c - y_c)²</c>, from 0 to 2 (Brier 1950); for two classes this is twice the score of one probability.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="probabilities"><c>[N, K]</c>.</param>
    /// <param name="classes">K, at least 2.</param>
    /// <param name="actual">The class of each example.</param>
    public static double BrierScore<T>(ReadOnlySpan<T> probabilities, int classes, ReadOnlySpan<int> actual)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ClassificationInput.CheckProbabilities(probabilities, classes, actual);
        double sum = 0;
        for (int n = 0; n < probabilities.Length; n++)
        {
            double error = double.CreateTruncating(probabilities[n]) - (actual[n / classes] == n % classes ? 1 : 0);
            sum += error * error;
        }

        return sum / actual.Length;
    }

    /// <summary>The mean, over the classes, of the area under the ROC curve of that class against all others (Provost and Domingos 2000, macro average).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="scores"><c>[N, K]</c>.</param>
    /// <param name="classes">K, at least 2.</param>
    /// <param name="actual">The class of each example.</param>
    /// <exception cref="InvalidInputException">A class has no example, so that it has no curve.</exception>
    public static double OneVersusRestArea<T>(ReadOnlySpan<T> scores, int classes, ReadOnlySpan<int> actual)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ClassificationInput.CheckScores(scores, classes, actual);
        double[] column = new double[actual.Length];
        bool[] positives = new bool[actual.Length];
        double sum = 0;
        for (int c = 0; c < classes; c++)
        {
            if (!actual.Contains(c) || !actual.ContainsAnyExcept(c))
                throw new InvalidInputException($"The area under the ROC curve is undefined: class {c} has {(actual.Contains(c) ? "every example" : "no example")}; judge on examples of all {classes} classes.");
            for (int n = 0; n < column.Length; n++)
            {
                column[n] = double.CreateTruncating(scores[n * classes + c]);
                positives[n] = actual[n] == c;
            }

            sum += new BinaryRocCurve(column, positives).Area;
        }

        return sum / classes;
    }
}
