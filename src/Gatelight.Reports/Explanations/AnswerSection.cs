using Gatelight.Reports.Figures;
using Gatelight.Reports.Rendering;

namespace Gatelight.Reports.Explanations;

/// <summary>Why the model answers what it does: a map and the largest contributions, for each method.</summary>
public static class AnswerSection
{
    private const int LargestShown = 10;
    private const string IncompleteMark = "does not add up";

    /// <summary>Builds the section.</summary>
    /// <param name="input">The answer and its maps.</param>
    /// <returns>The section, ready to stand in a report.</returns>
    /// <exception cref="ArgumentException">Maps and names do not fit together; the message says where.</exception>
    public static ReportSection Build(AnswerInput input)
    {
        Check(input);
        return new ReportSection
        {
            Heading = $"Why {input.AskedAbout}?",
            ShortName = "Why",
            Paragraphs =
            [
                $"The model read {NumberText.Plain(input.StepNames.Count)} {input.StepTitle}s and gave one number. Each method below shares that number out over what was read: orange raised the answer, blue lowered it, faint places hardly mattered. Where methods of different kinds agree, the account is the more to be trusted.",
            ],
            Terms = [.. input.Maps.Where(map => map.Meaning.Length > 0).Select(map => new ReportSetting(map.Method, map.Meaning))],
            Figures = [.. input.Maps.SelectMany(map => Figures(input, map))],
        };
    }

    /// <summary>The map of one method: words for a text, a heat map over time, or a matrix.</summary>
    /// <param name="input">The answer.</param>
    /// <param name="map">One of its maps.</param>
    /// <returns>The figure, marked where the method should add up and does not.</returns>
    public static Figure MapOf(AnswerInput input, AnswerMap map)
    {
        string compared = map.BaselineDescription.Length == 0 ? "" : $", compared with {map.BaselineDescription}";
        string title = $"{map.Method}: what was read, and what it did";
        FigureNote[] notes = [Completeness(input, map), .. MapNotes.Of(map.StandardErrors, input.Unit, map.Warnings)];
        string mark = map.IsGapTooLarge ? IncompleteMark : "";
        if (input.IsText && map.RowNames.Count == 1)
        {
            return new TokenFigure
            {
                Title = title,
                Caption = $"Contribution of each {input.StepTitle} to {input.AskedAbout}, in {input.Unit}{compared}.",
                Unit = input.Unit,
                Tokens = [.. input.StepNames.Select((name, step) => new FigureToken(name, map.Values[0, step]))],
                Notes = notes,
                Mark = mark,
            };
        }

        string caption = $"Contribution of each {input.RowTitle} at each {input.StepTitle} to {input.AskedAbout}, in {input.Unit}{compared}.";
        if (input.Times is { } times)
        {
            return new HeatmapFigure
            {
                Title = title,
                Caption = input.Series is null ? caption : $"{caption} The line above is the series over the same {input.StepTitle}s.",
                Unit = input.Unit,
                RowTitle = input.RowTitle,
                RowNames = map.RowNames,
                ColumnTimes = times,
                TimeFormat = input.TimeFormat,
                Values = map.Values,
                Series = input.Series,
                SeriesUnit = input.SeriesUnit,
                Notes = notes,
                Mark = mark,
            };
        }

        return new MatrixFigure
        {
            Title = title,
            Caption = caption,
            Unit = input.Unit,
            RowTitle = input.RowTitle,
            RowNames = map.RowNames,
            ColumnTitle = input.StepTitle,
            ColumnNames = input.StepNames,
            Values = map.Values,
            Notes = notes,
            Mark = mark,
        };
    }

    private static IEnumerable<Figure> Figures(AnswerInput input, AnswerMap map)
    {
        yield return MapOf(input, map);
        bool hasFeatures = map.RowNames.Count > 1;
        yield return Largest(input, map) with { Width = hasFeatures ? FigureWidth.Half : FigureWidth.Full };
        if (hasFeatures) yield return ByFeature(input, map);
    }

