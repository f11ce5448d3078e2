using Gatelight.Cli.Output;
using Gatelight.Explain;
using Gatelight.Reports;
using Gatelight.Reports.Forecasting;
using Gatelight.Tasks.Forecasting;
using OriginForecast = Gatelight.Reports.Forecasting.OriginForecast;
using ReportPoint = Gatelight.Reports.Forecasting.ForecastPoint;
using TaskPoint = Gatelight.Tasks.Forecasting.ForecastPoint;

namespace Gatelight.Cli.Reporting;

/// <summary>Brings what the forecasting task found into the plain values that its report shows.</summary>
internal static class ForecastReportMapper
{
    /// <summary>The report.</summary>
    public static Report Build(ReportSubject subject) => ForecastReport.Build(Map(subject));

    /// <summary>What the report shows.</summary>
    public static ForecastReportInput Map(ReportSubject subject)
    {
        var words = StepWords.Of(subject.Series.Frequency);
        BacktestResult? backtest = subject.Backtest;
        return new ForecastReportInput
        {
            SeriesName = subject.Name,
            TargetName = subject.Series.Name,
            Unit = subject.Unit,
            StepName = words.Singular,
            StepsName = words.Plural,
            TimeFormat = words.TimeFormat,
            HistoryTimes = subject.Series.Times,
            HistoryValues = subject.Series.Values,
            Forecast = [.. subject.Forecast.Select(Point)],
            OneStep = Rows(backtest?.OneStep),
            MultiStep = Rows(backtest?.MultiStep),
            HoldOutTimes = backtest is null ? [] : backtest.Times,
            HoldOutValues = backtest is null ? [] : backtest.Actual,
            HoldOutOneStep = Lines(backtest?.OneStep),
            HoldOutMultiStep = Lines(backtest?.MultiStep),
            Coverage = backtest is null ? [] : [.. backtest.OneStepCoverage.Select(result => new IntervalCoverage(result.Level, result.Measured, result.Count))],
            Attributions = subject.Explanation is { } why ? [.. why.Attributions.Select(attribution => Attribution(attribution, why, subject.Unit))] : [],
            Gates = subject.Explanation is { } traced ? [Gates(traced)] : [],
            Origins = backtest is null ? [] : [.. backtest.Origins.Select(origin => new OriginForecast(
                origin.Origin, [.. origin.Points.Select(point => point.Time)], [.. origin.Points.Select(point => point.Mean)]))],
            Settings = [.. Settings(subject)],
            Seed = subject.Seed,
            ReproduceCommand = subject.Command,
            Warnings = subject.Warnings,
        };
    }

    // The report shows the seed by itself.
    private static IEnumerable<ReportSetting> Settings(ReportSubject subject) => subject.Model.Describe()
        .Where(entry => entry.Key != "seed").Select(entry => new ReportSetting(entry.Key, entry.Value))
        .Concat(subject.Explanation is { } why ? [new ReportSetting("gates shown", why.TraceDescription)] : []);

    private static ReportPoint Point(TaskPoint point) =>
        new(point.Time, point.Mean, point.Lower80, point.Upper80, point.Lower95, point.Upper95);

    private static IReadOnlyList<BacktestRow> Rows(IReadOnlyList<MethodBacktest>? methods) =>
        [.. (methods ?? []).Select(method => new BacktestRow(method.Name, method.IsModel, method.Score.Rmse, method.Score.Mae, method.Score.Mape, method.Score.Smape, method.Score.Mase))];

    private static IReadOnlyList<HoldOutForecast> Lines(IReadOnlyList<MethodBacktest>? methods) =>
        [.. (methods ?? []).Select(method => new HoldOutForecast(method.Name, method.IsModel, method.Forecasts))];

    private static AttributionInput Attribution(Attribution attribution, ForecastExplanation why, string unit)
    {
        IAttributionMethod method = AttributionMethods.Find(attribution.Method);
        return new AttributionInput
        {
            Method = method.Title,
            Explanation = method.Meaning,
            AskedAbout = why.Target,
            Unit = unit,
            BaselineDescription = Contribution.BaselineOf(attribution, why),
            BaselinePrediction = attribution.BaselinePrediction,
            Prediction = attribution.Prediction,
            CompletenessGap = attribution.CompletenessGap,
            IsGapTooLarge = attribution.IsGapTooLarge,
            IsAdditive = attribution.IsAdditive,
            FeatureNames = Contribution.FeaturesOf(attribution, why),
            Times = why.Times,
            Values = Transposed(attribution.Values),
            StandardErrors = attribution.StandardErrors is { } errors ? Transposed(errors) : null,
            Warnings = attribution.Warnings,
        };
    }

    private static GateTraceInput Gates(ForecastExplanation why) => new()
    {
        LayerName = why.Trace.Layer,
        Times = why.Times,
        InputGate = Transposed(why.Trace.InputGate),
        ForgetGate = Transposed(why.Trace.ForgetGate),
        CellCandidate = Transposed(why.Trace.Candidate),
        OutputGate = Transposed(why.Trace.OutputGate),
        CellState = Transposed(why.Trace.CellState),
        HiddenState = Transposed(why.Trace.HiddenState),
    };

    // The engine keeps a row for each step, the report a row for each feature or unit.
    private static double[,] Transposed(double[,] values)
    {
        var result = new double[values.GetLength(1), values.GetLength(0)];
        for (int row = 0; row < values.GetLength(0); row++)
        {
            for (int column = 0; column < values.GetLength(1); column++)
                result[column, row] = values[row, column];
        }

        return result;
    }
}
