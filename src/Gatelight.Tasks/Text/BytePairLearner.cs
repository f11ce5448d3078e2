namespace Gatelight.Tasks.Text;

/// <summary>
/// Learns which pairs of pieces to join, the most frequent first (Sennrich, Haddow and Birch 2016, arXiv:1508.07909): words are cut into characters, the last marked
/// as the end of a word, and the pair that comes most often is joined, again and again.
/// </summary>
internal sealed class BytePairLearner
{
    /// <summary>The mark of a piece that ends a word.</summary>
    internal const string EndOfWord = "</w>";

    private readonly List<string[]> _words = [];
    private readonly List<long> _counts = [];
    private readonly Dictionary<(string Left, string Right), long> _pairs = [];
    private readonly Dictionary<(string Left, string Right), HashSet<int>> _places = [];

    internal BytePairLearner(IReadOnlyDictionary<string, long> words)
    {
        foreach (var (word, count) in words.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            string[] pieces = Characters(word);
            _words.Add(pieces);
            _counts.Add(count);
            Count(_words.Count - 1, pieces, count);
        }
    }

    /// <summary>The single characters of all words, in ordinal order.</summary>
    internal IEnumerable<string> Alphabet() => _words.SelectMany(pieces => pieces).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>Joins pairs until there are so many merges, or no pair comes twice.</summary>
    internal List<(string Left, string Right)> Learn(int merges, CancellationToken cancellation)
    {
        List<(string, string)> learned = [];
        while (learned.Count < merges && _pairs.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            (string Left, string Right) best = default;
            long most = 1;
            foreach (var (pair, count) in _pairs)
            {
                if (count > most || (count == most && count > 1 && Before(pair, best)))
                    (best, most) = (pair, count);
            }

            if (most < 2)
                break;
            Join(best);
            learned.Add(best);
        }

        return learned;
    }

    internal static string[] Characters(string word)
    {
        string[] pieces = [.. word.EnumerateRunes().Select(rune => rune.ToString())];
        pieces[^1] += EndOfWord;
        return pieces;
    }

    private static bool Before((string Left, string Right) pair, (string Left, string Right) other) =>
        string.CompareOrdinal(pair.Left, other.Left) is var left && (left < 0 || (left == 0 && string.CompareOrdinal(pair.Right, other.Right) < 0));

    private void Join((string Left, string Right) pair)
    {
        string joined = pair.Left + pair.Right;
        foreach (int at in _places[pair].Order().ToArray())
        {
            string[] old = _words[at];
            Count(at, old, -_counts[at]);
            List<string> pieces = new(old.Length);
            for (int n = 0; n < old.Length; n++)
            {
                bool isPair = n + 1 < old.Length && old[n] == pair.Left && old[n + 1] == pair.Right;
                pieces.Add(isPair ? joined : old[n]);
                if (isPair)
                    n++;
            }

            _words[at] = [.. pieces];
            Count(at, _words[at], _counts[at]);
        }
    }

    private void Count(int word, string[] pieces, long count)
    {
        for (int n = 0; n + 1 < pieces.Length; n++)
        {
            (string, string) pair = (pieces[n], pieces[n + 1]);
            long total = _pairs.GetValueOrDefault(pair) + count;
            if (total > 0)
                _pairs[pair] = total;
            else
                _pairs.Remove(pair);
            if (!_places.TryGetValue(pair, out HashSet<int>? places))
                _places[pair] = places = [];
            if (count > 0)
                places.Add(word);
        }
    }
}
