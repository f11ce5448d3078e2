using Gatelight.Reports.Rendering;

namespace Gatelight.Reports.Figures;

/// <summary>Maps of the same rows and columns side by side, all in the colours of one scale, such as the answers of several methods to one question.</summary>
public sealed record SmallMultiplesFigure : Figure
{
    /// <summary>Unit of the values, the same for all maps.</summary>
    public required string Unit { get; init; }

    /// <summary>What a row is, for example "feature".</summary>
    public required string RowTitle { get; init; }

    /// <summary>Names of the rows, first on top.</summary>
    public required IReadOnlyList<string> RowNames { get; init; }

    /// <summary>What a column is, for example "month".</summary>
    public required string ColumnTitle { get; init; }

    /// <summary>Names of the columns, first on the left.</summary>
    public required IReadOnlyList<string> ColumnNames { get; init; }

    /// <summary>The maps, in reading order.</summary>
    public required IReadOnlyList<FigurePanel> Panels { get; init; }

    /// <summary>How values become colours; neutral at zero when diverging.</summary>
    public ColorScale Scale { get; init; } = ColorScale.Diverging;

    /// <summary>Values of the two ends of the common scale; wide enough for every map when null.</summary>
    public (double Low, double High)? Range { get; init; }

    /// <summary>The two ends of the common scale.</summary>
    internal (double Low, double High) Ends => ColorEnds.Of(Panels.SelectMany(panel => panel.Values.Cast<double>()), Scale, range: Range);

    internal override FigureTable Tabulate() => new(
        [new FigureDataColumn("map"), new FigureDataColumn(RowTitle), .. ColumnNames.Select(name => new FigureDataColumn(name, Unit))],
        [.. Panels.SelectMany(panel => RowNames.Select((name, row) => (IReadOnlyList<FigureCell>)
            [FigureCell.Of(panel.Name), FigureCell.Of(name), .. ColumnNames.Select((_, column) => FigureCell.Of(panel.Values[row, column]))]))]);

    internal override string FindMain()
    {
        string finding = string.Join(" ", Panels.Select(panel =>
            $"{panel.Name}: {FindingText.Strongest(FindingText.Cells(panel.Values, RowNames, column => ColumnNames[column]), "", 1)}"));
        string[] marked = [.. Panels.Where(panel => panel.Mark.Length > 0).Select(panel => $"{panel.Name} {panel.Mark}.")];
        return marked.Length == 0 ? finding : $"{finding} {string.Join(" ", marked)}";
    }
}
