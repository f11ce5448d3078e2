using Gatelight.Reports.Rendering;

namespace Gatelight.Reports.Forecasting;

/// <summary>Builds the report of a forecast: the forecast, how good it is, why, what the gates did, and how forecasts changed.</summary>
public static class ForecastReport
{
    /// <summary>Builds the report; sections without data are left out.</summary>
    /// <param name="input">What the report shows.</param>
    /// <returns>The report, ready to be saved.</returns>
    /// <exception cref="ArgumentException">Lengths of the input do not fit together; the message says which.</exception>
    public static Report Build(ForecastReportInput input)
    {
        ForecastReportCheck.Check(input);
        var sections = new List<ReportSection> { ForecastSection.Build(input) };
        if (input.OneStep.Count + input.MultiStep.Count + input.HoldOutTimes.Count + input.Coverage.Count > 0) sections.Add(BacktestSection.Build(input));
        if (input.Attributions.Count > 0) sections.Add(AttributionSection.Build(input));
        if (input.Gates.Count > 0) sections.Add(GateSection.Build(input));
        if (input.Origins.Count > 0) sections.Add(OriginSection.Build(input));
        string last = NumberText.Time(input.HistoryTimes[^1], input.TimeFormat), first = NumberText.Time(input.HistoryTimes[0], input.TimeFormat);
        return new Report
        {
            Title = $"{input.SeriesName}: the next {ForecastText.Steps(input, input.Forecast.Count)}",
            Subtitle = $"{input.TargetName} in {input.Unit}, {input.HistoryTimes.Count} {input.StepsName} observed from {first} to {last}, forecast by {ForecastText.Article(input.ModelName)} {input.ModelName} and explained",
            Summary = ForecastText.Summary(input),
            KeyNumbers = ForecastText.KeyNumbers(input),
            Warnings = input.Warnings,
            Sections = sections,
            Settings = [new ReportSetting("seed", NumberText.Plain(input.Seed)), .. input.Settings],
            ReproduceCommand = input.ReproduceCommand,
            ReadingNotes = ForecastText.ReadingNotes(input),
        };
    }
}
