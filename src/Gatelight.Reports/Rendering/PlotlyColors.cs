using System.Text.Json.Nodes;
using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Rendering;

/// <summary>Colour scales and colour bars for Plotly.</summary>
internal static class PlotlyColors
{
    public static JsonArray Scale(ColorScale scale) => scale == ColorScale.Diverging ? Stops("diverging", 7) : Stops("sequential", 6);

    /// <summary>The scale of a feature's own value, low to high.</summary>
    public static JsonArray Levels() => Stops("level", 5);

    /// <summary>A horizontal bar at the foot of the figure, with the unit beneath.</summary>
    public static JsonObject Bar(string unit) => new()
    {
        ["orientation"] = "h",
        ["yref"] = "container",
        ["y"] = 0,
        ["yanchor"] = "bottom",
        ["ypad"] = 2,
        ["thickness"] = 10,
        ["len"] = 0.8,
        ["outlinewidth"] = 0,
        ["nticks"] = 5,
        ["title"] = new JsonObject { ["text"] = PlotlyText.Escape(unit), ["side"] = "bottom", ["font"] = new JsonObject { ["size"] = 12, ["color"] = "--muted" } },
        ["tickformat"] = ",",
        ["tickfont"] = new JsonObject { ["color"] = "--muted", ["size"] = 11 },
    };

    private static JsonArray Stops(string name, int count) => new([.. Enumerable.Range(0, count).Select(i =>
        (JsonNode)new JsonArray(PlotlyJson.Number((double)i / (count - 1)), $"--{name}-{i}"))]);
}
