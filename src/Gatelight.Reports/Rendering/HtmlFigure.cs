using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Rendering;

/// <summary>Writes one figure: its heading, the place where the chart is drawn, caption, notes, downloads and the same values as a table.</summary>
internal static class HtmlFigure
{
    public static void Write(HtmlText html, Figure figure, JsonArray charts)
    {
        string half = figure.Width == FigureWidth.Half ? " half" : "";
        if (figure is TableFigure table)
        {
            html.Raw($"<figure class=\"table{half}\" aria-label=\"").Text(table.AltText).Raw("\"><h3>").Text(table.Title).Raw("</h3>\n");
            WriteMark(html, table);
            HtmlTable.Write(html, table);
            WriteNotes(html, table);
            html.Raw("</figure>\n");
            return;
        }

        if (figure is TokenFigure tokens)
        {
            html.Raw($"<figure class=\"token-card{half}\" aria-label=\"").Text(tokens.AltText).Raw("\"><h3>").Text(tokens.Title).Raw("</h3>\n");
            WriteMark(html, tokens);
            HtmlTokens.Write(html, tokens);
            html.Raw("<figcaption>").Text(tokens.Caption).Raw("</figcaption>\n");
            WriteNotes(html, tokens);
            html.Raw("<div class=\"tools\">");
            HtmlTable.WriteValues(html, tokens);
            html.Raw("</div></figure>\n");
            return;
        }

        int index = charts.Count;
        PlotlyFigure chart = PlotlyFigure.Create(figure);
        charts.Add(chart.ToJson(figure, FileName(figure.Title, index)));
        string height = chart.Height.ToString(CultureInfo.InvariantCulture);
        html.Raw($"<figure class=\"chart-card{half}\"><h3 id=\"figure-{index}\">").Text(figure.Title).Raw("</h3>\n");
        html.Raw($"<div class=\"chart\" data-figure=\"{index}\" style=\"min-height:{height}px\" role=\"img\" aria-label=\"").Text(figure.AltText).Raw($"\" aria-describedby=\"caption-{index}\"></div>\n");
        html.Raw($"<figcaption id=\"caption-{index}\">").Text(figure.Caption).Raw("</figcaption>\n");
        WriteNotes(html, figure);
        html.Raw("<div class=\"tools\">");
        foreach (string format in (string[])["png", "svg"])
        {
            html.Raw($"<button type=\"button\" data-download=\"{format}\" data-of=\"{index}\" aria-label=\"Download ").Text(figure.Title)
                .Raw($" as {format.ToUpperInvariant()}\" hidden>{format.ToUpperInvariant()}</button>");
        }

        HtmlTable.WriteValues(html, figure);
        html.Raw("</div></figure>\n");
    }

    /// <summary>A file name of plain letters and digits, so that no title can choose a folder or an ending.</summary>
    public static string FileName(string title, int index)
    {
        var words = new string([.. title.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string name = string.Join('-', words);
        return $"{(index + 1).ToString("00", CultureInfo.InvariantCulture)}-{name[..Math.Min(name.Length, 60)]}".TrimEnd('-');
    }

    private static void WriteMark(HtmlText html, Figure figure)
    {
        if (figure.Mark.Length > 0) html.Raw("<p class=\"mark\">").Text(figure.Mark).Raw("</p>\n");
    }

    private static void WriteNotes(HtmlText html, Figure figure)
    {
        foreach (FigureNote note in figure.Notes)
            html.Raw(note.IsWarning ? "<p class=\"note warning\"><strong>Mind:</strong> " : "<p class=\"note\">").Text(note.Text).Raw("</p>\n");
    }
}
