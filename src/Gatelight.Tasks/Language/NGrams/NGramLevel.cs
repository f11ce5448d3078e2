using System.Runtime.InteropServices;

namespace Gatelight.Tasks.Language.NGrams;

/// <summary>The counts of all n-grams of one order, what followed each context, and the three discounts that follow from them.</summary>
internal sealed class NGramLevel
{
    private readonly Dictionary<UInt128, int> _counts = [];
    private readonly Dictionary<UInt128, ContextTotals> _contexts = [];
    private double _discount1, _discount2, _discount3;

    /// <summary>The different n-grams.</summary>
    internal IEnumerable<UInt128> Keys => _counts.Keys;

    /// <summary>Counts an n-gram once more.</summary>
    internal void Count(UInt128 key) => CollectionsMarshal.GetValueRefOrAddDefault(_counts, key, out _)++;

    /// <summary>Sums up when all are counted.</summary>
    internal void Finish()
    {
        Span<long> withCount = stackalloc long[5];
        foreach ((UInt128 key, int count) in _counts)
        {
            ref ContextTotals totals = ref CollectionsMarshal.GetValueRefOrAddDefault(_contexts, NGramKey.Context(key), out _);
            totals.Total += count;
            if (count < withCount.Length)
                withCount[count]++;
            switch (count)
            {
                case 1: totals.Once++; break;
                case 2: totals.Twice++; break;
                default: totals.More++; break;
            }
        }

        (_discount1, _discount2, _discount3) = Discounts(withCount[1], withCount[2], withCount[3], withCount[4]);
    }

    /// <summary>The probability of the last token of an n-gram after the others, given what the next shorter context says.</summary>
    internal double Probability(UInt128 key, double shorter)
    {
        if (!_contexts.TryGetValue(NGramKey.Context(key), out ContextTotals totals))
            return shorter;
        int count = _counts.GetValueOrDefault(key);
        double kept = count switch { 0 => 0, 1 => 1 - _discount1, 2 => 2 - _discount2, _ => count - _discount3 };
        double freed = _discount1 * totals.Once + _discount2 * totals.Twice + _discount3 * totals.More;
        return (kept + freed * shorter) / totals.Total;
    }

    // Chen and Goodman 1998, equation 26. Where a text is too small for the formula, the constants that it gives for ordinary texts.
    private static (double One, double Two, double Three) Discounts(long n1, long n2, long n3, long n4)
    {
        if (n1 > 0 && n2 > 0 && n3 > 0)
        {
            double y = n1 / (n1 + 2.0 * n2);
            double one = 1 - 2 * y * n2 / n1, two = 2 - 3 * y * n3 / n2, three = 3 - 4 * y * n4 / n3;
            if (one is >= 0 and <= 1 && two is >= 0 and <= 2 && three is >= 0 and <= 3)
                return (one, two, three);
        }

        return (0.5, 1, 1.5);
    }
}
