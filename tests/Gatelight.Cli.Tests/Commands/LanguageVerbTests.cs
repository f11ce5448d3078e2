using System.Text;
using System.Text.Json;

namespace Gatelight.Cli.Tests.Commands;

/// <summary><c>train language</c>, <c>generate</c>, <c>predict</c> and <c>explain</c> of language models.</summary>
public sealed class LanguageVerbTests
{
    [Fact]
    public void TrainingPrintsTheModelBesideSimpleMethods()
    {
        using var folder = new TempFolder();
        CliRun run = CliRun.Of(Small(folder, "--report", folder.At("r.html"))).AssertDone();
        foreach (string words in new[] { "perplexity", "Kneser-Ney trigrams", "how often each token comes", "LSTM", "seed 1" })
            Assert.Contains(words, run.Out, StringComparison.Ordinal);
        Assert.Equal(["book.txt", "lm.gatelight", "r.html"], folder.Content);
        Assert.Contains("gatelight train language book.txt", File.ReadAllText(folder.At("r.html")), StringComparison.Ordinal);
        Assert.Contains("Adam 0.003", CliRun.Of("inspect", folder.At("lm.gatelight")).AssertDone().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void TheDocumentHoldsTheScores()
    {
        using var folder = new TempFolder();
        using var document = JsonDocument.Parse(CliRun.Of(Small(folder, "--json")).AssertDone().Out);
        JsonElement[] scores = [.. document.RootElement.GetProperty("scores").EnumerateArray()];
        Assert.Equal(5, scores.Length);
        Assert.All(scores, score => Assert.True(score.GetProperty("perplexity").GetDouble() >= 1));
        Assert.Equal(2, document.RootElement.GetProperty("epochs").GetArrayLength());
    }

    [Fact]
    public void ATrainingThatWasEndedGoesOn()
    {
        using var folder = new TempFolder();
        using var source = new CancellationTokenSource();
        using StringWriter output = new() { NewLine = "\n" };
        using var error = new CancellingWriter(source);
        int code = CommandLine.Run(Small(folder)[..^1], new Terminal { Out = output, Error = error }, source.Token);
        string checkpoint = folder.At("lm.gatelight.checkpoint");
        Assert.Equal((130, ""), (code, output.ToString()));
        Assert.Contains($"the training so far is in {checkpoint}", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["book.txt", "lm.gatelight.checkpoint"], folder.Content);

        CliRun.Of("train", "language", folder.At("book.txt"), "--out", folder.At("lm.gatelight"), "--resume", checkpoint, "--quiet").AssertDone();
        byte[] resumed = File.ReadAllBytes(folder.At("lm.gatelight"));
        CliRun.Of(Small(folder)).AssertDone();
        Assert.Equal(File.ReadAllBytes(folder.At("lm.gatelight")), resumed);
        CliRun.Of("train", "language", folder.At("book.txt"), "--resume", checkpoint, "--hidden", "9").AssertRefused(
            "--hidden cannot be changed in a training that goes on: with --resume its own options hold; leave --hidden out.");
    }

    [Fact]
    public void WhatIsGeneratedIsTheSameForTheSameSeed()
    {
        string[] args = ["generate", SmallTexts.LanguageModel, "--prompt", "The just man", "--words", "12", "--temperature", "0.8", "--top-k", "5", "--top-p", "0.95", "--seed", "3"];
        CliRun run = CliRun.Of(args).AssertDone();
        Assert.StartsWith("The just man ", run.Out, StringComparison.Ordinal);
        Assert.Equal(run.Out, CliRun.Of(args).Out);
        using var document = JsonDocument.Parse(CliRun.Of([.. args, "--json"]).AssertDone().Out);
        Assert.Equal(3, document.RootElement.GetProperty("seed").GetInt32());
        Assert.NotEqual("", document.RootElement.GetProperty("text").GetString());
        Assert.Contains("4 beams", CliRun.Of("generate", SmallTexts.LanguageModel, "--prompt", "the", "--words", "4", "--beams", "4").AssertDone().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void TheNextWordsComeWithProbabilities()
    {
        CliRun run = CliRun.Of("predict", SmallTexts.LanguageModel, "--text", "The wise man", "--top", "3").AssertDone();
        Assert.Contains("loves", run.Out, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(CliRun.Of("predict", SmallTexts.LanguageModel, "--text", "zzz qqq", "--json").AssertDone().Out);
        JsonElement answer = document.RootElement.GetProperty("predictions")[0];
        Assert.True(answer.GetProperty("allUnknown").GetBoolean());
        Assert.Equal(10, answer.GetProperty("next").GetArrayLength());
        Assert.Contains("knows none of these words", CliRun.Of("predict", SmallTexts.LanguageModel, "--text", "zzz").AssertDone().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void WhyThisWordAndNotThatOne()
    {
        using var folder = new TempFolder();
        CliRun run = CliRun.Of(
            "explain", SmallTexts.LanguageModel, SmallTexts.Book, "--text", "The wise man", "--target", "loves", "--against", "rules", "--method", "integrated-gradients", "--method", "occlusion",
            "--out", folder.At("why.html"), "--quiet").AssertDone();
        foreach (string words in new[] { "and not \"rules\"", "wise", "log odds", "Where the memory after \"man\"" })
            Assert.Contains(words, run.Out, StringComparison.Ordinal);
        string page = File.ReadAllText(folder.At("why.html"));
        Assert.Contains("What does &quot;man&quot; mean here?", page.Replace("&#34;", "&quot;", StringComparison.Ordinal).Replace("&#x22;", "&quot;", StringComparison.Ordinal), StringComparison.Ordinal);
        using var document = JsonDocument.Parse(CliRun.Of("explain", SmallTexts.LanguageModel, "--text", "The wise man", "--method", "occlusion", "--json").AssertDone().Out);
        Assert.Equal("loves", document.RootElement.GetProperty("word").GetString());
    }

    [Fact]
    public void MarkupInATextIsShownAndNotObeyed()
    {
        using var folder = new TempFolder();
        CliRun.Of("explain", SmallTexts.LanguageModel, "--text", "The man <img src=x onerror=alert(1)> man", "--method", "occlusion", "--out", folder.At("why.html"), "--quiet").AssertDone();
        string page = File.ReadAllText(folder.At("why.html"));
        Assert.Contains("&lt;img src=x", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
    }

    [Fact]
    public void BadInputIsOneLine()
    {
        using var folder = new TempFolder();
        string binary = folder.At("noise.txt"), latin = folder.At("latin.txt");
        File.WriteAllBytes(binary, [1, 2, 3, 0, 4]);
        File.WriteAllBytes(latin, [.. Encoding.ASCII.GetBytes("caf"), 0xE9, .. Encoding.ASCII.GetBytes(" au lait")]);
        Refused("is empty", "train", "language", folder.Write("empty.txt", "  \n"));
        Refused("too few for a language model", "train", "language", folder.Write("one.txt", "word"));
        Refused("is not a text file", "train", "language", binary);
        Refused("byte 4 (line 1): 0xE9", "train", "language", latin);
        Refused("There is no file", "train", "language", folder.At("missing.txt"));
        Refused("The text is empty", "predict", SmallTexts.LanguageModel, "--text", " ");
        Refused("There is no text", "predict", SmallTexts.LanguageModel);
        Refused("--beams means nothing for a language model", "predict", SmallTexts.LanguageModel, "--text", "a", "--beams", "3");
        Refused("not in the model's vocabulary", "explain", SmallTexts.LanguageModel, "--text", "The man", "--against", "zebra");
        Refused("--temperature must be a number from 0 to 10, not 'hot'", "generate", SmallTexts.LanguageModel, "--prompt", "a", "--temperature", "hot");
        Refused("holds a model for 'language', not for forecasting", "forecast", SmallTexts.LanguageModel, SmallTexts.Book);
        Refused("not a language model", "generate", SmallTexts.TranslationModel, "--prompt", "a");
        Assert.Equal(["empty.txt", "latin.txt", "noise.txt", "one.txt"], folder.Content);
    }

    private static string[] Small(TempFolder folder, params string[] more) =>
    [
        "train", "language", folder.Write("book.txt", SmallTexts.BookText), "--out", folder.At("lm.gatelight"), "--hidden", "8", "--epochs", "2", "--steps", "10", "--streams", "6", .. more, "--quiet",
    ];

    private static void Refused(string part, params string[] args)
    {
        CliRun run = CliRun.Of([.. args, "--quiet"]);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(character => character == '\n'));
    }

    /// <summary>Stands for a user who presses Ctrl-C when the first progress shows.</summary>
    private sealed class CancellingWriter(CancellationTokenSource source) : StringWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value)
        {
            base.Write(value + "\n");
            source.Cancel();
        }
    }
}
