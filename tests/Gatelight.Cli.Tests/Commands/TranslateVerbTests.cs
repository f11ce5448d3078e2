using System.Text.Json;

namespace Gatelight.Cli.Tests.Commands;

/// <summary><c>train translate</c>, <c>predict</c> and <c>explain</c> of models of pairs.</summary>
public sealed class TranslateVerbTests
{
    [Fact]
    public void TrainingPrintsTheModelBesideSimpleMethods()
    {
        using var folder = new TempFolder();
        string[] lines = SmallTexts.PairText.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string en = folder.Write("a.en", string.Join('\n', lines.Select(line => line.Split('\t')[0]))), fr = folder.Write("a.fr", string.Join('\n', lines.Select(line => line.Split('\t')[1])));
        CliRun run = CliRun.Of(
            "train", "translate", en, fr, "--validation", en, fr, "--test", en, fr, "--out", folder.At("mt.gatelight"), "--report", folder.At("r.html"), "--hidden", "8", "--epochs", "1", "--batch", "32", "--quiet").AssertDone();
        foreach (string words in new[] { "BLEU", "chrF2", "word by word (IBM model 1)", "the source itself", "a.en + a.fr: 200 pairs" })
            Assert.Contains(words, run.Out, StringComparison.Ordinal);
        Assert.Contains("--validation a.en --validation a.fr", File.ReadAllText(folder.At("r.html")), StringComparison.Ordinal);
        Assert.Equal(["a.en", "a.fr", "mt.gatelight", "r.html"], folder.Content);
    }

    [Fact]
    public void ATextBecomesAnother()
    {
        using var folder = new TempFolder();
        CliRun run = CliRun.Of("predict", SmallTexts.TranslationModel, "--text", "two one four", "--html", folder.At("p.html")).AssertDone();
        Assert.StartsWith("deux un quatre\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("share of attention", File.ReadAllText(folder.At("p.html")), StringComparison.Ordinal);
        using var document = JsonDocument.Parse(CliRun.Of("predict", SmallTexts.TranslationModel, folder.Write("in.txt", "one two three\n\nfour four one\n"), "--beams", "2", "--json").AssertDone().Out);
        JsonElement[] answers = [.. document.RootElement.GetProperty("predictions").EnumerateArray()];
        Assert.Equal(["un deux trois", "quatre quatre un"], answers.Select(answer => answer.GetProperty("text").GetString()!));
        Assert.Equal(3, answers[0].GetProperty("alignment")[0].GetArrayLength());
        Assert.Contains("knows none of these words", CliRun.Of("predict", SmallTexts.TranslationModel, "--text", "zzz qqq").AssertDone().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void EachWrittenWordIsExplained()
    {
        using var folder = new TempFolder();
        CliRun run = CliRun.Of(
            "explain", SmallTexts.TranslationModel, "--text", "two one four", "--target", "quatre", "--method", "integrated-gradients", "--out", folder.At("why.html"), "--quiet").AssertDone();
        Assert.Contains("two one four → deux un quatre", run.Out, StringComparison.Ordinal);
        Assert.Contains("written word 3", run.Out, StringComparison.Ordinal);
        string page = File.ReadAllText(folder.At("why.html"));
        Assert.Contains("What moved each word", page, StringComparison.Ordinal);
        Assert.Contains("Where the decoder looked", page, StringComparison.Ordinal);
    }

    [Fact]
    public void BadInputIsOneLine()
    {
        using var folder = new TempFolder();
        string one = folder.Write("one.tsv", "a\tb\n"), odd = folder.Write("odd.tsv", "a\tb\nc\n"), table = folder.Write("table.tsv", "a\tb\nc\td\n"), en = folder.Write("x.en", "a\nb\n"), fr = folder.Write("x.fr", "a\n");
        Refused("give at least 20", "train", "translate", one);
        Refused("odd.tsv, line 2: there is no tab", "train", "translate", odd);
        Refused("x.en has 2 lines and x.fr has 1", "train", "translate", en, fr);
        Refused("has no column 'de'", "train", "translate", table, "--source", "a", "--target", "de");
        Refused("means nothing for two files", "train", "translate", en, fr, "--source", "a");
        Refused("must be even", "train", "translate", one, "--hidden", "7");
        Refused("choose one of them", "train", "translate", one, "--unit", "character");
        Refused("The text is empty", "predict", SmallTexts.TranslationModel, "--text", "");
        Refused("did not write 'zebra'", "explain", SmallTexts.TranslationModel, "--text", "one two three", "--target", "zebra");
        Refused("--step 9: the model wrote", "explain", SmallTexts.TranslationModel, "--text", "one two three", "--step", "9");
        Refused("--at means nothing for a translation model", "explain", SmallTexts.TranslationModel, "--text", "one", "--at", "2000");
        Assert.Equal(["odd.tsv", "one.tsv", "table.tsv", "x.en", "x.fr"], folder.Content);
    }

    private static void Refused(string part, params string[] args)
    {
        CliRun run = CliRun.Of([.. args, "--quiet"]);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(character => character == '\n'));
    }
}
