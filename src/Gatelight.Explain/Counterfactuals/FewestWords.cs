namespace Gatelight.Explain;

/// <summary>
/// Searches for the fewest words without which a text is of another class (Martens and Provost 2014, MIS Quarterly 38(1), "Explaining data-driven
/// document classifications"). Sets grow by one word at a time, the most promising <see cref="Width"/> of each size are kept, and a set of which a word
/// can be spared is never returned unless the budget runs out. The margin that is climbed is equation 191 of docs/equations.md. The answer is checked before it is returned.
/// </summary>
/// <remarks>Every word is tried alone, and of a text of up to 64 words every pair too, where half the budget reaches; larger sets grow from the best ones, so that a smaller set may exist that was not seen.</remarks>
public sealed class FewestWords
{
    private const int AllPairsOf = 64;

    /// <summary>The sets of each size that grow on, at least 1.</summary>
    public int Width { get; init => field = value >= 1 ? value : throw new ExplanationException($"Width must be at least 1, not {value}."); } = 16;

    /// <summary>The most inputs that the model may be asked about, at least 1; a class more is an input more.</summary>
    public int Budget { get; init => field = value >= 1 ? value : throw new ExplanationException($"A budget of {value} inputs asks nothing; give a budget of at least 1."); } = 20_000;

    /// <summary>Searches.</summary>
    /// <param name="classes">The question for each class, whose largest answer decides.</param>
    /// <param name="input">The words' vectors <c>[T, D]</c>.</param>
    /// <param name="baseline">What stands where a word is taken away, <c>[T, D]</c>.</param>
    /// <param name="wished">The class wished for; null for any other.</param>
    /// <param name="cancellation">Checked between batches.</param>
    /// <exception cref="ExplanationException">There is no such class, the text is of that class already, or the shapes do not meet.</exception>
    public WordCounterfactual Find(
        IReadOnlyList<IExplainable> classes, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, int? wished = null, CancellationToken cancellation = default)
    {
        if (classes.Count < 2)
            throw new ExplanationException($"Another class needs two classes or more, not {classes.Count}.");
        if ((uint)(wished ?? 0) >= (uint)classes.Count)
            throw new ExplanationException($"There are classes 0 to {classes.Count - 1}; class {wished} does not exist.");
        QuestionShape.Check(classes[0], input, "input");
        QuestionShape.Check(classes[0], baseline, "baseline");
        WordTrials trials = new(classes, [.. input], [.. baseline], wished, Budget, cancellation);
        WordTrial best = trials.Start;
        if (best.Margin > 0)
            throw new ExplanationException("The text has the wished class already; wish for another.");
        int words = classes[0].Steps;
        IReadOnlyList<WordTrial> kept = [best];
        for (int size = 1; size <= words && !(best.Margin > 0) && trials.Left > 0; size++)
        {
            WordTrial[] tried = [.. trials.Ask(Grown(kept, words, trials.Left)).OrderByDescending(trial => trial.Margin)];
            if (tried.Length == 0)
                break;
            if (tried[0].Margin > best.Margin)
                best = tried[0];
            // Pairs are not those of the best words alone: a word that does nothing by itself may be the negation of another.
            bool takesAllPairs = size == 1 && words <= AllPairsOf && words * (words - 1) / 2 <= trials.Left / 2;
            // The next size may cost half of what is left, so that larger sets get their turn.
            int keep = takesAllPairs ? words : Math.Clamp(trials.Left / (2 * words), 1, Width);
            kept = tried[..Math.Min(keep, tried.Length)];
        }

        if (best.Margin > 0)
            best = trials.Thin(best);
        return new WordCounterfactual(best.Margin > 0, best.Words, best.Class, best.Answers, trials.Start.Class, trials.Start.Answers, trials.Passes) { IsCutShort = trials.Left == 0 };
    }

    private static List<int[]> Grown(IReadOnlyList<WordTrial> kept, int words, int most)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<int[]> grown = [];
        foreach (WordTrial trial in kept)
        {
            for (int word = 0; word < words; word++)
            {
                int[] set = [.. trial.Words.Append(word).Distinct().Order()];
                if (set.Length > trial.Words.Count && seen.Add(string.Join(' ', set)))
                    grown.Add(set);
                if (grown.Count == most)
                    return grown;
            }
        }

        return grown;
    }
}