    private static FigureNote Completeness(AnswerInput input, AnswerMap map)
    {
        int decimals = NumberText.Decimals([map.BaselinePrediction, map.Prediction]);
        string answer = $"answer {NumberText.WithUnit(map.Prediction, decimals, input.Unit)}";
        if (!map.IsAdditive) return new FigureNote($"{Capital(answer)}. This method does not promise to add up: read the values as an order.");
        double change = Math.Abs(map.Prediction - map.BaselinePrediction);
        string share = change > 0 ? $" ({NumberText.Percent(Math.Abs(map.CompletenessGap) / change, 2)} of the difference)" : "";
        string sum = $"Baseline {NumberText.WithUnit(map.BaselinePrediction, decimals, input.Unit)}, {answer}; completeness gap {NumberText.WithUnit(map.CompletenessGap, decimals + 2, input.Unit)}{share}";
        return map.IsGapTooLarge
            ? new FigureNote($"{sum}. The contributions do not add up to the answer: read them as an order, not as shares.", IsWarning: true)
            : new FigureNote($"{sum}: the contributions add up to the answer.");
    }

    private static BarFigure Largest(AnswerInput input, AnswerMap map)
    {
        List<FigureBar> cells = [];
        for (int row = 0; row < map.RowNames.Count; row++)
            for (int step = 0; step < input.StepNames.Count; step++)
                cells.Add(new FigureBar(PlaceOf(input, map, row, step), map.Values[row, step], map.StandardErrors?[row, step]));
        BarFigure figure = map.IsAdditive
            ? ContributionFigures.Waterfall(input.AskedAbout, input.Unit, map.BaselinePrediction, map.Prediction, cells, LargestShown)
            : new BarFigure
            {
                Title = "The largest effects",
                Caption = $"The values with the largest effect on {input.AskedAbout}, in {input.Unit}{(map.StandardErrors is null ? "" : "; a whisker is one standard error either way")}.",
                Unit = input.Unit,
                Bars = [.. ContributionFigures.Largest(cells, LargestShown).Take(LargestShown)],
            };
        return figure with { Title = $"{map.Method}: {char.ToLowerInvariant(figure.Title[0])}{figure.Title[1..]}", Mark = map.IsGapTooLarge ? IncompleteMark : "" };
    }

    // A word may come twice in a text: its place tells which is meant.
    private static string PlaceOf(AnswerInput input, AnswerMap map, int row, int step)
    {
        string name = input.IsText ? $"{input.StepNames[step].Trim()} ({NumberText.Plain(step + 1)})" : input.StepNames[step];
        return map.RowNames.Count == 1 ? name : $"{name}, {map.RowNames[row]}";
    }

    private static BarFigure ByFeature(AnswerInput input, AnswerMap map) => new()
    {
        Title = $"{map.Method}: by {input.RowTitle}",
        Caption = $"Contributions of each {input.RowTitle} added up over all {input.StepTitle}s that were read, in {input.Unit}.",
        Unit = input.Unit,
        Width = FigureWidth.Half,
        Bars = [.. ContributionFigures.Largest(
            [.. map.RowNames.Select((name, row) => new FigureBar(name, Enumerable.Range(0, input.StepNames.Count).Sum(step => map.Values[row, step])))], 2 * LargestShown)],
        Mark = map.IsGapTooLarge ? IncompleteMark : "",
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static void Check(AnswerInput input)
    {
        if (input.Maps.Count == 0) throw new ArgumentException("Maps is empty; give at least one method's map.", nameof(input));
        if (input.Times is { } times && times.Count != input.StepNames.Count)
            throw new ArgumentException($"There are {times.Count} times but {input.StepNames.Count} step names; give one time per step.", nameof(input));
        foreach (AnswerMap map in input.Maps)
        {
            if (map.Values.GetLength(0) != map.RowNames.Count || map.Values.GetLength(1) != input.StepNames.Count || map.Values.Length == 0)
                throw new ArgumentException($"Map of '{map.Method}' is [{map.Values.GetLength(0)}, {map.Values.GetLength(1)}] but there are {map.RowNames.Count} row names and {input.StepNames.Count} step names; give one row per {input.RowTitle} and one column per {input.StepTitle}.", nameof(input));
        }
    }
}
