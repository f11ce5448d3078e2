using System.Text.Json.Nodes;
using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Rendering;

/// <summary>Horizontal bars, plain or as a waterfall, for Plotly.</summary>
internal static class PlotlyBars
{
    public static PlotlyFigure Create(BarFigure figure)
    {
        var steps = BarSteps.Of(figure);
        int decimals = NumberText.Decimals(figure.Bars.Select(bar => bar.Value));
        string unit = PlotlyText.Escape(figure.Unit);
        bool hasErrors = steps.Bars.Any(bar => bar.Error > 0);
        var data = new JsonArray(new JsonObject
        {
            ["type"] = "bar",
            ["orientation"] = "h",
            ["y"] = PlotlyJson.Numbers(steps.Bars.Select(bar => (double)bar.Row)),
            ["x"] = PlotlyJson.Numbers(steps.Bars.Select(bar => bar.Value)),
            ["base"] = PlotlyJson.Numbers(steps.Bars.Select(bar => bar.From)),
            ["width"] = 0.72,
            ["marker"] = new JsonObject { ["color"] = PlotlyJson.Texts(steps.Bars.Select(bar => bar.Value < 0 ? "--negative" : "--positive")) },
            ["text"] = PlotlyJson.Texts(steps.Bars.Select(bar => NumberText.Signed(bar.Value, decimals))),
            ["textposition"] = hasErrors ? "none" : "outside",
            ["cliponaxis"] = false,
            ["textfont"] = new JsonObject { ["color"] = "--ink", ["size"] = 11 },
            ["customdata"] = PlotlyJson.Texts(steps.Bars.Select(bar => PlotlyText.Escape(bar.Name))),
            ["hovertemplate"] = $"%{{customdata}}: %{{text}} {unit}<extra></extra>",
            ["error_x"] = Whiskers(steps, hasErrors),
        });
        if (steps.Totals.Count > 0) data.Add(Totals(steps, unit));
        if (hasErrors) data.Add(NumbersBesideWhiskers(steps, decimals));

        JsonObject x = PlotlyJson.Axis(figure.Unit), y = PlotlyJson.Axis("");
        x["tickformat"] = ",";
        x["nticks"] = 6;
        x["range"] = PlotlyJson.Numbers([steps.Low, steps.High]);
        double room = 0.18 * (steps.High - steps.Low);
        x["narrowRange"] = PlotlyJson.Numbers([steps.Low - room, steps.High + room]);
        x["zeroline"] = figure.Start is null;
        y.Remove("title");
        y["tickvals"] = PlotlyJson.Numbers(steps.Names.Select((_, row) => (double)row));
        y["ticktext"] = PlotlyJson.Texts(steps.Names.Select(name => PlotlyText.Label(name)));
        y["shortText"] = PlotlyJson.Texts(steps.Names.Select(PlotlyText.ShortLabel));
        y["range"] = PlotlyJson.Numbers([steps.Names.Count - 0.4, -0.6]);
        y["showgrid"] = false;
        var layout = new JsonObject
        {
            ["xaxis"] = x,
            ["yaxis"] = y,
            ["showlegend"] = false,
            ["hovermode"] = "closest",
            ["shapes"] = new JsonArray([.. steps.Connectors.Select(Connector)]),
            ["margin"] = new JsonObject { ["l"] = 8, ["r"] = 14, ["t"] = 30, ["b"] = 8 },
        };
        return new PlotlyFigure(data, layout, Math.Max(220, 96 + (24 * steps.Names.Count)));
    }

    private static JsonObject Whiskers(BarSteps steps, bool isVisible) => new()
    {
        ["type"] = "data",
        ["array"] = PlotlyJson.Numbers(steps.Bars.Select(bar => bar.Error)),
        ["visible"] = isVisible,
        ["color"] = "--ink",
        ["thickness"] = 1.2,
    };

    // Plotly would write them at the end of the bar, across the whisker.
    private static JsonObject NumbersBesideWhiskers(BarSteps steps, int decimals) => new()
    {
        ["type"] = "scatter",
        ["mode"] = "text",
        ["x"] = PlotlyJson.Numbers(steps.Bars.Select(bar => bar.From + bar.Value + (bar.Value < 0 ? -bar.Error : bar.Error))),
        ["y"] = PlotlyJson.Numbers(steps.Bars.Select(bar => (double)bar.Row)),
        ["text"] = PlotlyJson.Texts(steps.Bars.Select(bar => $"  {NumberText.Signed(bar.Value, decimals)}  ")),
        ["textposition"] = PlotlyJson.Texts(steps.Bars.Select(bar => bar.Value < 0 ? "middle left" : "middle right")),
        ["textfont"] = new JsonObject { ["color"] = "--ink", ["size"] = 11 },
        ["cliponaxis"] = false,
        ["hoverinfo"] = "skip",
    };

    private static JsonObject Totals(BarSteps steps, string unit)
    {
        int decimals = NumberText.Decimals(steps.Totals.Select(total => total.Value));
        return new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = "markers+text",
            ["x"] = PlotlyJson.Numbers(steps.Totals.Select(total => total.Value)),
            ["y"] = PlotlyJson.Numbers(steps.Totals.Select(total => (double)total.Row)),
            ["marker"] = new JsonObject { ["symbol"] = "diamond", ["size"] = 11, ["color"] = "--ink" },
            ["text"] = PlotlyJson.Texts(steps.Totals.Select(total => $"  {NumberText.Write(total.Value, decimals)}  ")),
            ["textposition"] = PlotlyJson.Texts(steps.Totals.Select(total => total.Value > (steps.Low + steps.High) / 2 ? "middle left" : "middle right")),
            ["textfont"] = new JsonObject { ["color"] = "--ink", ["size"] = 12 },
            ["cliponaxis"] = false,
            ["customdata"] = PlotlyJson.Texts(steps.Totals.Select(total => PlotlyText.Escape(total.Name))),
            ["hovertemplate"] = $"%{{customdata}}: %{{text}} {unit}<extra></extra>",
        };
    }

    private static JsonNode Connector((double Value, int Row) connector) => new JsonObject
    {
        ["type"] = "line",
        ["x0"] = PlotlyJson.Number(connector.Value),
        ["x1"] = PlotlyJson.Number(connector.Value),
        ["y0"] = connector.Row,
        ["y1"] = connector.Row + 1,
        ["layer"] = "below",
        ["line"] = new JsonObject { ["color"] = "--rule", ["width"] = 1 },
    };
}
