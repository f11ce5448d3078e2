using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Tasks.Translation;

namespace Gatelight.Cli.Output;

/// <summary>A trained model of pairs of texts, and what it makes of texts, as text and as JSON.</summary>
internal static class TranslationOutput
{
    private const int ExamplesShown = 3;

    /// <summary>The summary for a person.</summary>
    public static void Summarize(Page page, TranslationResult result, TimeSpan elapsed, IReadOnlyList<string> files)
    {
        TranslationFacts facts = result.Model.Facts;
        page.Line(FormattableString.Invariant($"{facts.Source}: {facts.TrainingPairs:N0} pairs to learn from, {facts.ValidationPairs:N0} to choose the best epoch by, {facts.TestPairs:N0} held out{(facts.LeftOut > 0 ? $"; {facts.LeftOut:N0} left out, empty or too long" : "")}"));
        page.Heading("How good is it? Outputs beside the held-out targets (higher is better, * is the best)");
        Scores(page, facts.Scores);
        page.Heading("Held-out texts");
        Examples(page, result.Examples);
        page.Heading("What it is");
        page.Pairs(result.Model.Describe());
        ForecastPage.Files(page, files);
        page.Line("");
        page.Line(FormattableString.Invariant($"Done in {NumberText.Duration(elapsed)}, {result.History.Epochs.Count} epochs, seed {facts.Options.Seed}."));
    }

    /// <summary>The JSON document of a training.</summary>
    public static JsonObject Document(TranslationResult result, TimeSpan elapsed, IReadOnlyList<string> files)
    {
        TranslationFacts facts = result.Model.Facts;
        return new JsonObject
        {
            ["pairs"] = facts.Source,
            ["trainingPairs"] = facts.TrainingPairs,
            ["validationPairs"] = facts.ValidationPairs,
            ["testPairs"] = facts.TestPairs,
            ["leftOut"] = facts.LeftOut,
            ["seconds"] = Math.Round(elapsed.TotalSeconds, 3),
            ["seed"] = facts.Options.Seed,
            ["settings"] = JsonText.Object(result.Model.Describe()),
            ["scores"] = Scores(facts.Scores),
            ["epochs"] = new JsonArray([.. result.History.Epochs.Select(epoch => new JsonObject
            {
                ["epoch"] = epoch.Epoch,
                ["trainingLoss"] = JsonText.Number(epoch.Loss),
                ["validationLoss"] = JsonText.Number(epoch.ValidationLoss ?? double.NaN),
            })]),
            ["bestEpoch"] = facts.BestEpoch,
            ["examples"] = Examples(result.Examples),
            ["files"] = JsonText.Texts(files),
        };
    }

    /// <summary>The scores of each method.</summary>
    public static void Scores(Page page, IReadOnlyList<TranslationScore> scores)
    {
        double best = scores.Max(score => score.Bleu.Score);
        page.Table(
            ["method", "BLEU", "chrF2", "1-4 grams", "brevity", ""],
            scores.Select(score => (string[])
            [
                score.Name, One(score.Bleu.Score), One(score.ChrF), string.Join('/', score.Bleu.Precisions.Select(One)),
                score.Bleu.BrevityPenalty.ToString("F3", CultureInfo.InvariantCulture), score.Bleu.Score == best ? "*" : "",
            ]),
            row => row == 0);
        page.Line("  BLEU as sacrebleu defines it, on 13a tokens of the texts as they are cleaned; chrF2 on characters.");
    }

    /// <summary>The scores of each method, as JSON.</summary>
    public static JsonArray Scores(IReadOnlyList<TranslationScore> scores) => new([.. scores.Select(score => new JsonObject
    {
        ["method"] = score.Name,
        ["bleu"] = JsonText.Number(score.Bleu.Score),
        ["chrf"] = JsonText.Number(score.ChrF),
        ["precisions"] = new JsonArray([.. score.Bleu.Precisions.Select(value => JsonText.Number(value))]),
        ["brevityPenalty"] = JsonText.Number(score.Bleu.BrevityPenalty),
    })]);

    /// <summary>The first pairs with what was written.</summary>
    public static void Examples(Page page, IReadOnlyList<(TextPair Pair, TranslatedText Output)> examples)
    {
        foreach ((TextPair pair, TranslatedText output) in examples.Take(ExamplesShown))
            page.Pairs([new("source", pair.Source), new("meant", pair.Target), new("written", output.Text)]);
    }

    /// <summary>The pairs with what was written, as JSON.</summary>
    public static JsonArray Examples(IReadOnlyList<(TextPair Pair, TranslatedText Output)> examples) => new([.. examples.Select(example => new JsonObject
    {
        ["source"] = example.Pair.Source, ["target"] = example.Pair.Target, ["output"] = example.Output.Text,
    })]);

    /// <summary>What became of one text, as JSON.</summary>
    public static JsonObject Text(TranslatedText output)
    {
        var alignment = new JsonArray();
        for (int word = 0; word < output.Tokens.Length; word++)
            alignment.Add(new JsonArray([.. Enumerable.Range(0, output.SourceTokens.Length).Select(from => JsonText.Number(Math.Round(output.Alignment[word, from], 6)))]));
        return new JsonObject
        {
            ["source"] = output.Source,
            ["text"] = output.Text,
            ["logProbability"] = JsonText.Number(output.LogProbability),
            ["sourceTokens"] = JsonText.Texts(output.SourceTokens),
            ["tokens"] = new JsonArray([.. output.Tokens.Select(token => new JsonObject { ["token"] = token.Text, ["copiedFrom"] = token.CopiedFrom is { } from ? output.SourceTokens[from] : null })]),
            ["alignment"] = alignment,
            ["unknownWords"] = JsonText.Texts(output.UnknownWords),
            ["allUnknown"] = output.IsAllUnknown,
        };
    }

    /// <summary>What a reader must know about an output; null where there is nothing.</summary>
    public static string? Note(TranslatedText output)
    {
        if (output.IsAllUnknown)
            return "the model knows none of these words, so what it writes says nothing about the text.";
        string[] copied = [.. output.Tokens.Where(token => token.CopiedFrom is not null).Select(token => $"'{token.Text}'")];
        if (copied.Length > 0)
            return $"copied from the source, because the model has no word for it: {string.Join(", ", copied)}.";
        return output.UnknownWords.IsEmpty ? null : $"the model does not know {string.Join(", ", output.UnknownWords.Select(word => $"'{word}'"))}.";
    }

    private static string One(double value) => value.ToString("F1", CultureInfo.InvariantCulture);
}
