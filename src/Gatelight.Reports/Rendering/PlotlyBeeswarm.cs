using System.Text.Json.Nodes;
using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Rendering;

/// <summary>Points of many examples for Plotly.</summary>
internal static class PlotlyBeeswarm
{
    public static PlotlyFigure Create(BeeswarmFigure figure)
    {
        IReadOnlyList<SwarmLayout.Dot> dots = SwarmLayout.Of(figure);
        int decimals = NumberText.Decimals(dots.Select(dot => dot.Value)), rows = figure.Rows.Count;
        JsonObject bar = PlotlyColors.Bar("value of the feature, within its own range");
        bar["tickvals"] = PlotlyJson.Numbers([0, 1]);
        bar["ticktext"] = PlotlyJson.Texts(["low", "high"]);
        bar["len"] = 0.4;
        var data = new JsonArray(new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = "markers",
            ["x"] = PlotlyJson.Numbers(dots.Select(dot => dot.Value)),
            ["y"] = PlotlyJson.Numbers(dots.Select(dot => dot.Row + dot.Offset)),
            ["customdata"] = PlotlyJson.Texts(dots.Select(dot => $"{PlotlyText.Escape(figure.Rows[dot.Row].Name)} = {NumberText.Write(dot.FeatureValue)}")),
            ["hovertemplate"] = $"%{{customdata}}<br>%{{x:,.{decimals}f}} {PlotlyText.Escape(figure.Unit)}<extra></extra>",
            ["marker"] = new JsonObject
            {
                ["size"] = 6,
                ["opacity"] = 0.85,
                ["color"] = PlotlyJson.Numbers(dots.Select(dot => dot.Level)),
                ["cmin"] = 0,
                ["cmax"] = 1,
                ["colorscale"] = PlotlyColors.Levels(),
                ["colorbar"] = bar,
                ["showscale"] = true,
            },
        });
        JsonObject x = PlotlyJson.Axis(figure.Unit), y = PlotlyJson.Axis("");
        x["tickformat"] = ",";
        x["nticks"] = 7;
        x["zeroline"] = true;
        x["zerolinecolor"] = "--muted";
        y["tickvals"] = PlotlyJson.Numbers(Enumerable.Range(0, rows).Select(row => (double)row));
        y["ticktext"] = PlotlyJson.Texts(figure.Rows.Select(row => PlotlyText.Label(row.Name)));
        y["shortText"] = PlotlyJson.Texts(figure.Rows.Select(row => PlotlyText.ShortLabel(row.Name)));
        y["range"] = PlotlyJson.Numbers([rows - 0.5, -0.5]);
        var layout = new JsonObject
        {
            ["xaxis"] = x,
            ["yaxis"] = y,
            ["showlegend"] = false,
            ["hovermode"] = "closest",
            ["margin"] = new JsonObject { ["l"] = 8, ["r"] = 14, ["t"] = 34, ["b"] = 112 },
        };
        return new PlotlyFigure(data, layout, Math.Max(240, 160 + (42 * rows)));
    }
}
