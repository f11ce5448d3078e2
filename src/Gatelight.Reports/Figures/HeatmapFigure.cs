using Gatelight.Reports.Rendering;

namespace Gatelight.Reports.Figures;

/// <summary>A matrix over time drawn as colours: one row per feature or unit, one column per time.</summary>
public sealed record HeatmapFigure : Figure
{
    /// <summary>Unit of the values, printed beside the colour bar and on hover.</summary>
    public required string Unit { get; init; }

    /// <summary>What a row is, for example "feature" or "unit".</summary>
    public required string RowTitle { get; init; }

    /// <summary>Names of the rows, first on top.</summary>
    public required IReadOnlyList<string> RowNames { get; init; }

    /// <summary>Times of the columns, increasing.</summary>
    public required IReadOnlyList<DateTime> ColumnTimes { get; init; }

    /// <summary>.NET format of a column's time, written in the invariant culture.</summary>
    public required string TimeFormat { get; init; }

    /// <summary>Values <c>[row, column]</c>; <see cref="double.NaN"/> leaves a cell empty.</summary>
    public required double[,] Values { get; init; }

    /// <summary>How values become colours.</summary>
    public ColorScale Scale { get; init; } = ColorScale.Diverging;

    /// <summary>Value of the neutral colour of a diverging scale; 0 by default.</summary>
    public double Center { get; init; }

    /// <summary>Values of the two ends of the scale where they are known, such as 0 to 1 for a gate; fitted to the data when null.</summary>
    public (double Low, double High)? Range { get; init; }

    /// <summary>A line drawn above the matrix on the same time axis; none when null.</summary>
    public FigureLine? Series { get; init; }

    /// <summary>Unit of <see cref="Series"/>.</summary>
    public string SeriesUnit { get; init; } = "";

    /// <summary>Gives several maps the colours of one range, wide enough for all of them, so that maps side by side can be compared.</summary>
    /// <param name="maps">Maps with the same unit, scale and centre.</param>
    /// <returns>The maps in the same order, each with the common <see cref="Range"/>.</returns>
    /// <exception cref="ArgumentException">The maps differ in unit, scale or centre, so that one range would mislead.</exception>
    public static IReadOnlyList<HeatmapFigure> ShareRange(IReadOnlyList<HeatmapFigure> maps)
    {
        if (maps.Count == 0) return [];
        HeatmapFigure first = maps[0];
        foreach (HeatmapFigure map in maps)
        {
            if (map.Unit != first.Unit || map.Scale != first.Scale || map.Center != first.Center)
                throw new ArgumentException($"'{map.Title}' cannot share colours with '{first.Title}': they differ in unit, scale or centre. Draw it on a scale of its own.", nameof(maps));
        }

        (double Low, double High)[] ends = [.. maps.Select(ColorEnds.Of)];
        (double, double) range = (ends.Min(end => end.Low), ends.Max(end => end.High));
        return [.. maps.Select(map => map with { Range = range })];
    }

    internal override FigureTable Tabulate() => new(
        [new FigureDataColumn("time"), .. RowNames.Select(name => new FigureDataColumn(name, Unit))],
        [.. ColumnTimes.Select((time, column) => (IReadOnlyList<FigureCell>)[FigureCell.Of(time, TimeFormat), .. RowNames.Select((_, row) => FigureCell.Of(Values[row, column]))])]);

    internal override string FindMain() =>
        FindingText.Extremes(FindingText.Cells(Values, RowNames, column => NumberText.Time(ColumnTimes[column], TimeFormat)), Unit);
}
