using System.Runtime.InteropServices;
using Gatelight.Data;

namespace Gatelight.Tasks.Translation.Metrics;

/// <summary>
/// How much outputs look like their references (Papineni, Roukos, Ward and Zhu 2002): the geometric mean of the precisions of n-grams of 1 to 4 tokens
/// over a whole corpus, times a penalty for being short. Defined as by sacrebleu (Post 2018, arXiv:1804.08771), exponential smoothing included.
/// <code>BLEU = 100·min(1, e^(1 - r/c))·(p₁p₂p₃p₄)^¼</code>
/// </summary>
public static class Bleu
{
    private const int MaximumOrder = 4;

    /// <summary>The score of a corpus with one reference for each output.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="references">One reference for each.</param>
    /// <param name="tokens">How texts are cut.</param>
    /// <exception cref="InvalidInputException">There are none, or not one reference for each output.</exception>
    public static BleuScore OfCorpus(IReadOnlyList<string> outputs, IReadOnlyList<string> references, BleuTokens tokens = BleuTokens.Mteval13a) =>
        OfCorpus(outputs, [.. references.Select(reference => (IReadOnlyList<string>)[reference])], tokens);

    /// <summary>The score of a corpus with several references for each output.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="references">For each output its references, at least one.</param>
    /// <param name="tokens">How texts are cut.</param>
    /// <exception cref="InvalidInputException">There are none, or an output has no reference.</exception>
    public static BleuScore OfCorpus(IReadOnlyList<string> outputs, IReadOnlyList<IReadOnlyList<string>> references, BleuTokens tokens = BleuTokens.Mteval13a)
    {
        if (outputs.Count == 0 || outputs.Count != references.Count || references.Any(each => each.Count == 0))
            throw new InvalidInputException($"There are {outputs.Count} outputs and references for {references.Count}; give at least one of both, and one reference or more for each output.");
        long[] matches = new long[MaximumOrder], totals = new long[MaximumOrder];
        long outputLength = 0, referenceLength = 0;
        for (int n = 0; n < outputs.Count; n++)
        {
            string[] output = Split(outputs[n], tokens);
            string[][] all = [.. references[n].Select(reference => Split(reference, tokens))];
            outputLength += output.Length;
            referenceLength += all.Select(reference => reference.Length).MinBy(length => (Math.Abs(length - output.Length), length));
            Count(output, all, matches, totals);
        }

        return Score(matches, totals, outputLength, referenceLength);
    }

    internal static BleuScore Score(ReadOnlySpan<long> matches, ReadOnlySpan<long> totals, long outputLength, long referenceLength)
    {
        double[] precisions = new double[MaximumOrder];
        double brevity = outputLength >= referenceLength ? 1 : outputLength == 0 ? 0 : Math.Exp(1 - (double)referenceLength / outputLength);
        if (matches[0] + matches[1] + matches[2] + matches[3] == 0)
            return new BleuScore(0, [.. precisions], brevity, outputLength, referenceLength);
        double smoothing = 1;
        for (int order = 0; order < MaximumOrder && totals[order] > 0; order++)
        {
            if (matches[order] == 0)
                smoothing *= 2;
            precisions[order] = matches[order] == 0 ? 100 / (smoothing * totals[order]) : 100.0 * matches[order] / totals[order];
        }

        double score = precisions.Contains(0) ? 0 : brevity * Math.Exp(precisions.Average(Math.Log));
        return new BleuScore(score, [.. precisions], brevity, outputLength, referenceLength);
    }

    private static string[] Split(string text, BleuTokens tokens) =>
        tokens == BleuTokens.Mteval13a ? MtevalTokenizer.Split(text.TrimEnd()) : text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    // An n-gram counts as often as the reference that has it most does.
    private static void Count(string[] output, string[][] references, long[] matches, long[] totals)
    {
        for (int order = 1; order <= MaximumOrder; order++)
        {
            Dictionary<string, int> allowed = new(StringComparer.Ordinal);
            foreach (string[] reference in references)
            {
                foreach ((string gram, int count) in Grams(reference, order))
                {
                    ref int most = ref CollectionsMarshal.GetValueRefOrAddDefault(allowed, gram, out _);
                    most = Math.Max(most, count);
                }
            }

            foreach ((string gram, int count) in Grams(output, order))
            {
                matches[order - 1] += Math.Min(count, allowed.GetValueOrDefault(gram));
                totals[order - 1] += count;
            }
        }
    }

    private static Dictionary<string, int> Grams(string[] tokens, int order)
    {
        Dictionary<string, int> grams = new(StringComparer.Ordinal);
        for (int first = 0; first + order <= tokens.Length; first++)
            CollectionsMarshal.GetValueRefOrAddDefault(grams, string.Join(' ', tokens, first, order), out _)++;
        return grams;
    }
}
