using System.Text.Json.Nodes;
using Gatelight.Explain;

namespace Gatelight.Cli.Tests.Commands;

/// <summary>Every option of explain, on a model that is too small to be good and quick enough for a test.</summary>
public sealed class ExplainTests(TrainedModel trained) : IClassFixture<TrainedModel>
{
    public static TheoryData<string> Methods => [.. AttributionMethods.All.Where(method => method.Family != MethodFamily.Looking).Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void EveryMethodOfTheLibraryAnswersByName(string method)
    {
        JsonNode map = Assert.Single(Json("--method", method)["explanations"]!.AsArray())!;
        Assert.Equal(method, (string?)map["method"]);
        Assert.False((bool)map["isGapTooLarge"]!);
        double[] values = [.. map["values"]!.AsArray().SelectMany(row => row!.AsArray()).Select(value => (double)value!)];
        Assert.Contains(values, value => value != 0);
        double[] top = [.. map["topContributions"]!.AsArray().Select(entry => Math.Abs((double)entry!["value"]!))];
        Assert.Equal(values.Select(Math.Abs).OrderDescending().Take(top.Length), top);
    }

    [Fact]
    public void AMethodThatTheModelCannotSupportIsRefusedInOneLine() => Explain("--method", "attention")
        .AssertRefused("The model has no attention layer to look at; use integrated-gradients or occlusion instead.");

    [Fact]
    public void TheSameSeedGivesTheSameBitsAndAnotherOthers()
    {
        string[] ask = ["--method", "kernel-shap", "--method", "smooth-grad", "--json", "--quiet"];
        string first = Explain([.. ask, "--seed", "3"]).AssertDone().Out;
        Assert.Equal(first, Explain([.. ask, "--seed", "3", "--threads", "1"]).Out);
        Assert.NotEqual(first, Explain([.. ask, "--seed", "4"]).Out);
    }

    [Fact]
    public void ABudgetThatIsTooSmallSaysHowMuchIsNeeded()
    {
        CliRun run = Explain("--method", "occlusion", "--budget", "5");
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains("the budget is 5", run.Error, StringComparison.Ordinal);
        Explain("--budget", "0").AssertRefused("--budget must be a whole number of at least 1 (at most 2147483647), not '0'.");
    }

    [Fact]
    public void ComparingMeasuresEveryMethodAndSaysWhichToBelieve()
    {
        JsonNode comparison = Json("--compare", "--samples", "2")["comparison"]!;
        JsonArray methods = comparison["methods"]!.AsArray();
        string[] names = [.. methods.Select(method => (string)method!["method"]!)];
        Assert.Equal(["saliency", "input-x-gradient", "integrated-gradients", "lrp", "deeplift", "memory-ledger", "occlusion", "kernel-shap"], names);
        Assert.Equal(3, (int)comparison["inputs"]!); // the one asked about and two earlier ones
        Assert.All(methods, method => Assert.All(
            (string[])["meanRank", "deletion", "insertion", "comprehensiveness", "sufficiency", "unexplainedShare", "maxSensitivity", "randomization", "agreement"],
            measure => Assert.True(double.IsFinite((double)method![measure]!))));
        for (int row = 0; row < names.Length; row++)
        {
            for (int column = 0; column < names.Length; column++)
            {
                double agreement = (double)comparison["agreement"]!["spearman"]![row]![column]!;
                Assert.InRange(agreement, -1, 1 + 1e-9);
                Assert.Equal(agreement, (double)comparison["agreement"]!["spearman"]![column]![row]!, 1e-9);
            }
        }

        Assert.Equal(1, (double)comparison["agreement"]!["spearman"]![2]![2]!, 1e-9);
        Assert.All(comparison["believed"]!.AsArray(), name => Assert.Contains((string)name!, names));
        Assert.StartsWith(comparison["believed"]!.AsArray().Count == 0 ? "Believe none" : "", (string)comparison["verdict"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void AMethodThatCannotAnswerIsNamedInTheComparison()
    {
        CliRun run = Explain("--compare", "--samples", "1", "--method", "attention", "--method", "integrated-gradients", "--method", "occlusion").AssertDone();
        Assert.Contains("Attention could not answer: The model has no attention layer", run.Out, StringComparison.Ordinal);
        Assert.Contains("Which method to believe", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void AComparisonIsShownSideBySide()
    {
        using var folder = new TempFolder();
        Explain("--compare", "--samples", "1", "--method", "saliency", "--method", "deeplift", "--out", folder.At("why.html"), "--svg", folder.At("why.svg"), "--png", folder.At("why.png")).AssertDone();
        string html = File.ReadAllText(folder.At("why.html")), svg = File.ReadAllText(folder.At("why.svg"));
        Assert.Contains("Do the methods agree about the forecast for 1969-01?", html, StringComparison.Ordinal);
        Assert.Contains("How far each method can be trusted here, continued", html, StringComparison.Ordinal);
        Assert.Contains("--method saliency --method deeplift --compare --samples 1", html, StringComparison.Ordinal);
        Assert.Contains("What each method finds for the forecast for 1969-01", svg, StringComparison.Ordinal);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(folder.At("why.png"))[..4]);
    }

    [Fact]
    public void AContrastIsTheDifferenceOfTwoForecasts()
    {
        double Forecast(string time) => (double)Json("--at", time, "--steps-ahead", time[^1] - '0', "--method", "integrated-gradients")["explanations"]![0]!["prediction"]!;
        JsonNode map = Json("--at", "1969-05", "--against", "1969-02", "--method", "integrated-gradients")["explanations"]![0]!;
        bool isRatio = (string?)map["unit"] == "logarithm of the ratio";
        double first = Forecast("1969-05"), second = Forecast("1969-02");
        // The mean of the groups' logarithms is not quite the logarithm of the mean.
        Assert.Equal(isRatio ? Math.Log(first / second) : first - second, (double)map["prediction"]!, isRatio ? 1e-3 : 1e-3 * first);
        Assert.Equal("the forecast for 1969-05 against that for 1969-02", (string?)map["askedAbout"]);
        Assert.False((bool)map["isGapTooLarge"]!);
    }

    [Theory]
    [InlineData("1975-01", "--against: sales.csv has no row for 1975-01; the series runs from 1960-01 to 1968-12.", false)]
    [InlineData("1969-01", "1969-01 is asked about against itself; give another time.", true)]
    [InlineData("1968-10", "1968-10 cannot be compared with: the forecast is made after 1968-12, and both times must lie 1 to 12 steps after it.", true)]
    public void AContrastThatIsNoneIsRefused(string other, string line, bool isWhole)
    {
        CliRun run = Explain("--at", "1969-01", "--against", other);
        Assert.Equal((2, ""), (run.Code, run.Out));
        if (isWhole)
            Assert.Equal($"error: {line}\n", run.Error);
        else
            Assert.Equal(1, run.Error.Count(character => character == '\n'));
    }

    [Fact]
    public void BaselinesAreChosenByName()
    {
        double Start(params string[] more) => (double)Json(["--method", "integrated-gradients", .. more])["explanations"]![0]!["baselinePrediction"]!;
        double[] starts = [Start(), Start("--baseline", "mean"), Start("--baseline", "sample", "--seed", "2")];
        Assert.Equal(3, starts.Distinct().Count());
        Assert.Equal(starts[0], Start("--baseline", "expected"));
        Explain("--baseline", "meen").AssertRefused("--baseline: a forecast has no baseline 'meen' (did you mean 'mean'?); choose one of expected, mean, sample.");
    }

    [Fact]
    public void ACounterfactualReachesTheWishedForecast()
    {
        JsonNode whole = Json("--counterfactual", "16000"), found = whole["counterfactual"]!;
        Assert.True((bool)found["isFound"]!);
        Assert.True((double)found["answerBefore"]! < 16000 && (double)found["answerAfter"]! >= 16000 - 0.5);
        Assert.Equal((double)whole["explanations"]![0]!["prediction"]!, (double)found["answerBefore"]!, 1);
        Assert.Equal((int)found["changedValues"]!, found["changes"]!.AsArray().Count);
        Assert.All(found["changes"]!.AsArray(), change => Assert.NotEqual((double)change!["from"]!, (double)change["to"]!));
    }

    [Fact]
    public void ACounterfactualThatNothingPlausibleReachesSaysSo()
    {
        CliRun run = Explain("--counterfactual", "1000000").AssertDone();
        Assert.Contains("No plausible input reaches an answer of 1000000 units: the nearest", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void ACounterfactualThatIsNoneIsRefused()
    {
        Explain("--counterfactual").AssertRefused("--counterfactual needs the answer to reach, as in --counterfactual 20000: this model answers with a number.");
        Explain("--counterfactual", "many").AssertRefused("--counterfactual must be a number here, not 'many': this model answers with a number.");
        Explain("--against", "1969-02", "--counterfactual", "3").AssertRefused("--counterfactual cannot be asked about the forecast for 1969-01 against that for 1969-02; ask about one answer, without --against, of a forecast or a classifier of series.");
    }

    [Fact]
    public void AWhatIfCurvePassesThroughTheForecast()
    {
        JsonNode whole = Json("--what-if", "1968-12"), curve = whole["whatIf"]!;
        double[] axis = Numbers(curve["axis"]!), answers = Numbers(curve["answers"]!);
        double current = (double)curve["current"]!, forecast = (double)whole["explanations"]![0]!["prediction"]!;
        Assert.Equal(axis.Order(), axis);
        int after = Array.FindIndex(axis, value => value >= current);
        Assert.InRange(after, 1, axis.Length - 1);
        double share = (current - axis[after - 1]) / (axis[after] - axis[after - 1]);
        Assert.Equal(forecast, answers[after - 1] + share * (answers[after] - answers[after - 1]), 1e-3 * forecast);
        Assert.Equal("Sales at 1968-12", (string?)curve["changed"]);
    }

    [Fact]
    public void SeveralWhatIfCurvesAreDrawnAndAnUnknownInputIsRefused()
    {
        JsonArray curves = Json("--what-if", "Sales", "--what-if", "Sales@1968-11")["whatIf"]!.AsArray();
        Assert.Equal(["add", "replace"], curves.Select(curve => (string?)curve!["change"]));
        Explain("--what-if", "Seles").AssertRefused("--what-if: there is no input 'Seles' (did you mean 'Sales'?); give FEATURE, or FEATURE@STEP, of the features Sales and the steps 1968-01 to 1968-12.");
    }

    [Fact]
    public void InGeneralFeaturesLagsAndSeasonsAreSummedUp()
    {
        JsonNode general = Json("--global", "--samples", "24")["global"]!;
        Assert.Equal((24, "integrated-gradients"), ((int)general["inputs"]!, (string?)general["method"]));
        double[] sizes = [.. general["features"]!.AsArray().Select(feature => (double)feature!["meanSize"]!)];
        Assert.Equal(sizes.OrderDescending(), sizes);
        // What the lags share out is what the features share out.
        Assert.Equal(sizes.Sum(), general["lags"]!.AsArray().Sum(lag => (double)lag!["meanSize"]!), 1e-9 * sizes.Sum());
        Assert.Equal(12, general["groups"]!.AsArray().Count);
        Assert.All(general["groups"]!.AsArray(), group => Assert.Equal(2, (int)group!["inputs"]!));
        Assert.True((double)general["permutation"]!["loss"]! > 0);
        Assert.All(general["permutation"]!["features"]!.AsArray(), feature => Assert.True((double)feature!["standardError"]! >= 0));
    }

    [Fact]
    public void TheReportHoldsASectionForEverythingAsked()
    {
        using var folder = new TempFolder();
        Explain("--global", "--samples", "12", "--what-if", "1968-12", "--counterfactual", "16000", "--out", folder.At("why.html"), "--unit", "cars").AssertDone();
        string html = File.ReadAllText(folder.At("why.html"));
        foreach (string part in (string[])["What does the model lean on in general?", "Permutation importance", "By group", "What if Sales at 1968-12 had been another?", "What would have had to be different for an answer of 16000 cars?", "--counterfactual 16000 --what-if 1968-12 --global"])
            Assert.Contains(part, html, StringComparison.Ordinal);
    }

    [Fact]
    public void TheTableOfValuesHoldsEveryCell()
    {
        using var folder = new TempFolder();
        CliRun run = Explain("--method", "integrated-gradients", "--method", "kernel-shap", "--csv", folder.At("why.csv"), "--json", "--quiet").AssertDone();
        string[] lines = File.ReadAllLines(folder.At("why.csv"));
        Assert.Equal("method,position,time,feature,value,standardError", lines[0]);
        JsonArray maps = JsonNode.Parse(run.Out)!["explanations"]!.AsArray();
        Assert.Equal(1 + maps.Sum(map => map!["values"]!.AsArray().Sum(row => row!.AsArray().Count)), lines.Length);
        Assert.StartsWith("integrated-gradients,1,1968-01,", lines[1], StringComparison.Ordinal);
        Assert.Equal((double)maps[0]!["values"]![0]![0]!, double.Parse(lines[1].Split(',')[4], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void WhatMeansNothingForTheModelIsRefused()
    {
        Explain("--text", "hello").AssertRefused("--text means nothing for a forecasting model; leave it out. It takes --target, --time, --gaps, --at, --steps-ahead, --against.");
        CliRun.Of("explain", trained.Model).AssertRefused("DATA is missing: give the CSV file of a series after the model.");
        CliRun.Of("explain", "model.onnxx").AssertRefused("Cannot read the model model.onnxx: there is no such file; check the path, or train and save a model first.");
    }

    [Fact]
    public void ACancelledExplanationLeavesNothingBehind()
    {
        using var folder = new TempFolder();
        CliRun run = CliRun.Of(new CancellationToken(canceled: true), "explain", trained.Model, trained.Csv, "--compare", "--out", folder.At("why.html"), "--quiet");
        Assert.Equal((130, ""), (run.Code, run.Out));
        Assert.Empty(folder.Content);
    }

    private static double[] Numbers(JsonNode numbers) => [.. numbers.AsArray().Select(number => (double)number!)];

    private CliRun Explain(params string[] more) => CliRun.Of(["explain", trained.Model, trained.Csv, .. more]);

    private JsonNode Json(params object[] more) => JsonNode.Parse(Explain([.. more.Select(word => $"{word}"), "--json", "--quiet"]).AssertDone().Out)!;
}
