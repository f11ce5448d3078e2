using Gatelight.Explain;

namespace Gatelight.Tasks.Classification;

/// <summary>
/// Whether the words that explanations rank first are those that the model leans on: they are replaced by unknown words, the first first, and the right class's probability is
/// watched (deletion, Petsiuk, Das and Saenko 2018, arXiv:1806.07421), beside words taken at random.
/// </summary>
public static class WordDeletion
{
    private const int Levels = 10, RandomOrders = 5;

    /// <summary>Measures methods on texts, their mean curve each; random orders come last.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="texts">The texts; those without words are passed by.</param>
    /// <param name="actual">The right class of each.</param>
    /// <param name="methods">The methods that rank the words.</param>
    /// <param name="seed">The seed of the random orders.</param>
    /// <param name="cancellation">Checked between texts.</param>
    public static IReadOnlyList<DeletionCurve> Measure(
        TextClassifier classifier, IReadOnlyList<string> texts, IReadOnlyList<int> actual, IReadOnlyList<IAttributionMethod> methods, int seed = 0, CancellationToken cancellation = default)
    {
        double[][] sums = [.. Enumerable.Range(0, methods.Count + 1).Select(_ => new double[Levels + 1])];
        SeededRandom random = new(SeededRandom.Derive(seed, 93));
        int count = 0;
        for (int n = 0; n < texts.Count; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (classifier.Encode(texts[n]).Tokens.IsEmpty)
                continue;
            count++;
            TokenQuestion<float> question = classifier.AskTokens(texts[n], actual[n]);
            double[] baseline = question.Baseline(TokenBaseline.Token, Text.Vocabulary.Unknown);
            for (int method = 0; method < methods.Count; method++)
                Add(sums[method], question, baseline, question.PerToken(methods[method].Explain(question.Vectors, question.Input, baseline, cancellation)).Values, 1);
            for (int order = 0; order < RandomOrders; order++)
            {
                double[,] map = new double[question.Steps, 1];
                for (int step = 0; step < question.Steps; step++)
                    map[step, 0] = random.NextUniform();
                Add(sums[^1], question, baseline, map, 1.0 / RandomOrders);
            }
        }

        return [.. sums.Select((sum, n) => new DeletionCurve(n < methods.Count ? methods[n].Name : "random", [.. sum.Select(value => value / Math.Max(1, count))]))];
    }

    // The words by falling value; at each share the answer is that of the words left, whole words and no fractions of one.
    private static void Add(double[] sum, TokenQuestion<float> question, double[] baseline, double[,] map, double weight)
    {
        int words = question.Steps, features = question.Features;
        int[] order = [.. Enumerable.Range(0, words).OrderByDescending(word => map[word, 0])];
        double[] inputs = new double[(Levels + 1) * words * features];
        for (int level = 0; level <= Levels; level++)
        {
            Span<double> input = inputs.AsSpan(level * words * features, words * features);
            question.Input.CopyTo(input);
            foreach (int word in order.AsSpan(0, (int)Math.Round((double)level * words / Levels)))
                baseline.AsSpan(word * features, features).CopyTo(input[(word * features)..]);
        }

        double[] answers = new double[Levels + 1];
        question.Evaluate(inputs, answers);
        for (int level = 0; level <= Levels; level++)
            sum[level] += weight * answers[level];
    }
}
