using System.Collections.Immutable;
using Gatelight.Data;

namespace Gatelight.Tasks.Forecasting.Series;

/// <summary>Chooses the column of stamps and the target where the user names none.</summary>
internal static class SeriesColumns
{
    /// <summary>The stamps, and the names of the columns they came from.</summary>
    public static (TimeStamps Stamps, ImmutableArray<string> Columns) Time(Table table, string? name)
    {
        if (name is not null)
        {
            var column = table.Column(name);
            return (TimeStamps.Parse(table, column), [column.Name]);
        }

        foreach (var column in table.Columns)
        {
            if (TimeStamps.Fit(column, unasked: true) is { } stamps)
                return (stamps, [column.Name]);
        }

        if (Composed(table) is { } composed)
            return composed;
        var nearest = table.Columns.FirstOrDefault(column => column.Cells.Any(cell => TimeFormat.Unambiguous.Any(format => !format.DigitsOnly && format.Parse(cell.Trim()) is not null)))
            ?? table.Columns.FirstOrDefault(column => column.Cells.Any(cell => TimeFormat.DayFirst.Parse(cell.Trim()) is not null));
        if (nearest is not null)
            return (TimeStamps.Parse(table, nearest), [nearest.Name]);
        throw new InvalidInputException($"{table.Name} has no column of dates ({Names(table.Columns.Select(column => column.Name))}); name it with --time, or write dates as {TimeFormat.Accepted}.");
    }

    /// <summary>The target's name.</summary>
    public static string Target(Table table, string? name, ImmutableArray<string> timeColumns)
    {
        if (name is not null)
            return table.Column(name).Name;
        var others = table.Columns.Where(column => !timeColumns.Contains(column.Name, StringComparer.Ordinal)).ToList();
        var numeric = others.Where(column => column.IsNumeric()).Select(column => column.Name).ToList();
        // A lone column is what the user means even when a cell of it is wrong: reading it names the cell.
        if (numeric.Count == 0 && others.Count == 1)
            return others[0].Name;
        return numeric.Count switch
        {
            1 => numeric[0],
            0 => throw new InvalidInputException($"{table.Name} has no column of numbers to forecast beside {Names(timeColumns)}; name it with --target to see which cell is not a number."),
            _ => throw new InvalidInputException($"{table.Name} has several columns of numbers ({Names(numeric)}); choose one with --target."),
        };
    }

    /// <summary>Columns named year, month, day and hour together are stamps.</summary>
    private static (TimeStamps Stamps, ImmutableArray<string> Columns)? Composed(Table table)
    {
        var parts = new List<TableColumn>();
        foreach (string part in (string[])["year", "month", "day", "hour"])
        {
            if (table.Columns.FirstOrDefault(column => column.Name.Equals(part, StringComparison.OrdinalIgnoreCase)) is not { } column)
                break;
            parts.Add(column);
        }

        if (parts.Count < 2)
            return null;
        var cells = ImmutableArray.CreateBuilder<string>(table.RowCount);
        for (int row = 0; row < table.RowCount; row++)
        {
            string date = string.Join('-', parts.Take(3).Select(column => column.Cells[row].Trim()));
            cells.Add(parts.Count == 4 ? $"{date} {parts[3].Cells[row].Trim()}:00" : date);
        }

        var together = new TableColumn(string.Join(" ", parts.Select(column => column.Name)), cells.MoveToImmutable());
        return (TimeStamps.Parse(table, together), [.. parts.Select(column => column.Name)]);
    }

    private static string Names(IEnumerable<string> names)
    {
        var all = names.ToList();
        return string.Join(", ", all.Take(12).Select(name => $"'{OneLine.Of(name)}'")) + (all.Count > 12 ? ", ..." : "");
    }
}
