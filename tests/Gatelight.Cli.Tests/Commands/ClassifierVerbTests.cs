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
        string page = File.ReadAllText(_trained.Report);
        Assert.Contains("Which words speak for each class?", page, StringComparison.Ordinal);
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
        string page = _trained.Folder.At("why.html");
        CliRun run = CliRun.Of("explain", _trained.Model, "--text", "the room was <b>lovely</b> .", "--method", "lime", "--html", page, "--json", "--quiet").AssertDone();
        Assert.Contains("\"lime\"", run.Out, StringComparison.Ordinal);
        Assert.Contains("lovely", File.ReadAllText(page), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>lovely", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Fact]
    public void TheWordsWithoutWhichTheClassIsAnotherAreNamed()
    {
        JsonElement found = JsonDocument.Parse(CliRun.Of("explain", _trained.Model, "--text", "the room was lovely .", "--method", "occlusion", "--counterfactual", "--json", "--quiet").AssertDone().Out)
            .RootElement.GetProperty("counterfactual");
        string before = found.GetProperty("classBefore").GetString()!, after = found.GetProperty("classAfter").GetString()!;
        Assert.True(found.GetProperty("isFound").GetBoolean());
        Assert.NotEqual(before, after);
        Assert.NotEmpty(found.GetProperty("wordsTakenAway").EnumerateArray());
        CliRun.Of("explain", _trained.Model, "--text", "the room was lovely .", "--counterfactual", before, "--quiet").AssertRefused("The text has the wished class already; wish for another.");
        Assert.Contains("there is no class 'splendid'", CliRun.Of("explain", _trained.Model, "--text", "the room was lovely .", "--counterfactual", "splendid", "--quiet").Error, StringComparison.Ordinal);
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
        Assert.Contains("up", CliRun.Of("predict", folder.At("m.gatelight"), csv).AssertDone().Out, StringComparison.Ordinal);
        CliRun.Of("explain", folder.At("m.gatelight"), csv, "--row", "2", "--method", "integrated-gradients", "--json").AssertDone();
    }

    public sealed class Trained : IDisposable
    {
        public Trained()
        {
            var reviews = ReviewCorpus.ToTable(ReviewCorpus.Generate(399, 3));
            Csv = Folder.At("reviews.csv");
            CsvTableWriter.Write(Csv, reviews);
            File.AppendAllText(Csv, "the room was lovely <script>alert(1)</script> .,positive\n");
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
