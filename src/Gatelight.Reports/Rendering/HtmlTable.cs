using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Rendering;

/// <summary>Writes tables: those that are figures, and the values behind a chart for whoever cannot see it.</summary>
internal static class HtmlTable
{
    private const int MostCells = 1500;

    public static void Write(HtmlText html, TableFigure table)
    {
        html.Raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"").Text(table.Title).Raw("\"><table><caption><span>").Text(table.Caption).Raw("</span></caption>\n<thead><tr><th scope=\"col\">").Text(table.RowTitle).Raw("</th>");
        foreach (TableColumn column in table.Columns)
        {
            html.Raw("<th scope=\"col\">").Text(column.Name);
            if (column.Unit.Length > 0) html.Raw("<small>").Text(column.Unit).Raw("</small>");
            html.Raw("</th>");
        }

        html.Raw("</tr></thead>\n<tbody>\n");
        for (int row = 0; row < table.Rows.Count; row++)
        {
            html.Raw(table.Rows[row].IsHighlighted ? "<tr class=\"highlight\">" : "<tr>").Raw("<th scope=\"row\">").Text(table.Rows[row].Name).Raw("</th>");
            for (int column = 0; column < table.Columns.Count; column++)
            {
                string number = NumberText.Write(table.Rows[row].Values[column], table.Columns[column].Decimals);
                html.Raw(table.IsBest(row, column) ? $"<td class=\"best\">{number} <span title=\"best of its column\">★</span></td>" : $"<td>{number}</td>");
            }

            html.Raw("</tr>\n");
        }

        html.Raw("</tbody></table></div>\n");
    }

    /// <summary>The values behind a chart; nothing where they are too many for a page, and are better had as CSV.</summary>
    public static void WriteValues(HtmlText html, Figure figure)
    {
        FigureTable table = figure.Tabulate();
        if (table.Rows.Count * (table.Columns.Count - 1) > MostCells) return;
        // Columns of one unit share their digits, so that they can be compared across.
        var decimals = table.Columns.Select((column, index) => (column.Unit, index)).GroupBy(entry => entry.Unit, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => NumberText.Decimals(table.Rows.SelectMany(row => group.Select(entry => row[entry.index].Number ?? 0))), StringComparer.Ordinal);
        string[] units = [.. table.Columns.Select(column => column.Unit).Where(unit => unit.Length > 0).Distinct(StringComparer.Ordinal)];
        Open(html, figure, units.Length == 0 ? "Values" : $"Values in {string.Join(", ", units)}", table.Columns.Select(column => column.Name));
        foreach (IReadOnlyList<FigureCell> row in table.Rows)
        {
            string[] cells = [.. row.Select((cell, column) => cell.Shown ?? (cell.Number is { } number ? NumberText.Write(number, decimals[table.Columns[column].Unit]) : cell.Text ?? ""))];
            Row(html, cells[0], cells[1..]);
        }

        Close(html);
    }

    private static void Open(HtmlText html, Figure figure, string caption, IEnumerable<string> header)
    {
        html.Raw("<details><summary>Values as a table</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Values of ").Text(figure.Title)
            .Raw("\"><table><caption><span>").Text($"{figure.Title}. {caption}.").Raw("</span></caption><thead><tr>");
        foreach (string name in header) html.Raw("<th scope=\"col\">").Text(name).Raw("</th>");
        html.Raw("</tr></thead><tbody>\n");
    }

    private static void Row(HtmlText html, string name, IEnumerable<string> cells)
    {
        html.Raw("<tr><th scope=\"row\">").Text(name).Raw("</th>");
        foreach (string cell in cells) html.Raw("<td>").Text(cell).Raw("</td>");
        html.Raw("</tr>\n");
    }

    private static void Close(HtmlText html) => html.Raw("</tbody></table></div></details>");
}
