using Gatelight.Reports.Figures;
using Gatelight.Reports.Rendering;

namespace Gatelight.Reports.Forecasting;

/// <summary>How the forecasts of the same times changed while more became known.</summary>
internal static class OriginSection
{
    public static ReportSection Build(ForecastReportInput input)
    {
        DateTime[] times = [.. input.Origins.SelectMany(origin => origin.Times).Distinct().Order()];
        var observed = new Dictionary<DateTime, double>();
        for (int i = 0; i < input.HistoryTimes.Count; i++) observed[input.HistoryTimes[i]] = input.HistoryValues[i];
        return new ReportSection
        {
            Heading = "How the forecasts changed",
            ShortName = "Changes",
            Paragraphs =
            [
                $"The same {input.StepsName} were forecast again and again, each time knowing a little more. Steady forecasts can be planned with; if they jump from origin to origin, wait for the later ones.",
            ],
            Figures = [Paths(input, times, observed), Errors(input, times, observed)],
        };
    }

    private static TimeSeriesFigure Paths(ForecastReportInput input, DateTime[] times, Dictionary<DateTime, double> observed)
    {
        DateTime[] known = [.. times.Where(observed.ContainsKey)];
        return new TimeSeriesFigure
        {
            Title = "Forecasts from successive origins",
            Caption = $"Each line is the forecast as it was made knowing the series up to its origin; faint lines are the oldest, strong ones the newest. The widest line is what came, in {input.Unit}.",
            Unit = input.Unit,
            TimeFormat = input.TimeFormat,
            Lines =
            [
                .. input.Origins.Select(origin => new FigureLine($"known to {NumberText.Time(origin.Origin, input.TimeFormat)}", LineRole.Ordered, origin.Times, origin.Values)),
                new FigureLine("observed", LineRole.Actual, known, [.. known.Select(time => observed[time])]),
            ],
        };
    }

    private static HeatmapFigure Errors(ForecastReportInput input, DateTime[] times, Dictionary<DateTime, double> observed)
    {
        var values = new double[input.Origins.Count, times.Length];
        for (int row = 0; row < input.Origins.Count; row++)
        {
            for (int column = 0; column < times.Length; column++) values[row, column] = double.NaN;
            OriginForecast origin = input.Origins[row];
            for (int i = 0; i < origin.Times.Count; i++)
                values[row, Array.IndexOf(times, origin.Times[i])] = origin.Values[i] - observed.GetValueOrDefault(origin.Times[i], double.NaN);
        }

        return new HeatmapFigure
        {
            Title = "How far off each forecast was",
            Caption = $"Forecast minus what came, in {input.Unit}: orange is too high, blue too low. A row is an origin, a column the {input.StepName} that was forecast; read a column from top to bottom to see its forecast improve or not. Empty where nothing was forecast, or nothing is known yet.",
            Unit = $"{input.Unit}, forecast minus observed",
            RowTitle = "origin",
            RowNames = [.. input.Origins.Select(origin => NumberText.Time(origin.Origin, input.TimeFormat))],
            ColumnTimes = times,
            TimeFormat = input.TimeFormat,
            Values = values,
        };
    }
}
