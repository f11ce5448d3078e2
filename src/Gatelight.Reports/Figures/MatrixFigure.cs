namespace Gatelight.Reports.Figures;

/// <summary>A matrix of named rows and named columns drawn as colours, such as an attention or alignment map with a row per output token and a column per input token.</summary>
public sealed record MatrixFigure : Figure
{
    /// <summary>Unit of the values.</summary>
    public required string Unit { get; init; }

    /// <summary>What a row is, for example "written token".</summary>
    public required string RowTitle { get; init; }

    /// <summary>Names of the rows, first on top.</summary>
    public required IReadOnlyList<string> RowNames { get; init; }

    /// <summary>What a column is, for example "read token".</summary>
    public required string ColumnTitle { get; init; }

    /// <summary>Names of the columns, first on the left.</summary>
    public required IReadOnlyList<string> ColumnNames { get; init; }

    /// <summary>Values <c>[row, column]</c>; <see cref="double.NaN"/> leaves a cell empty.</summary>
    public required double[,] Values { get; init; }

    /// <summary>How values become colours; neutral at zero when diverging.</summary>
    public ColorScale Scale { get; init; } = ColorScale.Diverging;

    /// <summary>Values of the two ends of the scale; fitted to the data when null.</summary>
    public (double Low, double High)? Range { get; init; }

    internal override FigureTable Tabulate() => new(
        [new FigureDataColumn(RowTitle), .. ColumnNames.Select(name => new FigureDataColumn(name, Unit))],
        [.. RowNames.Select((name, row) => (IReadOnlyList<FigureCell>)[FigureCell.Of(name), .. ColumnNames.Select((_, column) => FigureCell.Of(Values[row, column]))])]);

    internal override string FindMain() =>
        FindingText.Strongest(FindingText.Cells(Values, RowNames, column => ColumnNames[column]), Unit);
}
