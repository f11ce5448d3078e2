using System.Text.Json.Nodes;

namespace Gatelight.Cli.Tests.Commands;

/// <summary>The main job from end to end, with networks too small to be good and quick enough for a test.</summary>
public sealed class QuickstartTests(TrainedModel trained) : IClassFixture<TrainedModel>
{
    private static readonly string[] Methods = ["model", "lastValue", "seasonalNaive", "seasonalMedian", "holtWinters"];

    [Fact]
    public void TheDocumentHoldsWhatItPromises()
    {
        JsonNode document = JsonNode.Parse(trained.QuickstartRun.AssertDone().Out)!;
        Assert.Equal(("car-sales", 108, 7), ((string?)document["dataset"], (int)document["rows"]!, (int)document["seed"]!));
        Assert.True((double)document["seconds"]! > 0);
        JsonNode holdout = document["holdout"]!;
        Assert.Equal(12, (int)holdout["months"]!);
        foreach (string setting in (string[])["oneStep", "multiStep"])
        {
            Assert.Equal(Methods, holdout[setting]!.AsObject().Select(entry => entry.Key));
            Assert.All(Methods, method => Assert.All((string[])["rmse", "mae", "mape", "smape", "mase"], measure => Assert.True((double)holdout[setting]![method]![measure]! > 0)));
            Assert.Equal([0.8, 0.95], holdout["coverage"]![setting]!.AsArray().Select(entry => (double)entry!["level"]!));
        }

        // Worked out outside from the published figures: the RMSE of the value twelve months before, over 1968.
        Assert.Equal(2291, (double)holdout["oneStep"]!["seasonalNaive"]!["rmse"]!, 0.5);
    }

    [Fact]
    public void TheForecastIsOfTheNextYearAndItsIntervalsAreNested()
    {
        JsonArray forecast = JsonNode.Parse(trained.QuickstartRun.Out)!["forecast"]!.AsArray();
        Assert.Equal(Enumerable.Range(1, 12).Select(month => FormattableString.Invariant($"1969-{month:00}")), forecast.Select(point => (string?)point!["time"]));
        Assert.All(forecast, point =>
        {
            double[] values = [.. ((string[])["lower95", "lower80", "mean", "upper80", "upper95"]).Select(name => (double)point![name]!)];
            Assert.Equal(values.Order(), values);
            Assert.True(values[0] < values[4]);
        });
    }

    [Fact]
    public void EveryMethodExplainsTheFirstMonth()
    {
        JsonArray explanations = JsonNode.Parse(trained.QuickstartRun.Out)!["explanations"]!.AsArray();
        Assert.Equal(["integrated-gradients", "memory-ledger", "occlusion"], explanations.Select(entry => (string?)entry!["method"]));
        Assert.All(explanations, entry =>
        {
            Assert.Equal("1969-01", (string?)entry!["time"]);
            JsonArray top = entry["topContributions"]!.AsArray();
            double[] sizes = [.. top.Select(contribution => Math.Abs((double)contribution!["value"]!))];
            Assert.Equal(10, sizes.Length);
            Assert.Equal(sizes.OrderDescending(), sizes);
            Assert.All(top, contribution => Assert.StartsWith("1968-", (string?)contribution!["time"], StringComparison.Ordinal));
            Assert.True(double.IsFinite((double)entry["completenessGap"]! + (double)entry["prediction"]! + (double)entry["baselinePrediction"]!));
        });
        Assert.All(explanations[1]!["topContributions"]!.AsArray(), contribution => Assert.Equal("written into memory", (string?)contribution!["feature"]));
    }

    [Fact]
    public void ThreeFilesAndNothingElseAreWritten()
    {
        string[] expected = [.. ((string[])["forecast.csv", "model.gatelight", "report.html"]).Select(name => Path.Combine(trained.Quickstart, name))];
        Assert.Equal(expected, JsonNode.Parse(trained.QuickstartRun.Out)!["files"]!.AsArray().Select(file => (string?)file));
        Assert.Equal(expected, Directory.GetFileSystemEntries(trained.Quickstart).Order(StringComparer.Ordinal));
        string[] lines = File.ReadAllLines(expected[0]);
        Assert.Equal(("time,mean,lower80,upper80,lower95,upper95", 13), (lines[0], lines.Length));
        Assert.StartsWith("1969-01,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void TheReportSaysHowItIsMadeAgain()
    {
        string html = File.ReadAllText(Path.Combine(trained.Quickstart, "report.html"));
        Assert.Contains("gatelight quickstart --seed 7 --members 2 --steps 5", html, StringComparison.Ordinal);
        Assert.Contains("Car sales in Quebec", html, StringComparison.Ordinal);
        Assert.DoesNotContain(trained.Quickstart, html, StringComparison.Ordinal);
    }

    [Fact]
    public void AgainWithTheSameSeedGivesTheSameBytesWithAnyNumberOfThreads()
    {
        using var folder = new TempFolder();
        CliRun.Of("quickstart", "--out", folder.At("a/b"), "--members", "2", "--steps", "5", "--seed", "7", "--threads", "1", "--quiet").AssertDone();
        foreach (string name in (string[])["forecast.csv", "report.html"])
            Assert.Equal(File.ReadAllBytes(Path.Combine(trained.Quickstart, name)), File.ReadAllBytes(folder.At($"a/b/{name}")));
    }

    [Fact]
    public void ThePageForAPersonNamesWinnersAndFiles()
    {
        using var folder = new TempFolder();
        CliRun run = CliRun.Of("quickstart", "--out", folder.At("q"), "--members", "2", "--steps", "1").AssertDone();
        foreach (string part in (string[])["Cars sold per month in Quebec", "one step ahead", "12 steps from one origin", "Holt-Winters", "1969-12", "largest contributions", folder.At("q/report.html")])
            Assert.Contains(part, run.Out, StringComparison.Ordinal);
        Assert.Contains("networks", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Out + run.Error);
        Assert.DoesNotContain('\r', run.Error);
    }

    [Fact]
    public void QuietShowsNoProgress() => Assert.Equal("", trained.QuickstartRun.Error);
}
