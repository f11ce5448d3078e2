using System.Text.Json.Nodes;
using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Rendering;

/// <summary>A figure as Plotly's data and layout.</summary>
/// <param name="Data">The traces.</param>
/// <param name="Layout">The layout, without the theme.</param>
/// <param name="Height">Height in CSS pixels.</param>
internal sealed record PlotlyFigure(JsonArray Data, JsonObject Layout, int Height)
{
    /// <summary>Another layout of the same data for narrow screens; null where the one layout serves both.</summary>
    public PlotlyFigure? Narrow { get; init; }

    public static PlotlyFigure Create(Figure figure) => figure switch
    {
        TimeSeriesFigure series => PlotlyTimeSeries.Create(series),
        HeatmapFigure heatmap => PlotlyHeatmap.Create(heatmap),
        BarFigure bars => PlotlyBars.Create(bars),
        MatrixFigure matrix => PlotlyMatrix.Create(matrix),
        SmallMultiplesFigure maps => PlotlyMatrix.Create(maps),
        ForceFigure force => PlotlyForce.Create(force),
        CurveFigure curves => PlotlyCurves.Create(curves),
        BeeswarmFigure swarm => PlotlyBeeswarm.Create(swarm),
        StripFigure strips => PlotlyStrips.Create(strips),
        PhraseTreeFigure tree => PlotlyPhraseTree.Create(tree),
        _ => throw new NotSupportedException($"A {figure.GetType().Name} is not drawn by Plotly."),
    };

    public JsonObject ToJson(Figure figure, string file)
    {
        if (figure.Mark.Length > 0)
        {
            Stamp(Layout, figure.Mark);
            if (Narrow is not null) Stamp(Narrow.Layout, figure.Mark);
        }

        var json = new JsonObject
        {
            ["title"] = PlotlyText.Escape(figure.Title),
            ["file"] = file,
            ["height"] = Height,
            ["data"] = Data,
            ["layout"] = Layout,
        };
        if (Narrow is not null) json["narrow"] = new JsonObject { ["height"] = Narrow.Height, ["layout"] = Narrow.Layout };
        return json;
    }

    // The mark stands in the drawing, not beside it: a copy of the picture alone still carries it.
    private static void Stamp(JsonObject layout, string mark)
    {
        Add(layout, "annotations", PlotlyJson.Note(mark, "paper", 0, "paper", 1, "left", "bottom", "--warning"));
        Add(layout, "shapes", PlotlyJson.WarningFrame("paper", "paper"));
    }

    private static void Add(JsonObject layout, string key, JsonObject item)
    {
        if (layout[key] is JsonArray items) items.Add(item);
        else layout[key] = new JsonArray(item);
    }
}
