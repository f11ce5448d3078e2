using System.Text.Json.Nodes;
using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Rendering;

/// <summary>Maps of named rows and columns for Plotly: one alone, or several in the colours of one scale.</summary>
internal static class PlotlyMatrix
{
    private const int Top = 34, TitleRoom = 34, NamesRoom = 44, Foot = 70, MostNumbers = 120;

    public static PlotlyFigure Create(MatrixFigure figure)
    {
        (double low, double high) = ColorEnds.Of(figure.Values.Cast<double>(), figure.Scale, range: figure.Range);
        var map = new Map(figure.RowTitle, figure.RowNames, figure.ColumnNames, figure.Unit, figure.Scale, low, high, NumberText.Decimals(figure.Values.Cast<double>()));
        JsonObject trace = Trace(map, figure.Values);
        if (figure.Values.Length <= MostNumbers) trace["texttemplate"] = $"%{{z:,.{Math.Min(map.Decimals, 2)}f}}";
        int cells = CellsHeight(figure.RowNames.Count);
        JsonObject x = PlotlyJson.NamedAxis(figure.ColumnTitle, figure.ColumnNames, 1), y = RowAxis(map, figure.RowTitle, [0, 1], hasNames: true);
        return new PlotlyFigure(new JsonArray(trace), Layout(x, y), cells + Top + NamesRoom + Foot + 30);
    }

    public static PlotlyFigure Create(SmallMultiplesFigure figure)
    {
        (double low, double high) = figure.Ends;
        var map = new Map(figure.RowTitle, figure.RowNames, figure.ColumnNames, figure.Unit, figure.Scale, low, high,
            NumberText.Decimals(figure.Panels.SelectMany(panel => panel.Values.Cast<double>())));
        var data = new JsonArray();
        for (int panel = 0; panel < figure.Panels.Count; panel++)
        {
            JsonObject trace = Trace(map, figure.Panels[panel].Values);
            (trace["xaxis"], trace["yaxis"]) = ($"x{Suffix(panel)}", $"y{Suffix(panel)}");
            if (panel > 0) trace["showscale"] = false;
            data.Add(trace);
        }

        PlotlyFigure narrow = Arranged(figure, map, data, PanelGrid.Narrow(figure.Panels.Count));
        return Arranged(figure, map, data, PanelGrid.Wide(figure.Panels.Count)) with { Narrow = narrow };
    }

    private static PlotlyFigure Arranged(SmallMultiplesFigure figure, Map map, JsonArray data, PanelGrid grid)
    {
        int cells = CellsHeight(map.RowNames.Count), between = TitleRoom + (grid.IsFull ? 0 : NamesRoom), drawing = (grid.Rows * cells) + ((grid.Rows - 1) * between);
        double gap = grid.Columns == 1 ? 0 : 0.035, width = (1 - (gap * (grid.Columns - 1))) / grid.Columns;
        JsonObject layout = Layout(null, null);
        JsonArray titles = [], shapes = [];
        for (int panel = 0; panel < figure.Panels.Count; panel++)
        {
            FigurePanel entry = figure.Panels[panel];
            double left = grid.ColumnOf(panel) * (width + gap), top = 1 - ((double)grid.RowOf(panel) * (cells + between) / drawing), bottom = Math.Max(0, top - ((double)cells / drawing));
            JsonObject x = PlotlyJson.NamedAxis("", map.ColumnNames, width), y = RowAxis(map, "", [bottom, top], hasNames: grid.ColumnOf(panel) == 0);
            x["domain"] = PlotlyJson.Numbers([left, Math.Min(1, left + width)]);
            (x["anchor"], y["anchor"]) = ($"y{Suffix(panel)}", $"x{Suffix(panel)}");
            (x["ticks"], y["ticks"]) = ("", "");
            if (!grid.IsLowest(panel)) x["showticklabels"] = false;
            (layout[$"xaxis{Suffix(panel)}"], layout[$"yaxis{Suffix(panel)}"]) = (x, y);
            bool isMarked = entry.Mark.Length > 0;
            string title = NumberText.Shorten(entry.Name, 40) + (isMarked ? $": {entry.Mark}" : "");
            titles.Add(PlotlyJson.Note(title, "paper", left, "paper", top, "left", "bottom", isMarked ? "--warning" : "--ink"));
            if (isMarked) shapes.Add(PlotlyJson.WarningFrame($"x{Suffix(panel)} domain", $"y{Suffix(panel)} domain"));
        }

        (layout["annotations"], layout["shapes"]) = (titles, shapes);
        return new PlotlyFigure(data, layout, drawing + Top + NamesRoom + Foot);
    }

