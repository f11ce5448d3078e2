using System.Collections.Immutable;
using System.Globalization;

namespace Gatelight.Data;

/// <summary>One named column of a <see cref="Table"/>: the cells as text, exactly as the source spells them.</summary>
/// <param name="Name">The column's name, unique in its table.</param>
/// <param name="Cells">One cell a row.</param>
public sealed record TableColumn(string Name, ImmutableArray<string> Cells)
{
    /// <summary>Makes a column of numbers, written so that reading them gives the same bits.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One value a row.</param>
    /// <returns>The column.</returns>
    public static TableColumn FromNumbers(string name, ReadOnlySpan<double> values)
    {
        var cells = ImmutableArray.CreateBuilder<string>(values.Length);
        foreach (double value in values)
            cells.Add(value.ToString("R", CultureInfo.InvariantCulture));
        return new TableColumn(name, cells.MoveToImmutable());
    }

    /// <summary>Whether the cell of a row says that a value is missing: empty, NA, N/A, NaN, null, none or "?".</summary>
    /// <param name="row">0-based row.</param>
    /// <returns>Whether the value is missing.</returns>
    public bool IsMissing(int row) => NumberFormat.IsMissing(Cells[row]);

    /// <summary>Whether every cell that is not missing reads as a finite number, and at least one does.</summary>
    /// <returns>Whether this is a column of numbers.</returns>
    public bool IsNumeric()
    {
        var format = NumberFormat.Of(Cells);
        bool any = false;
        foreach (string cell in Cells)
        {
            if (NumberFormat.IsMissing(cell))
                continue;
            if (!format.TryParse(cell, out _))
                return false;
            any = true;
        }

        return any;
    }
}
