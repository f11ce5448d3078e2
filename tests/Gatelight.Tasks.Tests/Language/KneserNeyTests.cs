using Gatelight.Data;
using Gatelight.Tasks.Language.NGrams;

namespace Gatelight.Tasks.Tests.Language;

public sealed class KneserNeyTests
{
    private const double Exact = 1e-12;

    /// <summary>"a b a b a c" by hand: too few counts of counts, so the discounts are 0.5, 1 and 1.5.</summary>
    [Theory]
    [InlineData(new int[0], 0, 0.5 + 0.5 * 5 / 12)]
    [InlineData(new[] { 0 }, 1, (1 + 1.5 * 7 / 24) / 3)]
    [InlineData(new[] { 0 }, 2, (0.5 + 1.5 * 7 / 24) / 3)]
    [InlineData(new[] { 0 }, 0, 1.5 * 5 / 12 / 3)]
    [InlineData(new[] { 2 }, 1, 7.0 / 24)]
    public void BigramsWorkedOutByHand(int[] context, int token, double expected) =>
        Assert.Equal(expected, KneserNey.Fit([0, 1, 0, 1, 0, 2], 3, 2).Probability(context, token), Exact);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void ProbabilitiesAddUpToOneAfterAnyContext(int order)
    {
        int[] text = Draw(700, 9, seed: 4);
        var model = KneserNey.Fit(text, 11, order);
        foreach (int[] context in new[] { [], [3], text[..2], text[40..45], [10, 10, 10, 10, 10, 10] })
            Assert.Equal(1, Enumerable.Range(0, 11).Sum(token => model.Probability(context, token)), 1e-9);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void ItIsWhatTheFormulaSaysByPlainCounting(int order)
    {
        int[] text = Draw(900, 6, seed: 7);
        var model = KneserNey.Fit(text, 7, order);
        SlowKneserNey slow = new(text, 7, order);
        for (int at = 0; at < 60; at++)
        {
            int[] context = text[at..(at + order - 1)];
            for (int token = 0; token < 7; token++)
                Assert.Equal(slow.Probability(context, token, order), model.Probability(context, token), Exact);
        }
    }

    [Fact]
    public void TheCrossEntropyIsTheMeanSurprise()
    {
        int[] text = Draw(300, 6, seed: 1), other = Draw(50, 6, seed: 2);
        var model = KneserNey.Fit(text, 6);
        double sum = 0;
        for (int at = 1; at < other.Length; at++)
            sum -= Math.Log(model.Probability(other.AsSpan(0, at), other[at]));
        Assert.Equal(sum / (other.Length - 1), model.CrossEntropy(other, first: 1), Exact);
        Assert.Equal((3, 6), (model.Order, model.Vocabulary));
    }

    [Fact]
    public void LongerContextsHelpWhereTheTextRepeats()
    {
        int[] text = [.. Enumerable.Range(0, 600).Select(n => (n / 2 % 3 + n) % 5)];
        double[] entropies = [.. Enumerable.Range(1, 4).Select(order => KneserNey.Fit(text.AsSpan(0, 500), 5, order).CrossEntropy(text.AsSpan(500)))];
        Assert.True(entropies[0] > entropies[1] && entropies[1] > entropies[2], string.Join(" ", entropies));
    }

    [Fact]
    public void WhatIsOutsideIsRefused()
    {
        Assert.Contains("holds no token", Assert.Throws<InvalidInputException>(() => KneserNey.Fit([], 3)).Message, StringComparison.Ordinal);
        Assert.Contains("Token 1 has id 3", Assert.Throws<InvalidInputException>(() => KneserNey.Fit([0, 3], 3)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => KneserNey.Fit([0], 3, 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => KneserNey.Fit([0], 3, 0));
        Assert.Contains("from number 2 on", Assert.Throws<InvalidInputException>(() => KneserNey.Fit([0, 1], 3).CrossEntropy([0, 1], 2)).Message, StringComparison.Ordinal);
    }

    // Some tokens come far more often than others, and depend on the one before.
    private static int[] Draw(int count, int vocabulary, ulong seed)
    {
        SeededRandom random = new(seed);
        int[] text = new int[count];
        for (int n = 1; n < count; n++)
            text[n] = (text[n - 1] * 2 + (int)(vocabulary * Math.Pow(random.NextUniform(), 3))) % vocabulary;
        return text;
    }

    /// <summary>The paper, word for word and slowly: counts are taken from lists of n-grams as texts.</summary>
    private sealed class SlowKneserNey(int[] text, int vocabulary, int order)
    {
        private readonly string[] _padded = [.. Enumerable.Repeat("^", order - 1), .. text.Select(token => $"{token}")];

        public double Probability(int[] context, int token, int length)
        {
            if (length == 0)
                return 1.0 / vocabulary;
            string[] history = [.. context.TakeLast(length - 1).Select(word => $"{word}")];
            double shorter = Probability(context, token, length - 1);
            Dictionary<string, int> counts = Counts(length);
            (string Gram, int Count)[] following = [.. counts.Where(entry => entry.Key.Split(' ').SkipLast(1).SequenceEqual(history)).Select(entry => (entry.Key, entry.Value))];
            if (following.Length == 0)
                return shorter;
            double[] discounts = Discounts(counts.Values);
            int own = counts.GetValueOrDefault(string.Join(' ', [.. history, $"{token}"]));
            double freed = following.Sum(entry => discounts[Math.Min(3, entry.Count)]);
            return (Math.Max(0, own - discounts[Math.Min(3, own)]) + freed * shorter) / following.Sum(entry => entry.Count);
        }

        private Dictionary<string, int> Counts(int length)
        {
            string[] grams = [.. Enumerable.Range(order - length, _padded.Length - order + 1).Select(at => string.Join(' ', _padded[at..(at + length)]))];
            if (length == order)
                return grams.GroupBy(gram => gram).ToDictionary(group => group.Key, group => group.Count());
            string[] longer = [.. Enumerable.Range(order - length - 1, _padded.Length - order + 1).Select(at => string.Join(' ', _padded[at..(at + length + 1)])).Distinct()];
            return longer.GroupBy(gram => gram[(gram.IndexOf(' ', StringComparison.Ordinal) + 1)..]).ToDictionary(group => group.Key, group => group.Count());
        }

        private static double[] Discounts(IEnumerable<int> counts)
        {
            double[] n = [.. Enumerable.Range(0, 5).Select(count => (double)counts.Count(value => value == count))];
            double y = n[1] / (n[1] + 2 * n[2]);
            double[] d = [0, 1 - 2 * y * n[2] / n[1], 2 - 3 * y * n[3] / n[2], 3 - 4 * y * n[4] / n[3]];
            return Enumerable.Range(1, 3).All(k => d[k] >= 0 && d[k] <= k) ? d : [0, 0.5, 1, 1.5];
        }
    }
}
