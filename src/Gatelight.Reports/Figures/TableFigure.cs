using Gatelight.Reports.Rendering;

namespace Gatelight.Reports.Figures;

/// <summary>Named rows of numbers, the best of each column marked.</summary>
public sealed record TableFigure : Figure
{
    /// <summary>What a row is, for example "method".</summary>
    public required string RowTitle { get; init; }

    /// <summary>The columns of numbers.</summary>
    public required IReadOnlyList<TableColumn> Columns { get; init; }

    /// <summary>The rows, first on top.</summary>
    public required IReadOnlyList<TableRow> Rows { get; init; }

    /// <summary>Tells whether row <paramref name="row"/> holds the best value of column <paramref name="column"/>; equal values share the mark.</summary>
    /// <param name="row">Index of the row.</param>
    /// <param name="column">Index of the column.</param>
    /// <returns>True when no finite value of the column is better.</returns>
    public bool IsBest(int row, int column)
    {
        double value = Rows[row].Values[column];
        return double.IsFinite(value) && Columns[column].Best switch
        {
            BestValue.Lowest => Rows.All(other => !(other.Values[column] < value)),
            BestValue.Highest => Rows.All(other => !(other.Values[column] > value)),
            _ => false,
        };
    }

    internal override FigureTable Tabulate() => new(
        [new FigureDataColumn(RowTitle), .. Columns.Select(column => new FigureDataColumn(column.Name, column.Unit))],
        [.. Rows.Select(row => (IReadOnlyList<FigureCell>)[FigureCell.Of(row.Name),
            .. row.Values.Select((value, column) => FigureCell.Of(value, NumberText.Write(value, Columns[column].Decimals)))])]);

    internal override string FindMain()
    {
        var best = new List<string>();
        for (int column = 0; column < Columns.Count; column++)
        {
            string[] rows = [.. Rows.Where((_, row) => IsBest(row, column)).Select(row => row.Name)];
            if (rows.Length > 0) best.Add($"{Columns[column].Name}: {string.Join(" and ", rows)}");
        }

        return best.Count == 0 ? $"{NumberText.Plain(Rows.Count)} rows of {NumberText.Plain(Columns.Count)} numbers." : $"Best by {string.Join("; ", best)}.";
    }
}
