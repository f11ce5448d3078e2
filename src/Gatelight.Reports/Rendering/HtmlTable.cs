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

    public static void WriteValues(HtmlText html, Figure figure)
    {
        switch (figure)
        {
            case TimeSeriesFigure series: WriteSeries(html, series); break;
            case HeatmapFigure heatmap: WriteMatrix(html, heatmap); break;
            case BarFigure bars: WriteBars(html, bars); break;
        }
    }

    private static void WriteSeries(HtmlText html, TimeSeriesFigure figure)
    {
        DateTime[] times = [.. figure.Lines.SelectMany(line => line.Times).Concat(figure.Bands.SelectMany(band => band.Times)).Distinct().Order()];
        var columns = new List<(string Name, Dictionary<DateTime, double> Values)>();
        foreach (FigureLine line in figure.Lines) columns.Add((line.Name, Index(line.Times, line.Values)));
        foreach (FigureBand band in figure.Bands)
        {
            columns.Add(($"{band.Name}, lower", Index(band.Times, band.Lower)));
            columns.Add(($"{band.Name}, upper", Index(band.Times, band.Upper)));
        }

        if (times.Length * columns.Count > MostCells) return;
        int decimals = NumberText.Decimals(figure.Lines.SelectMany(line => line.Values));
        Open(html, figure, $"Values in {figure.Unit}", ["time", .. columns.Select(column => column.Name)]);
        foreach (DateTime time in times)
        {
            Row(html, NumberText.Time(time, figure.TimeFormat), columns.Select(column =>
                column.Values.TryGetValue(time, out double value) ? NumberText.Write(value, decimals) : ""));
        }

        Close(html);
    }

    private static void WriteMatrix(HtmlText html, HeatmapFigure figure)
    {
        if (figure.Values.Length > MostCells) return;
        int decimals = NumberText.Decimals(figure.Values.Cast<double>());
        Open(html, figure, $"Values in {figure.Unit}", ["time", .. figure.RowNames]);
        for (int column = 0; column < figure.ColumnTimes.Count; column++)
        {
            int at = column;
            Row(html, NumberText.Time(figure.ColumnTimes[at], figure.TimeFormat), Enumerable.Range(0, figure.RowNames.Count)
                .Select(row => NumberText.Write(figure.Values[row, at], decimals)));
        }

        Close(html);
    }

    private static void WriteBars(HtmlText html, BarFigure figure)
    {
        var steps = BarSteps.Of(figure);
        int decimals = NumberText.Decimals(figure.Bars.Select(bar => bar.Value));
        bool hasErrors = figure.Bars.Any(bar => bar.Error is not null);
        Open(html, figure, $"Values in {figure.Unit}", hasErrors ? ["name", "value", "error"] : ["name", "value"]);
        foreach (string[] row in steps.Totals.Take(1).Select(total => (string[])[total.Name, NumberText.Write(total.Value), ""])
            .Concat(figure.Bars.Select(bar => (string[])[bar.Name, NumberText.Signed(bar.Value, decimals), bar.Error is { } error ? NumberText.Write(error, decimals) : ""]))
            .Concat(steps.Totals.Skip(1).Select(total => (string[])[total.Name, NumberText.Write(total.Value), ""])))
        {
            Row(html, row[0], hasErrors ? row[1..] : row[1..2]);
        }

        Close(html);
    }

    private static Dictionary<DateTime, double> Index(IReadOnlyList<DateTime> times, IReadOnlyList<double> values)
    {
        var index = new Dictionary<DateTime, double>(times.Count);
        for (int i = 0; i < times.Count; i++) index[times[i]] = values[i];
        return index;
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
