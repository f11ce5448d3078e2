using System.Text;
using System.Text.Json;

namespace Gatelight.Cli.Tests.Commands;

/// <summary>The files that verbs read: in the order that was trained on, with the labels that were asked for, and never overwritten.</summary>
public sealed class ReadFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void StepsAreReadInTheOrderOfTheColumnThatTheModelWasTrainedBy()
    {
        string csv = _folder.Write("moves.csv", Moves(step => step)), back = _folder.Write("back.csv", Moves(step => 7 - step)), timeless = _folder.Write("timeless.csv", "who,x,kind\ns1,1,up\n");
        string model = _folder.At("m.gatelight");
        CliRun.Of("train", "classify", csv, "--id", "who", "--time", "step", "--label", "kind", "--out", model, "--epochs", "2", "--hidden", "4", "--quiet").AssertDone();

        Assert.Equal(Probabilities(model, csv), Probabilities(model, back));
        Assert.Equal(Part("test.logLoss", "evaluate", model, csv), Part("test.logLoss", "evaluate", model, back));
        string[] explain = ["--row", "2", "--method", "occlusion"];
        Assert.Equal(Part("explanations", ["explain", model, csv, .. explain]), Part("explanations", ["explain", model, back, .. explain]));
        foreach (string verb in new[] { "predict", "evaluate", "explain" })
            Assert.Contains("has no column 'step'", CliRun.Of(verb, model, timeless, "--quiet").Error, StringComparison.Ordinal);
        // Another column may be named; this one makes each series start where it ends.
        Assert.NotEqual(Part("test.logLoss", "evaluate", model, csv), Part("test.logLoss", "evaluate", model, csv, "--time", "left"));
    }

    [Fact]
    public void ALabelIsFoldedInWhicheverFileItIs()
    {
        string csv = _folder.Write("train.csv", Texts("pos", "neg", "flat")), test = _folder.Write("test.csv", Texts("pos", "neg", "steady"));
        string[] train = ["train", "classify", csv, "--test", test, "--out", _folder.At("t.gatelight"), "--epochs", "1", "--hidden", "2", "--embedding", "2", "--json", "--quiet", "--fold", "flat=neg"];
        using var document = JsonDocument.Parse(CliRun.Of([.. train, "--fold", "steady=neg"]).AssertDone().Out);
        Assert.Equal(["neg", "pos"], document.RootElement.GetProperty("test").GetProperty("classes").EnumerateArray().Select(own => own.GetProperty("name").GetString()));
        CliRun.Of([.. train, "--fold", "stead=neg"]).AssertRefused("--fold stead=neg: train.csv, test.csv have no label 'stead'; there are pos, neg, flat, steady.");
        string pos = _folder.Write("pos.txt", "word1 more\nword2\n"), neg = _folder.Write("neg.txt", "word3 more\n");
        Assert.Equal("3", Part("test.examples", "evaluate", _folder.At("t.gatelight"), "--class", $"pos={pos}", "--class", $"neg={neg}"));
        CliRun.Of("evaluate", _folder.At("t.gatelight"), test, "--fold", "flat=neg").AssertRefused("--fold flat=neg: test.csv has no label 'flat'; there are pos, neg, steady.");
    }

    [Theory]
    [InlineData("train classify {0}/train.csv --vectors {0}/read --out {0}/read")]
    [InlineData("train classify {0}/train.csv --test {0}/read --report {0}/read")]
    [InlineData("train language {0}/train.csv --resume {0}/read --out {0}/read")]
    [InlineData("train language {0}/train.csv --resume {0}/read --report {0}/read")]
    [InlineData("train translate {0}/train.csv --resume {0}/read --report {0}/read")]
    [InlineData("explain {0}/model.onnx --input X={0}/read --csv {0}/read")]
    public void WhatIsReadIsNotOverwritten(string command)
    {
        _folder.Write("train.csv", Texts("pos", "neg"));
        string read = _folder.Write("read", "mine");
        string[] args = string.Format(System.Globalization.CultureInfo.InvariantCulture, command, _folder.Path).Split(' ');
        CliRun.Of(args).AssertRefused($"Cannot write {args[^2]} {read}: it is a file that is read here; choose another name.");
        Assert.Equal("mine", File.ReadAllText(read));
    }

    [Fact]
    public void TheTextsOfAFolderAreNotOverwritten()
    {
        Directory.CreateDirectory(_folder.At("texts/pos"));
        string read = _folder.Write("texts/pos/1.txt", "mine");
        CliRun.Of("train", "classify", _folder.At("texts/"), "--out", read).AssertRefused($"Cannot write --out {read}: it is a file that is read here; choose another name.");
    }

    [Theory]
    [InlineData("language", "book.txt", "--hidden 6 --epochs 2 --steps 10 --streams 4 --dropout 0.25 --seed 5")]
    [InlineData("translate", "pairs.tsv", "--hidden 6 --epochs 2 --batch 32 --dropout 0.25 --seed 5")]
    public void TheReportOfATrainingThatWentOnNamesItsOwnOptions(string task, string name, string options)
    {
        string data = _folder.Write(name, task == "language" ? SmallTexts.BookText : SmallTexts.PairText), model = _folder.At("m.gatelight"), report = _folder.At("r.html");
        using var source = new CancellationTokenSource();
        using StringWriter output = new() { NewLine = "\n" };
        using var error = new CancellingWriter(source);
        Assert.Equal(130, CommandLine.Run(["train", task, data, "--out", model, .. options.Split(' ')], new Terminal { Out = output, Error = error }, source.Token));

        CliRun.Of("train", task, data, "--out", model, "--report", report, "--resume", model + ".checkpoint", "--quiet").AssertDone();

        string command = $"gatelight train {task} {name} ", page = File.ReadAllText(report);
        int at = page.IndexOf(command, StringComparison.Ordinal);
        Assert.True(at >= 0);
        string[] written = page[(at + command.Length)..page.IndexOf('<', at)].Split(' '), asked = options.Split(' ');
        Assert.Equal([.. asked.Chunk(2).Select(pair => string.Join(' ', pair)).Order(StringComparer.Ordinal)], written.Chunk(2).Select(pair => string.Join(' ', pair)).Where(pair => pair != "--report report.html").Order(StringComparer.Ordinal));
    }

    private static string Moves(Func<int, int> step) => "who,step,left,x,kind\n" + string.Join('\n', Enumerable.Range(0, 30).SelectMany(id => Enumerable.Range(0, 8).Select(step)
        .Select(at => FormattableString.Invariant($"s{id},{at},{7 - at},{(id % 2 == 0 ? at : 8 - at) + id % 5 * 0.1},{(id % 2 == 0 ? "up" : "down")}"))));

    private static string Texts(params string[] labels) => "text,label\n" + string.Concat(Enumerable.Range(0, 30).Select(n => $"word{n % 4} more,{labels[n % labels.Length]}\n"));

    private static string Probabilities(string model, string csv)
    {
        using var document = JsonDocument.Parse(CliRun.Of("predict", model, csv, "--json").AssertDone().Out);
        return string.Join('\n', document.RootElement.GetProperty("predictions").EnumerateArray().Select(answer => answer.GetProperty("probabilities").GetRawText()));
    }

    private static string Part(string place, params string[] args)
    {
        using var document = JsonDocument.Parse(CliRun.Of([.. args, "--json", "--quiet"]).AssertDone().Out);
        return place.Split('.').Aggregate(document.RootElement, (element, name) => element.GetProperty(name)).GetRawText();
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
