using System.Text.Json.Nodes;
using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Rendering;

/// <summary>A figure as Plotly's data and layout.</summary>
/// <param name="Data">The traces.</param>
/// <param name="Layout">The layout, without the theme.</param>
/// <param name="Height">Height in CSS pixels.</param>
internal sealed record PlotlyFigure(JsonArray Data, JsonObject Layout, int Height)
{
    public static PlotlyFigure Create(Figure figure) => figure switch
    {
        TimeSeriesFigure series => PlotlyTimeSeries.Create(series),
        HeatmapFigure heatmap => PlotlyHeatmap.Create(heatmap),
        BarFigure bars => PlotlyBars.Create(bars),
        _ => throw new NotSupportedException($"A {figure.GetType().Name} is not drawn by Plotly."),
    };

    public JsonObject ToJson(Figure figure, string file) => new()
    {
        ["title"] = PlotlyText.Escape(figure.Title),
        ["file"] = file,
        ["height"] = Height,
        ["data"] = Data,
        ["layout"] = Layout,
    };
}
