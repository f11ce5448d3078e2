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
}
