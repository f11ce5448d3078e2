using Gatelight.Reports.Figures;
using Gatelight.Reports.Rendering;

namespace Gatelight.Reports.Forecasting;

/// <summary>How good the forecast is: the model beside simple methods on values that it never saw.</summary>
internal static class BacktestSection
{
    public static ReportSection Build(ForecastReportInput input)
    {
        var figures = new List<Figure>();
        string ahead = $"one {input.StepName} ahead", origin = $"{ForecastText.Steps(input, input.HoldOutTimes.Count)} from one origin";
        if (input.OneStep.Count > 0) figures.Add(Table(input, input.OneStep, $"Errors {ahead}", $"Each {input.StepName} of the hold-out is forecast from everything before it."));
        if (input.MultiStep.Count > 0) figures.Add(Table(input, input.MultiStep, $"Errors over {origin}", "The whole hold-out is forecast at once, from the last value before it."));
        if (input.HoldOutTimes.Count > 0 && input.HoldOutOneStep.Count > 0)
            figures.Add(Chart(input, input.HoldOutOneStep, $"Hold-out, {ahead}", "What came, and what each method had forecast for it one step before."));
        if (input.HoldOutTimes.Count > 0 && input.HoldOutMultiStep.Count > 0)
            figures.Add(Chart(input, input.HoldOutMultiStep, $"Hold-out, {origin}", "What came, and what each method had forecast for it before the hold-out began."));
        if (input.Coverage.Count > 0) figures.Add(Coverage(input));
        var paragraphs = new List<string>
        {
            "The last values of the series were kept aside and not looked at while the model was chosen. The same was asked of simple methods that anybody could use instead: a model must beat them to be worth having. Lower is better in every column; a star marks the best.",
        };
        if (Verdict(input) is { } verdict) paragraphs.Add(verdict);
        return new ReportSection { Heading = "How good is it?", ShortName = "How good", Paragraphs = paragraphs, Figures = figures };
    }

    private static string? Verdict(ForecastReportInput input)
    {
        string[] won = [.. Settings(input).Where(setting => IsWon(setting.Rows)).Select(setting => setting.Name)];
        string[] lost = [.. Settings(input).Where(setting => !IsWon(setting.Rows)).Select(setting => setting.Name)];
        if (won.Length + lost.Length == 0) return null;
        if (lost.Length == 0) return $"By RMSE the model is ahead of every simple method {string.Join(" and ", won)}.";
        string better = string.Join(" and ", lost);
        return won.Length == 0
            ? $"By RMSE a simple method is ahead of the model {better}: prefer it until the model has learnt more."
            : $"By RMSE the model is ahead of every simple method {won[0]}, but a simple method is ahead of it {better}.";
    }

    private static IEnumerable<(string Name, IReadOnlyList<BacktestRow> Rows)> Settings(ForecastReportInput input)
    {
        (string Name, IReadOnlyList<BacktestRow> Rows)[] settings = [("one step ahead", input.OneStep), ("from one origin", input.MultiStep)];
        return settings.Where(setting => ForecastText.BestBaseline(setting.Rows) is not null && setting.Rows.Any(row => row.IsModel));
    }

    private static bool IsWon(IReadOnlyList<BacktestRow> rows) => rows.First(row => row.IsModel).Rmse < ForecastText.BestBaseline(rows)!.Rmse;

    private static TableFigure Table(ForecastReportInput input, IReadOnlyList<BacktestRow> rows, string title, string caption)
    {
        int decimals = NumberText.Decimals(rows.Select(row => row.Rmse));
        return new TableFigure
        {
            Title = title,
            Caption = caption,
            RowTitle = "method",
            Columns =
            [
                new TableColumn("RMSE", input.Unit, decimals, BestValue.Lowest),
                new TableColumn("MAE", input.Unit, decimals, BestValue.Lowest),
                new TableColumn("MAPE", "%", 2, BestValue.Lowest),
                new TableColumn("sMAPE", "%", 2, BestValue.Lowest),
                new TableColumn("MASE", "", 3, BestValue.Lowest),
            ],
            Rows = [.. rows.Select(row => new TableRow(row.Method, [row.Rmse, row.Mae, row.Mape, row.Smape, row.Mase], row.IsModel))],
        };
    }

    private static TimeSeriesFigure Chart(ForecastReportInput input, IReadOnlyList<HoldOutForecast> lines, string title, string caption) => new()
    {
        Title = title,
        Caption = caption,
        Unit = input.Unit,
        TimeFormat = input.TimeFormat,
        Width = FigureWidth.Half,
        Lines =
        [
            .. lines.Where(line => !line.IsModel).Select(line => new FigureLine(line.Method, LineRole.Category, input.HoldOutTimes, line.Values)),
            new FigureLine("observed", LineRole.Actual, input.HoldOutTimes, input.HoldOutValues),
            .. lines.Where(line => line.IsModel).Select(line => new FigureLine(line.Method, LineRole.Forecast, input.HoldOutTimes, line.Values)),
        ],
    };

    private static TableFigure Coverage(ForecastReportInput input) => new()
    {
        Title = "Do the intervals keep their promise?",
        Caption = "Share of checked forecasts whose interval held the value that came. More than promised means that the band is cautious, less that it is too narrow.",
        RowTitle = "interval",
        Columns = [new TableColumn("promised", "%", 0), new TableColumn("measured", "%", 1), new TableColumn("forecasts checked", "", 0)],
        Rows = [.. input.Coverage.Select(row => new TableRow(NumberText.Percent(row.Level), [100 * row.Level, 100 * row.Measured, row.Points]))],
        Notes = [.. input.Coverage.Where(IsFarOff).Select(row => new FigureNote(
            $"The {NumberText.Percent(row.Level)} interval held only {NumberText.Percent(row.Measured)} of the values that came: take it as too narrow.", IsWarning: true))],
    };

    /// <summary>Below the promise by more than two standard errors of a share measured on so few forecasts.</summary>
    private static bool IsFarOff(IntervalCoverage row) =>
        row.Points > 0 && row.Measured < row.Level - (2 * Math.Sqrt(row.Level * (1 - row.Level) / row.Points));
}
