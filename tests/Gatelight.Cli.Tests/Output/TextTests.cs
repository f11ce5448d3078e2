using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Gatelight.Cli.Output;
using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Forecasting.Metrics;

namespace Gatelight.Cli.Tests.Output;

/// <summary>Numbers, JSON and verdicts as they are printed.</summary>
public sealed class TextTests
{
    [Theory]
    [InlineData(1234.5678, 1, "1,234.6")]
    [InlineData(-0.0001, 2, "0.00")]
    [InlineData(-12, 0, "-12")]
    [InlineData(double.NaN, 0, "-")]
    public void NumbersAreGroupedAndZeroHasNoSign(double value, int decimals, string text) => Assert.Equal(text, NumberText.Write(value, decimals));

    [Fact]
    public void JsonHasNullForWhatIsNoNumber()
    {
        var document = new JsonObject { ["nan"] = JsonText.Number(double.NaN), ["inf"] = JsonText.Number(double.NegativeInfinity), ["name"] = "Gro\u00df <&>", ["x"] = JsonText.Number(0.1) };
        Assert.Equal("{\n  \"nan\": null,\n  \"inf\": null,\n  \"name\": \"Gro\u00df <&>\",\n  \"x\": 0.1\n}", JsonText.Write(document));
    }

    [Theory]
    [InlineData(80, "Ahead, LSTM has an RMSE 20 % below the best simple method (Naive).")]
    [InlineData(130, "Ahead, Naive is better: LSTM has an RMSE 30 % above it.")]
    [InlineData(100.1, "Ahead, LSTM is as good as the best simple method (Naive) by RMSE.")]
    public void TheVerdictNamesTheWinnerWhoeverItIs(double rmse, string verdict) => Assert.Equal(verdict, ForecastPage.Verdict("Ahead",
    [
        Method("LSTM", isModel: true, rmse), Method("Naive", isModel: false, 100), Method("Mean", isModel: false, 150), Method("None", isModel: false, double.NaN),
    ]));

    [Fact]
    public void ATextFromAFileCannotSteerTheTerminal()
    {
        using StringWriter output = new() { NewLine = "\n" };
        var page = new Page(new Terminal { Out = output, Error = TextWriter.Null });
        page.Line("a\u001b[2Jb");
        page.Pairs([new("k\r", "v\n")]);
        page.Table(["[red]x[/]"], [["y\u0007"]]);
        page.Print();
        Assert.DoesNotContain(output.ToString(), character => char.IsControl(character) && character != '\n');
        Assert.Contains("[red]x[/]", output.ToString(), StringComparison.Ordinal);
    }

    private static MethodBacktest Method(string name, bool isModel, double rmse) =>
        new(name, name, isModel, ImmutableArray<double>.Empty, new ForecastScore(rmse, rmse, rmse, rmse, rmse));
}
