using System.Text.Json;
using Gatelight.Formats.Csv;
using Gatelight.Tasks.Datasets;

namespace Gatelight.Cli.Tests.Commands;

/// <summary>A classifier from the CSV of a newcomer to its explanation.</summary>
public sealed class ClassifierVerbTests : IClassFixture<ClassifierVerbTests.Trained>
{
    private readonly Trained _trained;

    public ClassifierVerbTests(Trained trained) => _trained = trained;

    [Fact]
    public void TrainingTellsHowGoodItIsBesideSimpleMethods()
    {
        JsonElement document = JsonDocument.Parse(_trained.Training.AssertDone().Out).RootElement;
        JsonElement[] methods = [.. document.GetProperty("test").GetProperty("methods").EnumerateArray()];
        Assert.Equal(["bidirectional LSTM", "bag of words, logistic regression", "majority class"], methods.Select(method => method.GetProperty("name").GetString()));
        Assert.Equal(80, document.GetProperty("test").GetProperty("examples").GetInt32());
        Assert.True(File.Exists(_trained.Model));
        Assert.Contains("Which words speak for each class?", File.ReadAllText(_trained.Report), StringComparison.Ordinal);
    }

    [Fact]
    public void MarkupInALabelIsShownAndNotObeyed()
    {
        using var folder = new TempFolder();
        string csv = folder.Write("odd.csv", "text,label\n" + string.Concat(Enumerable.Range(0, 40).Select(n => n % 2 == 0 ? "lovely,fine\n" : "awful,<script>alert(1)</script>\n")));
        CliRun.Of("train", "classify", csv, "--out", folder.At("odd.gatelight"), "--report", folder.At("odd.html"), "--epochs", "1", "--hidden", "2", "--quiet").AssertDone();
        string page = File.ReadAllText(folder.At("odd.html"));
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
    }