    private static JsonObject Layout(JsonObject? x, JsonObject? y)
    {
        var layout = new JsonObject
        {
            ["showlegend"] = false,
            ["hovermode"] = "closest",
            ["margin"] = new JsonObject { ["l"] = 8, ["r"] = 14, ["t"] = Top, ["b"] = Foot + 16 },
        };
        if (x is not null) layout["xaxis"] = x;
        if (y is not null) layout["yaxis"] = y;
        return layout;
    }

    private static int CellsHeight(int rows) => Math.Clamp(rows * (rows > 24 ? 8 : rows > 12 ? 14 : 26), 78, 520);

    private static string Suffix(int panel) => panel == 0 ? "" : NumberText.Plain(panel + 1);

    private static JsonObject Trace(Map map, double[,] values)
    {
        int rows = map.RowNames.Count, columns = map.ColumnNames.Count;
        return new JsonObject
        {
            ["type"] = "heatmap",
            ["x"] = PlotlyJson.Numbers(Enumerable.Range(0, columns).Select(column => (double)column)),
            ["y"] = PlotlyJson.Numbers(Enumerable.Range(0, rows).Select(row => (double)row)),
            ["z"] = new JsonArray([.. Enumerable.Range(0, rows).Select(row =>
                (JsonNode)PlotlyJson.Numbers(Enumerable.Range(0, columns).Select(column => values[row, column])))]),
            ["rowNames"] = PlotlyJson.Texts(map.RowNames.Select(PlotlyText.Escape)),
            ["columnNames"] = PlotlyJson.Texts(map.ColumnNames.Select(PlotlyText.Escape)),
            ["zmin"] = PlotlyJson.Number(map.Low),
            ["zmax"] = PlotlyJson.Number(map.High),
            ["colorscale"] = PlotlyColors.Scale(map.Scale),
            ["xgap"] = columns <= 40 ? 1 : 0,
            ["ygap"] = rows <= 24 ? 1 : 0,
            ["hoverongaps"] = false,
            ["hovertemplate"] = $"%{{customdata[1]}}<br>%{{customdata[0]}}: %{{z:,.{map.Decimals}f}} {PlotlyText.Escape(map.Unit)}<extra></extra>",
            ["colorbar"] = PlotlyColors.Bar(map.Unit),
        };
    }

    private static JsonObject RowAxis(Map map, string title, double[] domain, bool hasNames)
    {
        int rows = map.RowNames.Count, step = rows <= 24 ? 1 : (rows + 11) / 12;
        int[] shown = [.. Enumerable.Range(0, rows).Where(row => row % step == 0)];
        JsonObject axis = PlotlyJson.Axis(title);
        axis["tickvals"] = PlotlyJson.Numbers(shown.Select(row => (double)row));
        axis["ticktext"] = PlotlyJson.Texts(shown.Select(row => hasNames ? PlotlyText.Label(map.RowNames[row]) : ""));
        axis["shortText"] = PlotlyJson.Texts(shown.Select(row => hasNames ? PlotlyText.ShortLabel(map.RowNames[row]) : ""));
        axis["range"] = PlotlyJson.Numbers([rows - 0.5, -0.5]);
        axis["showgrid"] = false;
        axis["domain"] = PlotlyJson.Numbers(domain);
        return axis;
    }

    /// <summary>What all maps of a figure share.</summary>
    private sealed record Map(string RowTitle, IReadOnlyList<string> RowNames, IReadOnlyList<string> ColumnNames, string Unit, ColorScale Scale, double Low, double High, int Decimals);
}
