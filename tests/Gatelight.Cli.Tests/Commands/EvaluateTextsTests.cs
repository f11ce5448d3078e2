using System.Text.Json;
using Gatelight.Tasks.Language;

namespace Gatelight.Cli.Tests.Commands;

/// <summary><c>evaluate</c> of language models and of models of pairs.</summary>
public sealed class EvaluateTextsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ALanguageModelIsMeasuredOnAnotherText()
    {
        const string Like = "The wise man loves the truth.\nThe old man tells a tale.\n", Unlike = "Tale a the truth zebra man.\nZebra the loves tells.\n";
        string like = _folder.Write("like.txt", Like), unlike = _folder.Write("unlike.txt", Unlike);
        JsonElement near = Json("evaluate", SmallTexts.LanguageModel, like), far = Json("evaluate", SmallTexts.LanguageModel, unlike);
        JsonElement test = near.GetProperty("test");
        LanguageScore score = LanguageModel.Load(SmallTexts.LanguageModel).Score(Like);
        Assert.Equal(score.Perplexity, test.GetProperty("perplexity").GetDouble());
        Assert.Equal(("like.txt", 14, Like.Length, 0.0), (test.GetProperty("source").GetString(), test.GetProperty("tokens").GetInt32(), test.GetProperty("characters").GetInt32(), test.GetProperty("unknownShare").GetDouble()));
        Assert.Equal(score.CrossEntropy / Math.Log(2) * 14 / Like.Length, test.GetProperty("bitsPerCharacter").GetDouble(), 1e-12);
        Assert.True(far.GetProperty("test").GetProperty("perplexity").GetDouble() > 2 * score.Perplexity);
        Assert.Equal(2.0 / 12, far.GetProperty("test").GetProperty("unknownShare").GetDouble(), 1e-12);
        Assert.Equal(5, near.GetProperty("training").GetArrayLength());
        string page = CliRun.Of("evaluate", SmallTexts.LanguageModel, like).AssertDone().Out;
        foreach (string words in new[] { "How well does it foretell like.txt? 14 tokens", "bits a character", "the held-out part of book.txt", "Kneser-Ney trigrams" })
            Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Contains("knows none of these tokens", CliRun.Of("evaluate", SmallTexts.LanguageModel, _folder.Write("odd.txt", "zebra yak")).AssertDone().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void AModelOfPairsIsMeasuredOnOtherPairs()
    {
        string tabbed = _folder.Write("p.tsv", "two one four\tdeux un quatre\n\tdeux\nfour four one\tquatre quatre un\n");
        string table = _folder.Write("p.csv", "id,en,fr\n1,two one four,deux un quatre\n2,,deux\n3,four four one,quatre quatre un\n");
        string en = _folder.Write("p.en", "two one four\nfour four one\n"), fr = _folder.Write("p.fr", "deux un quatre\nquatre quatre un\n");
        JsonElement test = Json("evaluate", SmallTexts.TranslationModel, tabbed).GetProperty("test");
        Assert.Equal((2, 1), (test.GetProperty("pairs").GetInt32(), test.GetProperty("leftOut").GetInt32()));
        JsonElement[] scores = [.. test.GetProperty("scores").EnumerateArray()];
        Assert.Equal(["encoder and decoder", "the source itself"], scores.Select(score => score.GetProperty("method").GetString()));
        Assert.Equal(100, scores[0].GetProperty("chrf").GetDouble(), 1e-9);
        Assert.True(scores[1].GetProperty("chrf").GetDouble() < 50);
        Assert.Equal("deux un quatre", test.GetProperty("examples")[0].GetProperty("output").GetString());
        string expected = test.GetProperty("scores").GetRawText();
        Assert.Equal(expected, Json("evaluate", SmallTexts.TranslationModel, table, "--source", "en", "--target", "fr").GetProperty("test").GetProperty("scores").GetRawText());
        JsonElement lines = Json("evaluate", SmallTexts.TranslationModel, en, "--reference", fr).GetProperty("test");
        Assert.Equal(("p.en + p.fr", expected), (lines.GetProperty("source").GetString(), lines.GetProperty("scores").GetRawText()));
        string page = CliRun.Of("evaluate", SmallTexts.TranslationModel, tabbed).AssertDone().Out;
        foreach (string words in new[] { "2 pairs of p.tsv; 1 left out, empty", "the source itself", "BLEU" })
            Assert.Contains(words, page, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatCannotBeMeasuredIsRefused()
    {
        string text = _folder.Write("a.txt", "The man\n"), empty = _folder.Write("empty.tsv", " \tun\n");
        CliRun.Of("evaluate", SmallTexts.LanguageModel).AssertRefused("DATA is missing: give the file to measure by after the model.");
        CliRun.Of("evaluate", SmallTexts.TranslationModel).AssertRefused("DATA is missing: give the file to measure by after the model.");
        CliRun.Of("evaluate", SmallTexts.LanguageModel, text, "--reference", text).AssertRefused("--reference and --source are for pairs of texts and mean nothing for this model; leave them out.");
        CliRun.Of("evaluate", SmallTexts.TranslationModel, empty).AssertRefused("There is no pair to measure by: in each one the source or the target is empty; give others.");
    }

    private static JsonElement Json(params string[] args) => JsonDocument.Parse(CliRun.Of([.. args, "--json", "--quiet"]).AssertDone().Out).RootElement;
}