    [Fact]
    public void PredictGivesEveryClassItsProbability()
    {
        CliRun run = CliRun.Of("predict", _trained.Model, "--text", "the room was lovely .", "--text", "zxcv", "--json").AssertDone();
        JsonElement[] answers = [.. JsonDocument.Parse(run.Out).RootElement.GetProperty("predictions").EnumerateArray()];
        Assert.Equal(2, answers.Length);
        Assert.Equal(1, answers[0].GetProperty("probabilities").EnumerateObject().Sum(own => own.Value.GetDouble()), 1e-9);
        Assert.Equal(JsonValueKind.Null, answers[0].GetProperty("remark").ValueKind);
        Assert.Contains("knows none of the words", answers[1].GetProperty("remark").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void PredictReadsAFileOfManyRows()
    {
        string csv = _trained.Folder.At("answers.csv");
        CliRun run = CliRun.Of("predict", _trained.Model, _trained.Csv, "--out", csv).AssertDone();
        Assert.Contains("In all", run.Out, StringComparison.Ordinal);
        Assert.Equal(_trained.Rows, CsvTableReader.Read(csv).RowCount);
    }

    [Fact]
    public void ExplainHighlightsTheWords()
    {
        string html = _trained.Folder.At("why.html");
        CliRun run = CliRun.Of("explain", _trained.Model, "--text", "the room was <b>lovely</b> .", "--method", "lime", "--html", html, "--json", "--quiet").AssertDone();
        Assert.Contains("\"lime\"", run.Out, StringComparison.Ordinal);
        string page = File.ReadAllText(html);
        Assert.Contains("&lt;b&gt;lovely", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>lovely", page, StringComparison.Ordinal);
    }

    [Fact]
    public void TheWordsWithoutWhichTheClassIsAnotherAreNamed()
    {
        const string Text = "the room was lovely .";
        using var folder = new TempFolder();
        // What else is said of things comes once each, so that it is unknown, as is what stands where a word was taken away.
        string[] things = ["room", "food", "view", "plot", "staff"];
        string csv = folder.Write("texts.csv", "text,label\n" + string.Concat(Enumerable.Range(0, 120).Select(n => $"the {things[n % 5]} was {(n % 2 == 0 ? "lovely" : $"rare{n}x")} .,{(n % 2 == 0 ? "praise" : "other")}\n")));
        string model = folder.At("praise.gatelight");
        CliRun.Of("train", "classify", csv, "--out", model, "--epochs", "20", "--hidden", "8", "--embedding", "8", "--rate", "0.02", "--min-count", "2", "--quiet").AssertDone();
        JsonElement found = JsonDocument.Parse(Run("explain", Text, "--method", "occlusion", "--counterfactual", "--json").AssertDone().Out).RootElement.GetProperty("counterfactual");
        Assert.True(found.GetProperty("isFound").GetBoolean());
        Assert.Equal(("praise", "other"), (found.GetProperty("classBefore").GetString(), found.GetProperty("classAfter").GetString()));
        JsonElement taken = Assert.Single(found.GetProperty("wordsTakenAway").EnumerateArray());
        Assert.Equal((4, "lovely"), (taken.GetProperty("place").GetInt32(), taken.GetProperty("word").GetString()));
        Assert.Equal("praise", ClassOf(Text));
        Assert.Equal("other", ClassOf("the room was zxcv ."));
        Run("explain", Text, "--counterfactual", "praise").AssertRefused("The text has the wished class already; wish for another.");
        Assert.Contains("there is no class 'splendid'", Run("explain", Text, "--counterfactual", "splendid").Error, StringComparison.Ordinal);

        CliRun Run(string verb, string text, params string[] more) => CliRun.Of([verb, model, "--text", text, "--quiet", .. more]);

        string? ClassOf(string text) => JsonDocument.Parse(Run("predict", text, "--json").AssertDone().Out).RootElement.GetProperty("predictions")[0].GetProperty("class").GetString();
    }

    [Fact]
    public void EvaluateMeasuresOnAnotherFile()
    {
        CliRun run = CliRun.Of("evaluate", _trained.Model, _trained.Csv, "--json").AssertDone();
        Assert.Equal(_trained.Rows, JsonDocument.Parse(run.Out).RootElement.GetProperty("test").GetProperty("examples").GetInt32());
    }

    [Theory]
    [InlineData("text,label\na,x\nb,x\nc,x\n", "All 3 labels of bad.csv are 'x'; there is nothing to tell apart: add examples of a second class, or name another label column.")]
    [InlineData("text,label\n,x\n,y\n", "No row of bad.csv has both a text in 'text' and a label in 'label'; fill them in.")]
    [InlineData("words,kind,more\na,x,1\nb,y,2\n", "Which column of bad.csv holds the classes? Name it with --label; there are 'words', 'kind', 'more'.")]
    [InlineData("text,label\n\"never closed,x\nb,y\n", "bad.csv, line 2: a quoted field is not closed, or text follows its closing quote; double the quotes inside a field.")]
    public void WrongInputIsOneLine(string content, string line)
    {
        string csv = _trained.Folder.Write("bad.csv", content);
        CliRun.Of("train", "classify", csv, "--out", _trained.Folder.At("bad.gatelight")).AssertRefused(line);
        Assert.False(File.Exists(_trained.Folder.At("bad.gatelight")));
    }

    [Fact]
    public void QuestionsThatMeanNothingAreOneLine()
    {
        CliRun.Of("predict", _trained.Model, "--text", " ").AssertRefused("--text is empty: there is nothing to classify; give at least one word.");
        CliRun.Of("predict", _trained.Model).AssertRefused("There is no text; give one with --text TEXT, or a file of texts.");
        CliRun.Of("explain", _trained.Model, "--text", "lovely", "--target", "positiv").AssertRefused("The model knows no class 'positiv'; did you mean 'positive'?");
        CliRun.Of("explain", _trained.Model, "--text", "lovely", "--target", "positive", "--against", "positive").AssertRefused("--against: 'positive' is the class asked about itself; name another one.");
        CliRun.Of("train", "classify").AssertRefused("DATA is missing: give a file of labelled examples, or --class NAME=FILE for each class.");
    }

    [Fact]
    public void SeriesInLongFormAreClassifiedToo()
    {
        using var folder = new TempFolder();
        IEnumerable<string> rows = Enumerable.Range(0, 60).SelectMany(id => Enumerable.Range(0, 8).Select(step => FormattableString.Invariant($"s{id},{step},{(id % 2 == 0 ? step : 8 - step) + id % 5 * 0.1},{(id % 2 == 0 ? "up" : "down")}")));
        string csv = folder.Write("moves.csv", "who,step,x,kind\n" + string.Join('\n', rows));
        CliRun.Of("train", "classify", csv, "--id", "who", "--time", "step", "--label", "kind", "--out", folder.At("m.gatelight"), "--epochs", "25", "--hidden", "8", "--quiet").AssertDone();
        JsonElement answers = JsonDocument.Parse(CliRun.Of("predict", folder.At("m.gatelight"), csv, "--json").AssertDone().Out).RootElement.GetProperty("predictions");
        Assert.Equal(Enumerable.Range(0, 60).Select(id => id % 2 == 0 ? "up" : "down"), answers.EnumerateArray().Select(answer => answer.GetProperty("class").GetString()));
        JsonElement why = JsonDocument.Parse(CliRun.Of("explain", folder.At("m.gatelight"), csv, "--row", "2", "--method", "integrated-gradients", "--json").AssertDone().Out).RootElement;
        Assert.Equal("down", why.GetProperty("prediction").GetProperty("class").GetString());
    }

    public sealed class Trained : IDisposable
    {
        public Trained()
        {
            var reviews = ReviewCorpus.ToTable(ReviewCorpus.Generate(400, 3));
            Csv = Folder.At("reviews.csv");
            CsvTableWriter.Write(Csv, reviews);
            Rows = 400;
            Model = Folder.At("reviews.gatelight");
            Report = Folder.At("reviews.html");
            Training = CliRun.Of("train", "classify", Csv, "--text", "review", "--label", "sentiment", "--out", Model, "--report", Report, "--epochs", "4", "--hidden", "8", "--embedding", "8", "--rate", "0.01", "--json", "--quiet");
        }

        internal TempFolder Folder { get; } = new();

        internal string Csv { get; }

        internal string Model { get; }

        internal string Report { get; }

        internal int Rows { get; }

        internal CliRun Training { get; }

        public void Dispose() => Folder.Dispose();
    }
}
