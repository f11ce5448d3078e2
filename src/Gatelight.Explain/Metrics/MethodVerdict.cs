namespace Gatelight.Explain;

/// <summary>Which methods to believe about a model, in plain words.</summary>
/// <param name="Believed">The names of the methods to believe, best first; several where they tie, none where no method earned it.</param>
/// <param name="Sentences">The reasons, one sentence each.</param>
public sealed record MethodVerdict(IReadOnlyList<string> Believed, IReadOnlyList<string> Sentences)
{
    private const double TieWidth = 0.25;

    /// <summary>All sentences.</summary>
    public string Text => string.Join(' ', Sentences);

    /// <summary>Judges methods: those that do not add up, or that do not depend on what the model learned, are left out; the others are ranked.</summary>
    /// <param name="scores">The scores of all methods.</param>
    public static MethodVerdict Of(IReadOnlyList<MethodScore> scores)
    {
        List<string> sentences = [];
        MethodScore[] answered = [.. scores.Where(score => score.Refusal is null)];
        MethodScore[] incomplete = [.. answered.Where(score => score.IsIncomplete)];
        MethodScore[] failed = [.. answered.Where(score => !score.IsIncomplete && score.Randomization is { IsPassed: false })];
        MethodScore[] sound = [.. answered.Except(incomplete).Except(failed)];
        MethodScore[] better = [.. sound.Where(score => score.BeatsChance).OrderBy(score => score.MeanRank)];
        MethodScore[] best = [.. better.Where(score => score.MeanRank <= better[0].MeanRank + TieWidth)];
        if (best.Length == 1)
            sentences.Add($"Believe {best[0].Title}: over all measures of faithfulness it comes first on this model, with a mean rank of {Number(best[0].MeanRank)} among {answered.Length}.");
        else if (best.Length > 1)
            sentences.Add($"{Names(best)} tie in first place, with mean ranks of {Number(best[0].MeanRank)} to {Number(best[^1].MeanRank)} among {answered.Length}: believe what they agree on.");
        else if (sound.Length > 0)
            sentences.Add("Believe none of the maps by themselves: no method takes the cells in a better order than chance on this model.");
        else
            sentences.Add("Believe none of the maps: no method answered and kept its promises.");
        if (incomplete.Length > 0)
            sentences.Add($"{Names(incomplete)} should add up and {(incomplete.Length == 1 ? "does" : "do")} not.");
        if (failed.Length > 0)
            sentences.Add($"{Names(failed)} {(failed.Length == 1 ? "shows" : "show")} much the same map when the weights are random, and so not what the model learned.");
        MethodScore[] chance = [.. sound.Where(score => !score.BeatsChance)];
        if (chance.Length > 0 && best.Length > 0)
            sentences.Add($"{Names(chance)} {(chance.Length == 1 ? "is" : "are")} no better than a random order here.");
        MethodScore[] refused = [.. scores.Where(score => score.Refusal is not null)];
        if (refused.Length > 0)
            sentences.Add($"{Names(refused)} could not answer for this model.");
        if (answered.Length > 0 && answered[0].Maps.Count < 5)
            sentences.Add($"This rests on {answered[0].Maps.Count} input(s); more make it safer.");
        return new MethodVerdict([.. best.Select(score => score.Method)], sentences);
    }

    private static string Number(double value) => value.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);

    private static string Names(MethodScore[] scores) => scores.Length == 1
        ? scores[0].Title
        : $"{string.Join(", ", scores.SkipLast(1).Select(score => score.Title))} and {scores[^1].Title}";
}
