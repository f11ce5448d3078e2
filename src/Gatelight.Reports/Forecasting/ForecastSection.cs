using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Forecasting;

/// <summary>The headline: history, forecast and intervals in one chart.</summary>
internal static class ForecastSection
{
    private const int StepsShown = 5;

    public static ReportSection Build(ForecastReportInput input)
    {
        DateTime[] times = [.. input.Forecast.Select(point => point.Time)];
        int shown = Math.Max(StepsShown * input.Forecast.Count, 60);
        bool isLong = input.HistoryTimes.Count > 4 * shown;
        return new ReportSection
        {
            Heading = "The forecast",
            ShortName = "Forecast",
            Paragraphs =
            [
                $"The thin line is what was observed up to {Rendering.NumberText.Time(input.HistoryTimes[^1], input.TimeFormat)}, the blue line with dots what the model expects after it. The value that comes should lie in the inner band in 8 of 10 cases, and in the outer one in 19 of 20.",
            ],
            Figures =
            [
                new TimeSeriesFigure
                {
                    Title = $"{input.TargetName}: history and forecast",
                    Caption = $"Observed {input.TargetName}, the forecast of the next {ForecastText.Steps(input, input.Forecast.Count)} and its 80 % and 95 % intervals, in {input.Unit}.",
                    Unit = input.Unit,
                    TimeFormat = input.TimeFormat,
                    Boundary = input.HistoryTimes[^1],
                    InitialView = isLong ? (input.HistoryTimes[^shown], times[^1]) : null,
                    Bands =
                    [
                        new FigureBand("95 % interval", times, [.. input.Forecast.Select(point => point.Lower95)], [.. input.Forecast.Select(point => point.Upper95)]),
                        new FigureBand("80 % interval", times, [.. input.Forecast.Select(point => point.Lower80)], [.. input.Forecast.Select(point => point.Upper80)]),
                    ],
                    Lines =
                    [
                        new FigureLine("observed", LineRole.Actual, input.HistoryTimes, input.HistoryValues),
                        new FigureLine("forecast", LineRole.Forecast, times, [.. input.Forecast.Select(point => point.Mean)]),
                    ],
                },
            ],
        };
    }
}
