using Gatelight.Cli.Output;
using Gatelight.Cli.Reporting;
using Gatelight.Explain;
using Gatelight.Reports.Forecasting;
using Gatelight.Tasks.Datasets;
using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Cli.Tests.Reporting;

/// <summary>The report shows the numbers that the task found, each in its place.</summary>
public sealed class ForecastReportMapperTests
{
    private static readonly Lazy<(ReportSubject Subject, ForecastReportInput Input)> Mapped = new(Map);

    [Fact]
    public void NumbersKeepTheirPlaces()
    {
        var (subject, input) = Mapped.Value;
        Assert.Equal(subject.Series.Values, input.HistoryValues);
        Assert.Equal(subject.Forecast.Select(point => (point.Time, point.Mean, point.Lower80, point.Upper80, point.Lower95, point.Upper95)),
            input.Forecast.Select(point => (point.Time, point.Mean, point.Lower80, point.Upper80, point.Lower95, point.Upper95)));
        Assert.Equal(subject.Backtest!.OneStep.Select(method => (method.Name, method.Score.Rmse, method.Score.Mase)), input.OneStep.Select(row => (row.Method, row.Rmse, row.Mase)));
        Assert.Equal(subject.Backtest.MultiStep.Select(method => (method.Name, method.Score.Mae, method.Score.Smape)), input.MultiStep.Select(row => (row.Method, row.Mae, row.Smape)));
        Assert.Equal(subject.Backtest.Actual, input.HoldOutValues);
        Assert.Equal(subject.Backtest.Origins.Select(origin => origin.Points[^1].Mean), input.Origins.Select(origin => origin.Values[^1]));
        Assert.Equal(("month", "months", "MMM yyyy"), (input.StepName, input.StepsName, input.TimeFormat));
    }

    [Fact]
    public void ContributionsHaveARowForEachFeatureAndAColumnForEachTime()
    {
        var (subject, input) = Mapped.Value;
        ForecastExplanation why = subject.Explanation!;
        for (int n = 0; n < why.Attributions.Length; n++)
        {
            Attribution attribution = why.Attributions[n];
            AttributionInput shown = input.Attributions[n];
            Assert.Equal(attribution.Values[3, 0], shown.Values[0, 3]);
            Assert.Equal((attribution.Values.GetLength(1), why.Times.Length), (shown.FeatureNames.Count, shown.Times.Count));
            Assert.Equal(attribution.Sum, shown.Values.Cast<double>().Sum(), 1e-9);
            Assert.Equal(attribution.CompletenessGap, shown.CompletenessGap);
        }

        AttributionInput ledger = Assert.Single(input.Attributions, shown => shown.Method == new MemoryLedger().Title);
        Assert.Equal(["written into memory"], ledger.FeatureNames);
        Assert.Equal("an empty memory", ledger.BaselineDescription);
    }

    [Fact]
    public void GatesHaveARowForEachUnit()
    {
        var (subject, input) = Mapped.Value;
        GateTraceInput gates = Assert.Single(input.Gates);
        Assert.Equal(subject.Explanation!.Trace.ForgetGate[2, 1], gates.ForgetGate[1, 2]);
        Assert.Equal(subject.Explanation.Trace.CellState[2, 1], gates.CellState[1, 2]);
        Assert.Equal((subject.Explanation.Trace.HiddenSize, subject.Explanation.Times.Length), (gates.HiddenState.GetLength(0), gates.HiddenState.GetLength(1)));
    }

    [Fact]
    public void FilledGapsAreTold()
    {
        TimeSeries series = Mapped.Value.Subject.Series with { Gaps = [new SeriesGap(new DateTime(1961, 3, 1), new DateTime(1961, 4, 1), 2, Filled: true)] };
        Assert.Equal(["1961-03 to 1961-04 were missing; filled by a straight line between the neighbours."], ForecastPage.Warnings(series));
    }

    [Theory]
    [InlineData(FrequencyUnit.Quarter, 1, "quarter", "quarters", "MMM yyyy")]
    [InlineData(FrequencyUnit.BusinessDay, 1, "business day", "business days", "d MMM yyyy")]
    [InlineData(FrequencyUnit.Minute, 15, "step", "steps", "d MMM yyyy HH:mm")]
    public void StepsAreNamedByTheirFrequency(FrequencyUnit unit, int multiple, string one, string several, string format) =>
        Assert.Equal(new StepWords(one, several, format), StepWords.Of(new Frequency(unit, multiple)));

    [Fact]
    public void ACommandLineIsQuotedWhereItMustBe() => Assert.Equal(
        "gatelight train forecast 'my sales.csv' --target 'Anna'\\''s' --horizon 3 --calendar",
        new CommandText("train forecast").With("my sales.csv").With("--target", "Anna's").With("--time", (string?)null).With("--horizon", 3).Flag("--calendar", isSet: true).ToString());

    private static (ReportSubject Subject, ForecastReportInput Input) Map()
    {
        TimeSeries series = TimeSeriesReader.FromTable(DatasetCatalog.Find("car-sales").Rows);
        ForecastResult result = ForecastTask.Train(series, new ForecastOptions { Members = 2, TrainingSteps = 2, Threads = 1 });
        var subject = new ReportSubject
        {
            Name = "Cars",
            Unit = "cars",
            Series = series,
            Model = result.Model,
            Forecast = result.Forecast,
            Backtest = result.Backtest,
            Explanation = result.Model.Explain(series, result.Forecast[0].Time, AttributionMethods.Default),
            Seed = 1,
            Command = "gatelight",
        };
        return (subject, ForecastReportMapper.Map(subject));
    }
}
