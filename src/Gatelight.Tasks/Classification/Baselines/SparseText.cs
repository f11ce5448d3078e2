namespace Gatelight.Tasks.Classification;

/// <summary>The weighted words of one text, of Euclidean length 1, and a bias.</summary>
internal sealed record SparseText(int[] Words, double[] Values)
{
    internal static SparseText Of(IReadOnlyList<string> text, Dictionary<string, int> words, double[] inverse)
    {
        SortedDictionary<int, double> counts = [];
        foreach (string word in text)
        {
            if (words.TryGetValue(word, out int index))
                counts[index] = counts.GetValueOrDefault(index) + inverse[index];
        }

        double norm = Math.Sqrt(counts.Values.Sum(value => value * value));
        return new SparseText([.. counts.Keys], [.. counts.Values.Select(value => value / norm)]);
    }

    internal void Scores(double[] weights, int words, double[] scores)
    {
        for (int index = 0; index < scores.Length; index++)
        {
            int start = index * (words + 1);
            double score = weights[start + words];
            for (int n = 0; n < Words.Length; n++)
                score += weights[start + Words[n]] * Values[n];
            scores[index] = score;
        }
    }

    internal void Add(Span<double> gradient, double factor)
    {
        for (int n = 0; n < Words.Length; n++)
            gradient[Words[n]] += factor * Values[n];
        gradient[^1] += factor;
    }
}
