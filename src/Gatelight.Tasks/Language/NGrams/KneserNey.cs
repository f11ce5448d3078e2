using Gatelight.Data;

namespace Gatelight.Tasks.Language.NGrams;

/// <summary>
/// An n-gram model with interpolated, modified Kneser-Ney smoothing (Chen and Goodman 1998, "An empirical study of smoothing techniques for language
/// modeling"; Kneser and Ney 1995): what a neural model of the next token has to beat.
/// <code>
/// p_k(w | h) = (max(c(h,w) - D(c(h,w)), 0) + (D₁N₁(h) + D₂N₂(h) + D₃₊N₃₊(h))·p_{k-1}(w | h'))  /  Σ_v c(h,v)
/// </code>
/// At the highest order c counts occurrences, below it the different tokens that stood before; h' is h without its first token, and p₀ is 1/V. An
/// unseen context says what the shorter one says.
/// </summary>
/// <remarks>The text is one stream: sentences have no symbols of their own, and before its first token stands a begin symbol that is never predicted.</remarks>
public sealed class KneserNey
{
    private readonly NGramLevel[] _levels;

    private KneserNey(NGramLevel[] levels, int vocabulary)
    {
        _levels = levels;
        Vocabulary = vocabulary;
    }

    /// <summary>n, the tokens of the longest n-gram.</summary>
    public int Order => _levels.Length;

    /// <summary>V, the different tokens.</summary>
    public int Vocabulary { get; }

    /// <summary>Counts a text.</summary>
    /// <param name="tokens">The token ids, from 0 to V - 1.</param>
    /// <param name="vocabulary">V.</param>
    /// <param name="order">n, 1 to 6; 3 is a trigram model.</param>
    /// <exception cref="InvalidInputException">The text is empty, or a token is outside the vocabulary.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The order or the vocabulary is outside its range.</exception>
    public static KneserNey Fit(ReadOnlySpan<int> tokens, int vocabulary, int order = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, NGramKey.MaximumOrder);
        ArgumentOutOfRangeException.ThrowIfLessThan(vocabulary, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(vocabulary, NGramKey.MaximumTokens);
        Check(tokens, vocabulary);
        NGramLevel[] levels = [.. Enumerable.Range(0, order).Select(_ => new NGramLevel())];
        for (int last = 0; last < tokens.Length; last++)
            levels[^1].Count(NGramKey.At(tokens, last, order, vocabulary));
        for (int level = order - 2; level >= 0; level--)
        {
            foreach (UInt128 longer in levels[level + 1].Keys)
                levels[level].Count(NGramKey.Suffix(longer, level + 1));
        }

        foreach (NGramLevel level in levels)
            level.Finish();
        return new KneserNey(levels, vocabulary);
    }

    /// <summary>p(token | context).</summary>
    /// <param name="context">The tokens before, the nearest last; only the last n - 1 are looked at, and before them stands the begin symbol.</param>
    /// <param name="token">The token.</param>
    /// <exception cref="InvalidInputException">A token is outside the vocabulary.</exception>
    public double Probability(ReadOnlySpan<int> context, int token)
    {
        int known = Math.Min(context.Length, Order - 1);
        int[] tokens = [.. context[^known..], token];
        Check(tokens, Vocabulary);
        return At(tokens, known);
    }

    /// <summary>The mean surprise <c>-ln p</c> over the tokens of a text, each after those before it, in nats.</summary>
    /// <param name="tokens">The text.</param>
    /// <param name="first">The first token that counts; those before it are given.</param>
    /// <exception cref="InvalidInputException">No token is left, or one is outside the vocabulary.</exception>
    public double CrossEntropy(ReadOnlySpan<int> tokens, int first = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        Check(tokens, Vocabulary);
        if (first >= tokens.Length)
            throw new InvalidInputException($"The text has {tokens.Length} token(s), and none from number {first} on; give a longer text.");
        double sum = 0;
        for (int last = first; last < tokens.Length; last++)
            sum -= Math.Log(At(tokens, last));
        return sum / (tokens.Length - first);
    }

    private double At(ReadOnlySpan<int> tokens, int last)
    {
        double probability = 1.0 / Vocabulary;
        for (int level = 0; level < _levels.Length; level++)
            probability = _levels[level].Probability(NGramKey.At(tokens, last, level + 1, Vocabulary), probability);
        return probability;
    }

    private static void Check(ReadOnlySpan<int> tokens, int vocabulary)
    {
        if (tokens.IsEmpty)
            throw new InvalidInputException("The text holds no token; give a text with at least one.");
        int bad = tokens.IndexOfAnyExceptInRange(0, vocabulary - 1);
        if (bad >= 0)
            throw new InvalidInputException($"Token {bad} has id {tokens[bad]}; a vocabulary of {vocabulary} has the ids 0 to {vocabulary - 1}.");
    }
}
