using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace Gatelight.Tasks.Classification;

/// <summary>
/// Logistic regression on a bag of words, the method to beat: words weighted by <c>tf · ln((1 + N) / (1 + df)) + tf</c>, each text of length 1, and a multinomial model with a
/// squared penalty <c>‖W‖² / (2C)</c>, fitted by L-BFGS (MathNet.Numerics). The order of the words is not seen.
/// </summary>
public sealed class BagOfWords
{
    private const int MostWeights = 1_000_000;
    private static readonly double[] Strengths = [1, 4, 16];

    private readonly Dictionary<string, int> _words;
    private readonly double[] _inverse;
    private readonly double[] _weights;
    private readonly int _classes;

    private BagOfWords(Dictionary<string, int> words, double[] inverse, double[] weights, int classes, double strength)
    {
        _words = words;
        _inverse = inverse;
        _weights = weights;
        _classes = classes;
        Strength = strength;
    }

    /// <summary>C, chosen on the validation examples.</summary>
    public double Strength { get; }

    /// <summary>The number of words that have weights.</summary>
    public int WordCount => _words.Count;

    /// <summary>Fits the method, with the C of 1, 4 and 16 that is most often right on the validation examples.</summary>
    /// <param name="texts">The words of each training text.</param>
    /// <param name="actual">Their classes.</param>
    /// <param name="validation">The words of each validation text; where there are none, C is 4.</param>
    /// <param name="validationActual">Their classes.</param>
    /// <param name="classes">K.</param>
    /// <param name="cancellation">Checked between fits.</param>
    public static BagOfWords Fit(
        IReadOnlyList<IReadOnlyList<string>> texts, IReadOnlyList<int> actual, IReadOnlyList<IReadOnlyList<string>> validation, IReadOnlyList<int> validationActual, int classes,
        CancellationToken cancellation = default)
    {
        var frequencies = texts.SelectMany(text => text.Distinct(StringComparer.Ordinal)).GroupBy(word => word, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(MostWeights / classes).ToArray();
        Dictionary<string, int> words = new(StringComparer.Ordinal);
        foreach (var group in frequencies)
            words.Add(group.Key, words.Count);
        double[] inverse = [.. frequencies.Select(group => Math.Log((1.0 + texts.Count) / (1 + group.Count())) + 1)];
        SparseText[] rows = [.. texts.Select(text => SparseText.Of(text, words, inverse))];
        BagOfWords? best = null;
        int mostRight = -1;
        foreach (double strength in validation.Count == 0 ? [4] : Strengths)
        {
            cancellation.ThrowIfCancellationRequested();
            var fitted = new BagOfWords(words, inverse, Solve(rows, actual, words.Count, classes, strength), classes, strength);
            int right = fitted.Predict(validation).Zip(validationActual, (given, wanted) => given == wanted ? 1 : 0).Sum();
            if (right > mostRight)
                (best, mostRight) = (fitted, right);
        }

        return best!;
    }

    /// <summary>The answers for texts.</summary>
    /// <param name="texts">The words of each text.</param>
    public int[] Predict(IReadOnlyList<IReadOnlyList<string>> texts)
    {
        double[] scores = new double[_classes];
        return [.. texts.Select(text =>
        {
            SparseText.Of(text, _words, _inverse).Scores(_weights, _words.Count, scores);
            return Array.IndexOf(scores, scores.Max());
        })];
    }

    // Weights by class: one for each word, and the bias last, which is not penalised.
    private static double[] Solve(SparseText[] rows, IReadOnlyList<int> actual, int words, int classes, double strength)
    {
        int width = words + 1;
        double[] best = new double[classes * width];
        double lowest = double.PositiveInfinity;
        double[] scores = new double[classes];
        (double, Vector<double>) Evaluate(Vector<double> point)
        {
            double[] weights = point.AsArray() ?? point.ToArray();
            double[] gradient = new double[weights.Length];
            double loss = 0;
            for (int row = 0; row < rows.Length; row++)
            {
                rows[row].Scores(weights, words, scores);
                double largest = scores.Max();
                double sum = scores.Sum(score => Math.Exp(score - largest));
                loss += largest + Math.Log(sum) - scores[actual[row]];
                for (int index = 0; index < classes; index++)
                    rows[row].Add(gradient.AsSpan(index * width, width), Math.Exp(scores[index] - largest) / sum - (index == actual[row] ? 1 : 0));
            }

            for (int index = 0; index < classes; index++)
            {
                for (int word = 0; word < words; word++)
                {
                    double weight = weights[index * width + word];
                    loss += weight * weight / (2 * strength);
                    gradient[index * width + word] += weight / strength;
                }
            }

            // The search may end by an exception; the best point seen is the answer then too.
            if (loss < lowest)
            {
                lowest = loss;
                weights.CopyTo(best, 0);
            }

            // Per example, so that tolerances and first steps do not depend on how many there are.
            for (int n = 0; n < gradient.Length; n++)
                gradient[n] /= rows.Length;
            return (loss / rows.Length, Vector<double>.Build.Dense(gradient));
        }

        try
        {
            new LimitedMemoryBfgsMinimizer(1e-5, 1e-8, 1e-6, memory: 8, maximumIterations: 100)
                .FindMinimum(ObjectiveFunction.Gradient(Evaluate), Vector<double>.Build.Dense(classes * width));
        }
        catch (OptimizationException)
        {
            // A search that stands still, or has used up its steps, has found all that it will.
        }

        return best;
    }
}
