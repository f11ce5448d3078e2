using System.Text.Json.Nodes;
using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Rendering;

/// <summary>A matrix over time for Plotly, with an optional line above on the same axis.</summary>
internal static class PlotlyHeatmap
{
    private const int SeriesHeight = 110;

    public static PlotlyFigure Create(HeatmapFigure figure)
    {
        int rows = figure.RowNames.Count, columns = figure.ColumnTimes.Count;
        int decimals = NumberText.Decimals(figure.Values.Cast<double>());
        int cells = Math.Clamp(rows * (rows > 24 ? 7 : rows > 12 ? 12 : 24), 70, 420);
        bool hasSeries = figure.Series is not null;
        const int Chrome = 126;
        int height = cells + Chrome + (hasSeries ? SeriesHeight + 16 : 0);
        double split = hasSeries ? (double)cells / (cells + SeriesHeight + 16) : 1;

        var data = new JsonArray(Matrix(figure, rows, columns, decimals));
        var layout = new JsonObject
        {
            ["xaxis"] = PlotlyJson.TimeAxis(figure.TimeFormat),
            ["yaxis"] = RowAxis(figure, rows, split),
            ["showlegend"] = false,
            ["hovermode"] = "closest",
            ["margin"] = new JsonObject { ["l"] = 8, ["r"] = 14, ["t"] = 30, ["b"] = 86 },
        };
        layout["xaxis"]!["showgrid"] = false;
        if (figure.Series is { } series)
        {
            int seriesDecimals = NumberText.Decimals(series.Values);
            JsonObject line = PlotlyTimeSeries.Line(series, PlotlyTimeSeries.Style(series.Role, 0, 0), figure.SeriesUnit, PlotlyTimeSeries.At(figure.TimeFormat), seriesDecimals, isMarked: false);
            line["yaxis"] = "y2";
            data.Add(line);
            JsonObject axis = PlotlyJson.Axis(figure.SeriesUnit);
            axis["domain"] = PlotlyJson.Numbers([split + (16.0 / (cells + SeriesHeight + 16)), 1]);
            axis["nticks"] = 4;
            axis["tickformat"] = ",";
            layout["yaxis2"] = axis;
        }

        return new PlotlyFigure(data, layout, height);
    }

    private static JsonObject Matrix(HeatmapFigure figure, int rows, int columns, int decimals)
    {
        (double low, double high) = ColorEnds.Of(figure);
        string unit = PlotlyText.Escape(figure.Unit);
        return new JsonObject
        {
            ["type"] = "heatmap",
            ["x"] = PlotlyJson.Times(figure.ColumnTimes),
            ["y"] = PlotlyJson.Numbers(Enumerable.Range(0, rows).Select(row => (double)row)),
            ["z"] = new JsonArray([.. Enumerable.Range(0, rows).Select(row =>
                (JsonNode)PlotlyJson.Numbers(Enumerable.Range(0, columns).Select(column => figure.Values[row, column])))]),
            ["rowNames"] = PlotlyJson.Texts(figure.RowNames.Select(PlotlyText.Escape)),
            ["zmin"] = PlotlyJson.Number(low),
            ["zmax"] = PlotlyJson.Number(high),
            ["colorscale"] = PlotlyColors.Scale(figure.Scale),
            ["xgap"] = columns <= 60 ? 1 : 0,
            ["ygap"] = rows <= 16 ? 1 : 0,
            ["hoverongaps"] = false,
            ["hovertemplate"] = $"%{{x|{PlotlyText.TimeFormat(figure.TimeFormat)}}}<br>%{{customdata}}: %{{z:,.{decimals}f}} {unit}<extra></extra>",
            ["colorbar"] = PlotlyColors.Bar(figure.Unit),
        };
    }

    private static JsonObject RowAxis(HeatmapFigure figure, int rows, double split)
    {
        JsonObject axis = PlotlyJson.Axis(rows > 12 ? figure.RowTitle : "");
        int step = rows <= 16 ? 1 : (rows + 9) / 10;
        int[] shown = [.. Enumerable.Range(0, rows).Where(row => row % step == 0)];
        axis["tickvals"] = PlotlyJson.Numbers(shown.Select(row => (double)row));
        axis["ticktext"] = PlotlyJson.Texts(shown.Select(row => PlotlyText.Label(figure.RowNames[row])));
        axis["shortText"] = PlotlyJson.Texts(shown.Select(row => PlotlyText.ShortLabel(figure.RowNames[row])));
        axis["autorange"] = "reversed";
        axis["showgrid"] = false;
        axis["domain"] = PlotlyJson.Numbers([0, split]);
        return axis;
    }
}
