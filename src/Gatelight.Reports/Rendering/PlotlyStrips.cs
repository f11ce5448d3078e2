using System.Text.Json.Nodes;
using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Rendering;

/// <summary>Strips above one another for Plotly, all on one axis of steps.</summary>
internal static class PlotlyStrips
{
    private const int StripHeight = 30, GroupHead = 24, Chrome = 92;

    public static PlotlyFigure Create(StripFigure figure)
    {
        int drawing = figure.Groups.Sum(group => GroupHead + (StripHeight * group.Strips.Count)), above = 0, index = 0;
        JsonArray data = [], heads = [];
        JsonObject x = PlotlyJson.NamedAxis(figure.StepTitle, figure.StepNames, 1);
        var layout = new JsonObject { ["xaxis"] = x };
        foreach (StripGroup group in figure.Groups)
        {
            heads.Add(PlotlyJson.Note(group.Name, "paper", 0, "paper", 1 - ((above + GroupHead - 2.0) / drawing), "left", "bottom", "--ink"));
            above += GroupHead;
            for (int place = 0; place < group.Strips.Count; place++, index++)
            {
                FigureStrip strip = group.Strips[place];
                string suffix = index == 0 ? "" : NumberText.Plain(index + 1);
                data.Add(Trace(figure, group, strip, place, suffix));
                JsonObject y = PlotlyJson.Axis("");
                y["domain"] = PlotlyJson.Numbers([Math.Max(0, 1 - ((above + StripHeight - 3.0) / drawing)), 1 - ((double)above / drawing)]);
                y["range"] = PlotlyJson.Numbers([figure.Range.Low, figure.Range.High]);
                y["tickvals"] = PlotlyJson.Numbers([(figure.Range.Low + figure.Range.High) / 2]);
                y["ticktext"] = PlotlyJson.Texts([PlotlyText.Label(strip.Name)]);
                y["showgrid"] = false;
                y["fixedrange"] = true;
                layout[$"yaxis{suffix}"] = y;
                x["anchor"] = $"y{suffix}";
                above += StripHeight;
            }
        }

        layout["bargap"] = 0;
        layout["showlegend"] = false;
        layout["hovermode"] = "closest";
        layout["annotations"] = heads;
        layout["margin"] = new JsonObject { ["l"] = 8, ["r"] = 14, ["t"] = 30, ["b"] = 8 };
        return new PlotlyFigure(data, layout, drawing + Chrome);
    }

    private static JsonObject Trace(StripFigure figure, StripGroup group, FigureStrip strip, int place, string suffix) => new()
    {
        ["type"] = "bar",
        ["x"] = PlotlyJson.Numbers(strip.Values.Select((_, step) => (double)step)),
        ["y"] = PlotlyJson.Numbers(strip.Values),
        ["yaxis"] = $"y{suffix}",
        ["marker"] = new JsonObject { ["color"] = $"--category-{place % 6}@0.8", ["line"] = new JsonObject { ["width"] = 0 } },
        ["customdata"] = PlotlyJson.Texts(figure.StepNames.Select(PlotlyText.Escape)),
        ["hovertemplate"] = $"%{{customdata}}<br>{PlotlyText.Escape(group.Name)}, {PlotlyText.Escape(strip.Name)}: %{{y:,.3f}} {PlotlyText.Escape(figure.Unit)}<extra></extra>",
    };
}
