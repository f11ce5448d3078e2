using System.Text.Json.Nodes;

namespace Gatelight.Cli.Tests.Commands;

/// <summary>What can be done with a model once it is trained.</summary>
public sealed class ModelVerbTests(TrainedModel trained) : IClassFixture<TrainedModel>
{
    [Fact]
    public void TrainingOnTheSameFiguresGivesTheQuickstartsForecast()
    {
        JsonNode own = JsonNode.Parse(trained.Training.AssertDone().Out)!, quickstart = JsonNode.Parse(trained.QuickstartRun.AssertDone().Out)!;
        Assert.Equal("sales.csv", (string?)own["dataset"]);
        foreach (string part in (string[])["holdout", "forecast", "explanations"])
            Assert.True(JsonNode.DeepEquals(own[part], quickstart[part]), part);
    }

    [Fact]
    public void TheReportOfATrainingNamesItsCommand() => Assert.Contains(
        "gatelight train forecast sales.csv --target Sales --time Month --unit cars --members 2 --steps 5 --seed 7 --report report.html",
        File.ReadAllText(trained.Report), StringComparison.Ordinal);

    [Fact]
    public void ForecastingTwiceGivesTheSameBytesAndThoseOfTheTraining()
    {
        using var folder = new TempFolder();
        CliRun first = CliRun.Of("forecast", trained.Model, trained.Csv, "--out", folder.At("a.csv"), "--json").AssertDone();
        CliRun.Of("forecast", trained.Model, trained.Csv, "--out", folder.At("b.csv")).AssertDone();
        Assert.Equal(File.ReadAllBytes(folder.At("a.csv")), File.ReadAllBytes(folder.At("b.csv")));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(trained.Training.Out)!["forecast"], JsonNode.Parse(first.Out)!["forecast"]));
        Assert.Equal(File.ReadAllBytes(Path.Combine(trained.Quickstart, "forecast.csv")), File.ReadAllBytes(folder.At("a.csv")));
    }

    [Fact]
    public void AForecastMayBeLongerOrShorterThanTheHorizon()
    {
        foreach (int steps in (int[])[1, 30])
        {
            CliRun run = CliRun.Of("forecast", trained.Model, trained.Csv, "--json", "--steps", FormattableString.Invariant($"{steps}")).AssertDone();
            Assert.Equal(steps, JsonNode.Parse(run.Out)!["forecast"]!.AsArray().Count);
        }
    }

    [Fact]
    public void AMonthOfTheFileIsExplainedFromTheMonthsBeforeIt()
    {
        using var folder = new TempFolder();
        string page = folder.At("why.html");
        CliRun run = CliRun.Of("explain", trained.Model, trained.Csv, "--at", "1968-12", "--method", "integrated-gradients", "--out", page, "--json").AssertDone();
        JsonNode entry = Assert.Single(JsonNode.Parse(run.Out)!["explanations"]!.AsArray())!;
        Assert.Equal(("integrated-gradients", "1968-12", "1968-11", 1), ((string?)entry["method"], (string?)entry["time"], (string?)entry["origin"], (int)entry["stepsAhead"]!));
        string html = File.ReadAllText(page);
        Assert.Contains("Why does it forecast this for Dec 1968?", html, StringComparison.Ordinal);
        Assert.Contains("may have been fitted on later rows too", html, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutATimeTheNextStepIsExplainedByEveryMethod()
    {
        CliRun run = CliRun.Of("explain", trained.Model, trained.Csv).AssertDone();
        foreach (string part in (string[])["The forecast for 1969-01, made after 1968-12, 1 step ahead", "Integrated gradients", "Occlusion", "Memory ledger", "written into memory", "an empty memory"])
            Assert.Contains(part, run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yesterday", "--at: 'yesterday' is not a date; write it like 1968-12: the series runs from 1960-01 to 1968-12.")]
    [InlineData("1950-01", "--at: sales.csv has no row for 1950-01; the series runs from 1960-01 to 1968-12.")]
    public void ATimeThatIsNoneIsRefused(string time, string line) => CliRun.Of("explain", trained.Model, trained.Csv, "--at", time).AssertRefused(line);

    [Fact]
    public void EvaluatingUsesTheNamesOfTheTraining()
    {
        CliRun run = CliRun.Of("evaluate", trained.Model, trained.Csv, "--json", "--quiet").AssertDone();
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(trained.Training.Out)!["holdout"], JsonNode.Parse(run.Out)!["holdout"]));
        Assert.Contains("Seasonal median", CliRun.Of("evaluate", trained.Model, trained.Csv).AssertDone().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void InspectingShowsArchitectureSettingsAndFingerprint()
    {
        JsonNode document = JsonNode.Parse(CliRun.Of("inspect", trained.Model, "--json").AssertDone().Out)!;
        Assert.Equal(("forecast", 108), ((string?)document["task"], (int)document["trainingData"]!["rows"]!));
        Assert.Equal("Sales", (string?)document["metadata"]!["target"]);
        Assert.Equal(64, ((string?)document["trainingData"]!["sha256"])!.Length);
        string page = CliRun.Of("inspect", trained.Model).AssertDone().Out;
        foreach (string part in (string[])["lstm_1", "Pipeline", "Metrics", "Metadata", "Trained on"])
            Assert.Contains(part, page, StringComparison.Ordinal);
    }

    [Fact]
    public void OtherRowsThanTheModelsAreRefused()
    {
        using var folder = new TempFolder();
        string days = folder.Write("days.csv", "Day,Sales\n" + string.Concat(Enumerable.Range(1, 28).Select(day => FormattableString.Invariant($"2001-01-{day:00},{day * day % 11}\n"))));
        CliRun.Of("forecast", trained.Model, days, "--time", "Day")
            .AssertRefused("The model was fitted on monthly rows, but days.csv is daily; give rows of the same frequency, or train anew.");
        string other = folder.Write("other.csv", "Month,Sale\n2001-01,1\n2001-02,2\n2001-03,4\n");
        CliRun.Of("forecast", trained.Model, other).AssertRefused("other.csv has no column 'Sales'; did you mean 'Sale'?");
    }

    [Fact]
    public void ATruncatedAlteredOrForeignModelIsRefusedInOneLine()
    {
        using var folder = new TempFolder();
        byte[] whole = File.ReadAllBytes(trained.Model), altered = [.. whole];
        altered[whole.Length / 2] ^= 0xFF;
        string model = folder.At("bad.gatelight");
        foreach (byte[] content in (byte[][])[whole[..(whole.Length / 2)], altered, "PK but no model"u8.ToArray(), []])
        {
            File.WriteAllBytes(model, content);
            foreach (string[] verb in (string[][])[["forecast", model, trained.Csv], ["explain", model, trained.Csv], ["evaluate", model, trained.Csv], ["inspect", model]])
            {
                CliRun run = CliRun.Of(verb);
                Assert.Equal((2, "", 1), (run.Code, run.Out, run.Error.Count(character => character == '\n')));
                Assert.StartsWith("error: Cannot read the model ", run.Error, StringComparison.Ordinal);
            }
        }

        CliRun.Of("inspect", folder.At("no.gatelight")).AssertRefused($"Cannot read the model {folder.At("no.gatelight")}: there is no such file; check the path, or train and save a model first.");
    }
}
