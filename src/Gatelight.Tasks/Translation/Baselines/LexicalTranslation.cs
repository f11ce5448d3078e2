using Gatelight.Data;

namespace Gatelight.Tasks.Translation.Baselines;

/// <summary>
/// Word-by-word translation: for each word of the source the word of the target that it most probably stands for, by IBM model 1 (Brown, Della Pietra,
/// Della Pietra and Mercer 1993), learned from the same pairs as the network. What a translation model has to beat.
/// <code>p(target | source) = ε / (L + 1)ᴹ · Π_j Σ_i t(target_j | source_i)</code>
/// </summary>
public sealed class LexicalTranslation
{
    private const int MostPairs = 20_000;

    private readonly Dictionary<int, int> _best;

    private LexicalTranslation(Dictionary<int, int> best) => _best = best;

    /// <summary>Learns which word stands for which, by expectation maximisation.</summary>
    /// <param name="sources">The tokens of each source.</param>
    /// <param name="targets">The tokens of each target.</param>
    /// <param name="iterations">How often all pairs are read, at least 1.</param>
    /// <param name="cancellation">Checked between pairs.</param>
    /// <remarks>Of more than 20,000 pairs the first 20,000 are read.</remarks>
    /// <exception cref="InvalidInputException">There are not as many targets as sources.</exception>
    public static LexicalTranslation Fit(
        IReadOnlyList<IReadOnlyList<int>> sources, IReadOnlyList<IReadOnlyList<int>> targets, int iterations = 5, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1);
        if (sources.Count != targets.Count)
            throw new InvalidInputException($"There are {sources.Count} sources and {targets.Count} targets; give one target for each source.");
        int pairs = Math.Min(sources.Count, MostPairs);
        // t(target | source), by source and target; -1 is the empty word. Before the first iteration all are alike.
        Dictionary<(int Source, int Target), double> table = [];
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            Dictionary<(int Source, int Target), double> counts = [];
            Dictionary<int, double> totals = [];
            for (int pair = 0; pair < pairs; pair++)
            {
                cancellation.ThrowIfCancellationRequested();
                Expect([-1, .. sources[pair]], targets[pair], table, counts, totals);
            }

            table = counts.ToDictionary(entry => entry.Key, entry => entry.Value / totals[entry.Key.Source]);
        }

        Dictionary<int, int> best = table.Where(entry => entry.Key.Source >= 0).GroupBy(entry => entry.Key.Source)
            .ToDictionary(group => group.Key, group => group.MaxBy(entry => (entry.Value, -entry.Key.Target)).Key.Target);
        return new LexicalTranslation(best);
    }

    /// <summary>Translates word by word; a word that was never seen is left out.</summary>
    /// <param name="source">The tokens of the source.</param>
    public IReadOnlyList<int> Translate(IReadOnlyList<int> source) => [.. source.Where(_best.ContainsKey).Select(token => _best[token])];

    private static void Expect(
        int[] source, IReadOnlyList<int> target, Dictionary<(int Source, int Target), double> table,
        Dictionary<(int Source, int Target), double> counts, Dictionary<int, double> totals)
    {
        foreach (int to in target)
        {
            double sum = 0;
            foreach (int from in source)
                sum += table.GetValueOrDefault((from, to), 1);
            foreach (int from in source)
            {
                double share = table.GetValueOrDefault((from, to), 1) / sum;
                counts[(from, to)] = counts.GetValueOrDefault((from, to)) + share;
                totals[from] = totals.GetValueOrDefault(from) + share;
            }
        }
    }
}
