using System.Collections.Immutable;
using System.Globalization;

namespace Gatelight.Data;

/// <summary>
/// An immutable table of named columns of text, as a CSV file holds it. It knows the source and the line of every row,
/// so that whatever turns out to be wrong later can be named.
/// </summary>
public sealed class Table
{
    private readonly ImmutableArray<int> _sourceLines;

    /// <summary>Creates a table.</summary>
    /// <param name="name">Where the table comes from, as messages name it: usually the file's name.</param>
    /// <param name="columns">The columns, all of the same length, names unique.</param>
    /// <param name="sourceLines">The 1-based source line of each row; left out, rows follow a header line: row 0 is line 2.</param>
    /// <exception cref="ArgumentException">The columns differ in length or share a name.</exception>
    public Table(string name, IEnumerable<TableColumn> columns, ImmutableArray<int>? sourceLines = null)
    {
        Name = name;
        Columns = [.. columns];
        RowCount = Columns.IsEmpty ? 0 : Columns[0].Cells.Length;
        _sourceLines = sourceLines ?? [.. Enumerable.Range(2, RowCount)];
        if (_sourceLines.Length != RowCount || Columns.Any(column => column.Cells.Length != RowCount))
            throw new ArgumentException($"Every column of a table has the same number of rows ({RowCount}).", nameof(columns));
        if (Columns.DistinctBy(column => column.Name, StringComparer.Ordinal).Count() != Columns.Length)
            throw new ArgumentException("Every column of a table has a name of its own.", nameof(columns));
    }

    /// <summary>Where the table comes from, as messages name it: usually the file's name.</summary>
    public string Name { get; }

    /// <summary>The number of rows, the header not counted.</summary>
    public int RowCount { get; }

    /// <summary>The columns in the order of the source.</summary>
    public ImmutableArray<TableColumn> Columns { get; }

    /// <summary>The 1-based line of the source on which a row begins.</summary>
    /// <param name="row">0-based row.</param>
    /// <returns>The line.</returns>
    public int SourceLine(int row) => _sourceLines[row];

    /// <summary>Names a cell as messages do: <c>sales.csv, line 7, column 'Sales'</c>.</summary>
    /// <param name="row">0-based row.</param>
    /// <param name="column">The column's name.</param>
    /// <returns>The place in words.</returns>
    public string Place(int row, string column) =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}, line {SourceLine(row)}, column '{column}'");

    /// <summary>Finds a column by name: exactly, or else without regard to case where that leaves one.</summary>
    /// <param name="name">The column's name.</param>
    /// <returns>The column.</returns>
    /// <exception cref="InvalidInputException">There is no such column; the nearest name is suggested.</exception>
    public TableColumn Column(string name)
    {
        foreach (var column in Columns)
        {
            if (string.Equals(column.Name, name, StringComparison.Ordinal))
                return column;
        }

        var similar = Columns.Where(column => string.Equals(column.Name, name.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        if (similar.Count == 1)
            return similar[0];

        string? nearest = NearestName.Of(name, Columns.Select(column => column.Name));
        string mend = nearest is null
            ? $"it has {string.Join(", ", Columns.Take(12).Select(column => $"'{column.Name}'"))}{(Columns.Length > 12 ? ", ..." : "")}."
            : $"did you mean '{nearest}'?";
        throw new InvalidInputException($"{Name} has no column '{OneLine.Of(name)}'; {mend}");
    }

    /// <summary>Reads a column as finite numbers. Decimal commas and thousands separators are understood where the whole column settles which they are.</summary>
    /// <param name="name">The column's name.</param>
    /// <returns>One number a row.</returns>
    /// <exception cref="InvalidInputException">There is no such column, or a cell is empty, not a number, or not finite; the cell is named.</exception>
    public double[] Numbers(string name)
    {
        var column = Column(name);
        var format = NumberFormat.Of(column.Cells);
        var values = new double[RowCount];
        for (int row = 0; row < values.Length; row++)
        {
            string cell = column.Cells[row];
            if (format.TryParse(cell, out values[row]))
                continue;
            string place = Place(row, column.Name);
            if (column.IsMissing(row))
                throw new InvalidInputException($"{place}: the value is missing ('{OneLine.Of(cell)}'); fill it in or remove the row.");
            string mend = cell.Contains(',', StringComparison.Ordinal)
                ? "is not a number, or its comma could mean two things; write 1234.5 without separators."
                : "is not a finite number; write it like 1234.5, or remove the row.";
            throw new InvalidInputException($"{place}: '{OneLine.Of(cell)}' {mend}");
        }

        return values;
    }
}
