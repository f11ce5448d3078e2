using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Tasks.Language;

namespace Gatelight.Cli.Output;

/// <summary>A trained language model as text and as JSON.</summary>
internal static class LanguageOutput
{
    /// <summary>The summary for a person.</summary>
    public static void Summarize(Page page, LanguageResult result, TimeSpan elapsed, IReadOnlyList<string> files)
    {
        LanguageFacts facts = result.Model.Facts;
        page.Line(FormattableString.Invariant($"{facts.Source}: {facts.TrainingTokens:N0} tokens to learn from, {facts.ValidationTokens:N0} to choose the best epoch by, {facts.TestTokens:N0} held out"));
        page.Line($"Vocabulary: {result.Model.Codec.Description}");
        foreach (string change in result.Cleaning)
            page.Line($"Cleaned: {change}");
        page.Heading("How good is it? Perplexity on the held-out part (lower is better, * is the best)");
        Scores(page, facts);
        page.Line($"  {Verdict(facts)}");
        page.Heading("What it is");
        page.Pairs(result.Model.Describe());
        ForecastPage.Files(page, files);
        page.Line("");
        page.Line(FormattableString.Invariant($"Done in {NumberText.Duration(elapsed)}, {result.History.Epochs.Count} epochs, seed {facts.Options.Seed}."));
    }

    /// <summary>The JSON document.</summary>
    public static JsonObject Document(LanguageResult result, TimeSpan elapsed, IReadOnlyList<string> files)
    {
        LanguageFacts facts = result.Model.Facts;
        return new JsonObject
        {
            ["text"] = facts.Source,
            ["trainingTokens"] = facts.TrainingTokens,
            ["validationTokens"] = facts.ValidationTokens,
            ["testTokens"] = facts.TestTokens,
            ["vocabulary"] = result.Model.Codec.Count,
            ["unknownShare"] = facts.UnknownShare,
            ["cleaning"] = JsonText.Texts(result.Cleaning),
            ["seconds"] = Math.Round(elapsed.TotalSeconds, 3),
            ["seed"] = facts.Options.Seed,
            ["settings"] = JsonText.Object(result.Model.Describe()),
            ["scores"] = Scores(facts),
            ["epochs"] = new JsonArray([.. result.History.Epochs.Select(epoch => new JsonObject
            {
                ["epoch"] = epoch.Epoch,
                ["trainingLoss"] = JsonText.Number(epoch.Loss),
                ["validationLoss"] = JsonText.Number(epoch.ValidationLoss ?? double.NaN),
            })]),
            ["bestEpoch"] = facts.BestEpoch,
            ["files"] = JsonText.Texts(files),
        };
    }

    /// <summary>The scores on the held-out part.</summary>
    public static JsonArray Scores(LanguageFacts facts) => new([.. facts.Scores.Select(score => new JsonObject
    {
        ["method"] = score.Name,
        ["perplexity"] = JsonText.Number(score.Perplexity),
        ["crossEntropy"] = JsonText.Number(score.CrossEntropy),
    })]);

    /// <summary>Which method won, in a sentence.</summary>
    public static string Verdict(LanguageFacts facts)
    {
        LanguageScore own = facts.Scores[0], best = facts.Scores.Skip(1).MinBy(score => score.CrossEntropy)!;
        string share = FormattableString.Invariant($"{Math.Abs(1 - own.Perplexity / best.Perplexity) * 100:F1} %");
        return own.CrossEntropy < best.CrossEntropy
            ? $"The LSTM beats the best simple method ({best.Name}) by {share}."
            : $"The best simple method ({best.Name}) beats the LSTM by {share}: use it, or give the LSTM more text.";
    }

    private static void Scores(Page page, LanguageFacts facts)
    {
        double best = facts.Scores.Min(score => score.CrossEntropy);
        bool perCharacter = facts.Options.Unit == Tasks.Text.TextUnit.Character;
        page.Table(
            ["method", "perplexity", "bits a token", "bits a character", ""],
            facts.Scores.Select(score => (string[])
            [
                score.Name, score.Perplexity.ToString(perCharacter ? "F2" : "F1", CultureInfo.InvariantCulture), Bits(score.CrossEntropy),
                Bits(score.CrossEntropy * facts.TestTokens / facts.TestCharacters), score.CrossEntropy == best ? "*" : "",
            ]),
            row => row == 0);
        page.Line(FormattableString.Invariant($"  All methods learned from the same part with the same vocabulary; {facts.UnknownShare * 100:F1} % of the held-out tokens are unknown and count as one token."));
    }

    private static string Bits(double nats) => (nats / Math.Log(2)).ToString("F3", CultureInfo.InvariantCulture);
}
