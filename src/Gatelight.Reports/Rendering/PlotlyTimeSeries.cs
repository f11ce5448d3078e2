using System.Text.Json.Nodes;
using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Rendering;

/// <summary>Lines and bands for Plotly.</summary>
internal static class PlotlyTimeSeries
{
    private static readonly string[] Dashes = ["dash", "dot", "dashdot", "longdash", "solid"];

    public static PlotlyFigure Create(TimeSeriesFigure figure)
    {
        int decimals = NumberText.Decimals(figure.Lines.SelectMany(line => line.Values));
        // Plotly gathers the nearest point of each line, and where lines differ in their times that may be another month.
        string at = figure.Lines.All(line => line.Times.SequenceEqual(figure.Lines[0].Times)) ? "" : At(figure.TimeFormat);
        var data = new JsonArray();
        for (int i = 0; i < figure.Bands.Count; i++) AddBand(data, figure.Bands[i], i, figure.Unit, at, decimals);
        int category = 0, ordered = 0, orderedCount = figure.Lines.Count(line => line.Role == LineRole.Ordered);
        foreach (FigureLine line in figure.Lines)
        {
            int index = line.Role switch { LineRole.Category => category++, LineRole.Ordered => ordered++, _ => 0 };
            data.Add(Line(line, Style(line.Role, index, orderedCount), figure.Unit, at, decimals, isMarked: line.Role == LineRole.Forecast && line.Values.Count <= 60));
        }

        JsonObject x = PlotlyJson.TimeAxis(figure.TimeFormat), y = PlotlyJson.Axis(figure.Unit);
        if (at.Length > 0) x["hoverformat"] = " ";
        y["tickformat"] = ",";
        if (figure.InitialView is { } view) x["range"] = PlotlyJson.Times([view.From, view.To]);
        if (figure.Range is { } range) y["range"] = PlotlyJson.Numbers([range.Low, range.High]);
        var layout = new JsonObject
        {
            ["xaxis"] = x,
            ["yaxis"] = y,
            ["hovermode"] = orderedCount > 4 ? "closest" : "x unified",
            ["showlegend"] = figure.Lines.Count + figure.Bands.Count > 1,
            ["legend"] = PlotlyJson.HorizontalLegend(),
            ["margin"] = new JsonObject { ["l"] = 8, ["r"] = 14, ["t"] = 34, ["b"] = 8 },
        };
        if (figure.Boundary is { } boundary) layout["shapes"] = new JsonArray(PlotlyJson.VerticalRule(boundary));
        return new PlotlyFigure(data, layout, figure.Width == FigureWidth.Full ? 420 : 340);
    }

    public static JsonObject Line(FigureLine line, JsonObject style, string unit, string at, int decimals, bool isMarked) => new()
    {
        ["type"] = "scatter",
        ["mode"] = isMarked ? "lines+markers" : "lines",
        ["name"] = PlotlyText.Escape(line.Name),
        ["x"] = PlotlyJson.Times(line.Times),
        ["y"] = PlotlyJson.Numbers(line.Values),
        ["line"] = style,
        ["marker"] = new JsonObject { ["size"] = 5, ["color"] = style["color"]!.DeepClone() },
        ["hovertemplate"] = $"{at}{PlotlyText.Escape(line.Name)}: %{{y:,.{decimals}f}} {PlotlyText.Escape(unit)}<extra></extra>",
    };

    public static JsonObject Style(LineRole role, int index, int orderedCount) => role switch
    {
        LineRole.Actual => new JsonObject { ["color"] = "--ink", ["width"] = orderedCount > 0 ? 2.6 : 1.8 },
        LineRole.Forecast => new JsonObject { ["color"] = "--forecast", ["width"] = 2.4 },
        LineRole.Ordered => new JsonObject { ["color"] = $"--ordered-{OrderedShade(index, orderedCount)}", ["width"] = 1.6 },
        _ => new JsonObject { ["color"] = $"--category-{index % 6}", ["width"] = 1.6, ["dash"] = Dashes[index % Dashes.Length] },
    };

    /// <summary>Shade of a member of an ordered family: the first is the faintest, the last the strongest.</summary>
    public static int OrderedShade(int index, int count) => count < 2 ? 5 : 5 * index / (count - 1);

    /// <summary>The start of a hover text: the point's own date.</summary>
    public static string At(string timeFormat) => $"%{{x|{PlotlyText.TimeFormat(timeFormat)}}}, ";

    private static void AddBand(JsonArray data, FigureBand band, int index, string unitName, string at, int decimals)
    {
        string name = PlotlyText.Escape(band.Name), unit = PlotlyText.Escape(unitName);
        var invisible = new JsonObject { ["width"] = 0, ["color"] = "--forecast" };
        data.Add(new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = "lines",
            ["x"] = PlotlyJson.Times(band.Times),
            ["y"] = PlotlyJson.Numbers(band.Lower),
            ["line"] = invisible,
            ["hoverinfo"] = "skip",
            ["showlegend"] = false,
            ["legendgroup"] = $"band{index}",
        });
        data.Add(new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = "lines",
            ["name"] = name,
            ["x"] = PlotlyJson.Times(band.Times),
            ["y"] = PlotlyJson.Numbers(band.Upper),
            ["customdata"] = PlotlyJson.Texts(band.Lower.Select((low, i) =>
                $"{NumberText.Write(low, decimals)} to {NumberText.Write(band.Upper[i], decimals)}")),
            ["line"] = invisible.DeepClone(),
            ["fill"] = "tonexty",
            ["fillcolor"] = index == 0 ? "--band-outer" : "--band-inner",
            ["legendgroup"] = $"band{index}",
            ["hovertemplate"] = $"{at}{name}: %{{customdata}} {unit}<extra></extra>",
        });
    }
}
