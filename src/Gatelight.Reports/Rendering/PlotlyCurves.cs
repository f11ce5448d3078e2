using System.Text.Json.Nodes;
using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Rendering;

/// <summary>Curves over a number for Plotly.</summary>
internal static class PlotlyCurves
{
    private const int MostObserved = 200;

    private static readonly string[] Dashes = ["solid", "dash", "dashdot", "longdash", "dot"];

    public static PlotlyFigure Create(CurveFigure figure)
    {
        int decimals = NumberText.Decimals(figure.Curves.SelectMany(curve => curve.Y));
        var data = new JsonArray();
        int individual = 0, category = 0;
        foreach (FigureCurve curve in figure.Curves.Where(curve => curve.Role == CurveRole.Individual))
            data.Add(Line(figure, curve, decimals, Style(CurveRole.Individual, 0), individual++ == 0));
        foreach (FigureCurve curve in figure.Curves.Where(curve => curve.Role != CurveRole.Individual))
        {
            JsonObject style = Style(curve.Role, curve.Role == CurveRole.Category ? category++ : 0);
            if (curve.Area is not null) data.Add(Area(curve, style));
            data.Add(Line(figure, curve, decimals, style, isNamed: true));
        }

        JsonObject x = PlotlyJson.Axis(figure.XTitle), y = PlotlyJson.Axis(figure.Unit);
        y["tickformat"] = ",";
        if (figure.Range is { } range) y["range"] = PlotlyJson.Numbers([range.Low, range.High]);
        var layout = new JsonObject
        {
            ["xaxis"] = x,
            ["yaxis"] = y,
            ["hovermode"] = individual > 0 ? "closest" : "x unified",
            ["showlegend"] = figure.Curves.Count > 1,
            ["legend"] = PlotlyJson.HorizontalLegend(),
            ["shapes"] = new JsonArray([.. figure.Observed.Where(double.IsFinite).Take(MostObserved).Select(Tick)]),
            ["margin"] = new JsonObject { ["l"] = 8, ["r"] = 14, ["t"] = 34, ["b"] = 8 },
        };
        return new PlotlyFigure(data, layout, figure.Width == FigureWidth.Full ? 400 : 350);
    }

    private static JsonObject Line(CurveFigure figure, FigureCurve curve, int decimals, JsonObject style, bool isNamed)
    {
        bool isIndividual = curve.Role == CurveRole.Individual;
        return new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = "lines",
            ["name"] = PlotlyText.Escape(isIndividual ? "single examples" : CurveFigure.Label(curve)),
            ["x"] = PlotlyJson.Numbers(curve.X),
            ["y"] = PlotlyJson.Numbers(curve.Y),
            ["line"] = style.DeepClone(),
            ["opacity"] = isIndividual ? 0.3 : 1,
            ["legendgroup"] = isIndividual ? "single" : "",
            ["showlegend"] = isNamed,
            ["hovertemplate"] = $"{PlotlyText.Escape(curve.Name)}: %{{y:,.{decimals}f}} {PlotlyText.Escape(figure.Unit)}<extra></extra>",
        };
    }

    private static JsonObject Area(FigureCurve curve, JsonObject style) => new()
    {
        ["type"] = "scatter",
        ["mode"] = "lines",
        ["x"] = PlotlyJson.Numbers(curve.X),
        ["y"] = PlotlyJson.Numbers(curve.Y),
        ["line"] = new JsonObject { ["width"] = 0, ["color"] = style["color"]!.DeepClone() },
        ["fill"] = "tozeroy",
        ["fillcolor"] = $"{style["color"]}@0.13",
        ["hoverinfo"] = "skip",
        ["showlegend"] = false,
    };

    private static JsonObject Style(CurveRole role, int index) => role switch
    {
        CurveRole.Mean => new JsonObject { ["color"] = "--forecast", ["width"] = 3 },
        CurveRole.Individual => new JsonObject { ["color"] = "--muted", ["width"] = 1 },
        CurveRole.Reference => new JsonObject { ["color"] = "--muted", ["width"] = 1.8, ["dash"] = "dot" },
        _ => new JsonObject { ["color"] = $"--category-{index % 6}", ["width"] = 2.2, ["dash"] = Dashes[index % Dashes.Length] },
    };

    private static JsonNode Tick(double at) => new JsonObject
    {
        ["type"] = "line",
        ["x0"] = PlotlyJson.Number(at),
        ["x1"] = PlotlyJson.Number(at),
        ["yref"] = "paper",
        ["y0"] = 0,
        ["y1"] = 0.03,
        ["line"] = new JsonObject { ["color"] = "--ink", ["width"] = 1 },
    };
}
