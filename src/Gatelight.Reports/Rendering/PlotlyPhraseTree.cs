using System.Text.Json.Nodes;
using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Rendering;

/// <summary>Phrases as boxes above their words for Plotly.</summary>
internal static class PlotlyPhraseTree
{
    private const double Gap = 0.05;
    private const int LevelHeight = 40, Chrome = 176;

    public static PlotlyFigure Create(PhraseTreeFigure figure)
    {
        PhraseBoxes.Box[] boxes = [.. PhraseBoxes.Of(figure.Root)];
        (double low, double high) = figure.Ends;
        int decimals = Math.Min(3, NumberText.Decimals(boxes.Select(box => box.Node.Value))), levels = figure.Root.Level + 1;
        var data = new JsonArray(new JsonObject
        {
            ["type"] = "bar",
            ["x"] = PlotlyJson.Numbers(boxes.Select(box => ((box.Node.From + box.Node.To) / 2.0) - 0.5)),
            ["width"] = PlotlyJson.Numbers(boxes.Select(box => box.Node.To - box.Node.From - Gap)),
            ["base"] = PlotlyJson.Numbers(boxes.Select(box => (double)box.Floor)),
            ["y"] = PlotlyJson.Numbers(boxes.Select(box => box.Ceiling - box.Floor - Gap)),
            ["text"] = PlotlyJson.Texts(boxes.Select(box => NumberText.Signed(box.Node.Value, decimals))),
            ["textposition"] = "inside",
            ["insidetextanchor"] = "middle",
            ["textangle"] = 0,
            ["customdata"] = PlotlyJson.Texts(boxes.Select(box => PlotlyText.Escape(NumberText.Shorten(box.Node.Label, 90)))),
            ["hovertemplate"] = $"%{{customdata}}<br>%{{text}} {PlotlyText.Escape(figure.Unit)}<extra></extra>",
            ["marker"] = new JsonObject
            {
                ["color"] = PlotlyJson.Numbers(boxes.Select(box => box.Node.Value)),
                ["cmin"] = PlotlyJson.Number(low),
                ["cmax"] = PlotlyJson.Number(high),
                ["colorscale"] = PlotlyColors.Scale(ColorScale.Diverging),
                ["colorbar"] = PlotlyColors.Bar(figure.Unit),
                ["showscale"] = true,
                ["line"] = new JsonObject { ["color"] = "--rule", ["width"] = 1 },
            },
        });
        string[] words = [.. boxes.Where(box => box.Floor == 0).OrderBy(box => box.Node.From).Select(box => box.Node.Label)];
        JsonObject x = PlotlyJson.NamedAxis("", words, 1), y = PlotlyJson.Axis("");
        x["side"] = "bottom";
        y["visible"] = false;
        y["range"] = PlotlyJson.Numbers([0, levels]);
        var layout = new JsonObject
        {
            ["xaxis"] = x,
            ["yaxis"] = y,
            ["showlegend"] = false,
            ["hovermode"] = "closest",
            ["margin"] = new JsonObject { ["l"] = 8, ["r"] = 14, ["t"] = 34, ["b"] = 100 },
        };
        return new PlotlyFigure(data, layout, (levels * LevelHeight) + Chrome);
    }
}
