using Gatelight.Reports.Explanations;
using Gatelight.Reports.Figures;
using Gatelight.Reports.Rendering;

namespace Gatelight.Reports.Forecasting;

/// <summary>Why the model forecasts what it does: a map and the largest contributions, for each method.</summary>
internal static class AttributionSection
{
    private const int LargestShown = 10;

    public static ReportSection Build(ForecastReportInput input)
    {
        string asked = string.Join(", ", input.Attributions.Select(entry => NumberText.Time(entry.AskedAbout, input.TimeFormat)).Distinct(StringComparer.Ordinal));
        return new ReportSection
        {
            Heading = $"Why does it forecast this for {asked}?",
            ShortName = "Why",
            Paragraphs =
            [
                $"The model read the last {ForecastText.Steps(input, input.Attributions.Max(entry => entry.Times.Count))} and gave one number. Each method below shares that number out over what was read: orange raised the forecast, blue lowered it, faint cells hardly mattered. Where methods of different kinds agree, the account is the more to be trusted.",
            ],
            Terms = [.. input.Attributions.Select(entry => new ReportSetting(entry.Method, entry.Explanation))],
            Figures = [.. input.Attributions.SelectMany(entry => Figures(input, entry))],
        };
    }

    private static IEnumerable<Figure> Figures(ForecastReportInput input, AttributionInput entry)
    {
        FigureNote[] notes = [Completeness(entry), .. MapNotes.Of(entry.StandardErrors, entry.Unit, entry.Warnings)];
        string asked = NumberText.Time(entry.AskedAbout, input.TimeFormat);
        yield return new HeatmapFigure
        {
            Title = $"{entry.Method}: what was read, and what it did to {asked}",
            Caption = $"Contribution of each feature at each {input.StepName} to the forecast for {asked}, in {entry.Unit}, compared with {entry.BaselineDescription}. The line above is the series over the same {input.StepsName}.",
            Unit = entry.Unit,
            RowTitle = "feature",
            RowNames = entry.FeatureNames,
            ColumnTimes = entry.Times,
            TimeFormat = input.TimeFormat,
            Values = entry.Values,
            Series = History(input, entry.Times),
            SeriesUnit = input.Unit,
            Notes = notes,
            Mark = MarkOf(entry),
        };
        bool hasFeatures = entry.FeatureNames.Count > 1;
        yield return Largest(input, entry, hasFeatures ? FigureWidth.Half : FigureWidth.Full);
        if (hasFeatures) yield return ByFeature(input, entry);
    }

    private static string MarkOf(AttributionInput entry) => entry.IsGapTooLarge ? "does not add up" : "";

    private static FigureNote Completeness(AttributionInput entry)
    {
        int decimals = NumberText.Decimals([entry.BaselinePrediction, entry.Prediction]);
        string sum = $"Baseline {NumberText.WithUnit(entry.BaselinePrediction, decimals, entry.Unit)}, forecast {NumberText.WithUnit(entry.Prediction, decimals, entry.Unit)}; completeness gap {NumberText.WithUnit(entry.CompletenessGap, decimals + 2, entry.Unit)}";
        double change = Math.Abs(entry.Prediction - entry.BaselinePrediction);
        string share = change > 0 ? $" ({NumberText.Percent(Math.Abs(entry.CompletenessGap) / change, 2)} of the difference)" : "";
        if (entry.IsGapTooLarge)
            return new FigureNote($"{sum}{share}. The contributions do not add up to the forecast: read them as an order, not as shares.", IsWarning: true);
        return new FigureNote(entry.IsAdditive
            ? $"{sum}{share}: the contributions add up to the forecast."
            : $"{sum}{share}. This method answers for one value at a time and does not promise to add up.");
    }

    private static BarFigure Largest(ForecastReportInput input, AttributionInput entry, FigureWidth width)
    {
        var cells = new List<FigureBar>();
        for (int row = 0; row < entry.FeatureNames.Count; row++)
            for (int column = 0; column < entry.Times.Count; column++)
                cells.Add(new FigureBar(entry.FeatureNames.Count == 1 ? NumberText.Time(entry.Times[column], input.TimeFormat)
                    : $"{NumberText.Time(entry.Times[column], input.TimeFormat)}, {entry.FeatureNames[row]}", entry.Values[row, column], entry.StandardErrors?[row, column]));
        List<FigureBar> bars = [.. ContributionFigures.Largest(cells, LargestShown)];
        string asked = NumberText.Time(entry.AskedAbout, input.TimeFormat);
        if (!entry.IsAdditive)
        {
            bars = [.. bars.Take(LargestShown)];
            return new BarFigure
            {
                Title = $"{entry.Method}: the largest effects",
                Caption = $"The {bars.Count} values whose absence would change the forecast for {asked} most, in {entry.Unit}.",
                Unit = entry.Unit,
                Width = width,
                Bars = bars,
                Notes = entry.IsGapTooLarge ? [Completeness(entry)] : [],
                Mark = MarkOf(entry),
            };
        }

        bars.Add(new FigureBar("not accounted for", entry.CompletenessGap));
        return new BarFigure
        {
            Title = $"{entry.Method}: from baseline to forecast",
            Caption = $"Starting from what the model gives for {entry.BaselineDescription}, the largest contributions lead step by step to the forecast for {asked}, in {entry.Unit}.",
            Unit = entry.Unit,
            Width = width,
            Start = new FigureBar("baseline", entry.BaselinePrediction),
            EndName = $"forecast {asked}",
            Bars = bars,
            Notes = entry.IsGapTooLarge ? [Completeness(entry)] : [],
            Mark = MarkOf(entry),
        };
    }

    private static BarFigure ByFeature(ForecastReportInput input, AttributionInput entry) => new()
    {
        Title = $"{entry.Method}: by feature",
        Caption = $"Contributions of each feature added up over all {input.StepsName} that were read, in {entry.Unit}.",
        Unit = entry.Unit,
        Width = FigureWidth.Half,
        Bars = [.. entry.FeatureNames
            .Select((name, row) => new FigureBar(name, Enumerable.Range(0, entry.Times.Count).Sum(column => entry.Values[row, column])))
            .OrderByDescending(bar => Math.Abs(bar.Value))],
        Notes = entry.IsGapTooLarge ? [Completeness(entry)] : [],
        Mark = MarkOf(entry),
    };

    private static FigureLine? History(ForecastReportInput input, IReadOnlyList<DateTime> times)
    {
        var values = new Dictionary<DateTime, double>(input.HistoryTimes.Count);
        for (int i = 0; i < input.HistoryTimes.Count; i++) values[input.HistoryTimes[i]] = input.HistoryValues[i];
        if (!times.Any(values.ContainsKey)) return null;
        return new FigureLine(input.TargetName, LineRole.Actual, times, [.. times.Select(time => values.GetValueOrDefault(time, double.NaN))]);
    }
}
