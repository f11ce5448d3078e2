using System.Runtime.InteropServices;
using System.Text;
using Gatelight.Data;

namespace Gatelight.Tasks.Translation.Metrics;

/// <summary>
/// How much outputs look like their references by characters (Popović 2015): precision and recall of n-grams of 1 to 6 characters, blanks left out,
/// averaged over n, in one F score in which recall counts β times as much. Defined as by sacrebleu (chrF2 for β = 2, the default).
/// <code>chrF = 100·(1 + β²)·P·R / (β²·P + R)</code>
/// </summary>
public static class ChrF
{
    private const int MaximumOrder = 6;

    /// <summary>The score of a corpus, 0 to 100.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="references">One reference for each.</param>
    /// <param name="beta">β, above 0.</param>
    /// <exception cref="InvalidInputException">There are none, or not one reference for each output.</exception>
    public static double OfCorpus(IReadOnlyList<string> outputs, IReadOnlyList<string> references, double beta = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(beta);
        if (outputs.Count == 0 || outputs.Count != references.Count)
            throw new InvalidInputException($"There are {outputs.Count} outputs and {references.Count} references; give at least one of both, and one reference for each output.");
        long[] matches = new long[MaximumOrder], inOutputs = new long[MaximumOrder], inReferences = new long[MaximumOrder];
        for (int n = 0; n < outputs.Count; n++)
        {
            string[] output = Characters(outputs[n]), reference = Characters(references[n]);
            for (int order = 1; order <= MaximumOrder; order++)
                Count(output, reference, order, matches, inOutputs, inReferences);
        }

        double precision = 0, recall = 0;
        int counted = 0;
        for (int order = 0; order < MaximumOrder; order++)
        {
            if (inOutputs[order] == 0 || inReferences[order] == 0)
                continue;
            precision += (double)matches[order] / inOutputs[order];
            recall += (double)matches[order] / inReferences[order];
            counted++;
        }

        if (precision + recall == 0)
            return 0;
        (precision, recall) = (precision / counted, recall / counted);
        return 100 * (1 + beta * beta) * precision * recall / (beta * beta * precision + recall);
    }

    private static void Count(string[] output, string[] reference, int order, long[] matches, long[] inOutputs, long[] inReferences)
    {
        Dictionary<string, int> known = Grams(reference, order);
        foreach ((string gram, int count) in Grams(output, order))
        {
            matches[order - 1] += Math.Min(count, known.GetValueOrDefault(gram));
            inOutputs[order - 1] += count;
        }

        inReferences[order - 1] += Math.Max(0, reference.Length - order + 1);
    }

    private static string[] Characters(string text) =>
        [.. text.EnumerateRunes().Where(rune => !Rune.IsWhiteSpace(rune)).Select(rune => rune.ToString())];

    private static Dictionary<string, int> Grams(string[] characters, int order)
    {
        Dictionary<string, int> grams = new(StringComparer.Ordinal);
        for (int first = 0; first + order <= characters.Length; first++)
            CollectionsMarshal.GetValueRefOrAddDefault(grams, string.Concat(characters.AsSpan(first, order)), out _)++;
        return grams;
    }
}
