using System.Globalization;
using System.Text.Json.Nodes;

namespace Gatelight.Reports.Rendering;

/// <summary>Small pieces of Plotly's JSON. Colours are written as <c>--name</c> and resolved by the page for its present theme.</summary>
internal static class PlotlyJson
{
    private const int SignificantDigits = 7;

    public static JsonArray Numbers(IEnumerable<double> values) => new([.. values.Select(Number)]);

    public static JsonNode? Number(double value)
    {
        if (!double.IsFinite(value)) return null;
        // Plotly draws pixels: digits beyond these only make the file larger.
        string text = value.ToString("G" + SignificantDigits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return JsonValue.Create(double.Parse(text, CultureInfo.InvariantCulture));
    }

    public static JsonArray Times(IEnumerable<DateTime> times) => new([.. times.Select(time => (JsonNode)Time(time))]);

    public static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]);

    public static JsonObject Title(string text) => new() { ["text"] = PlotlyText.Escape(text), ["standoff"] = 10 };

    public static JsonObject Axis(string title) => new()
    {
        ["title"] = Title(title),
        ["automargin"] = true,
        ["color"] = "--muted",
        ["gridcolor"] = "--grid",
        ["linecolor"] = "--rule",
        ["zerolinecolor"] = "--rule",
        ["zeroline"] = false,
        ["tickangle"] = 0,
    };

    public static JsonObject TimeAxis(string format)
    {
        JsonObject axis = Axis("");
        axis.Remove("title");
        axis["type"] = "date";
        axis["hoverformat"] = PlotlyText.TimeFormat(format);
        axis["ticks"] = "outside";
        axis["tickcolor"] = "--rule";
        return axis;
    }

    public static JsonObject HorizontalLegend() => new()
    {
        ["orientation"] = "h",
        ["yref"] = "container",
        ["y"] = 0,
        ["yanchor"] = "bottom",
        ["x"] = 0,
        ["xanchor"] = "left",
        ["font"] = new JsonObject { ["color"] = "--ink" },
        ["bgcolor"] = "rgba(0,0,0,0)",
    };

    public static JsonObject VerticalRule(DateTime time) => new()
    {
        ["type"] = "line",
        ["x0"] = Time(time),
        ["x1"] = Time(time),
        ["yref"] = "paper",
        ["y0"] = 0,
        ["y1"] = 1,
        ["line"] = new JsonObject { ["color"] = "--muted", ["width"] = 1, ["dash"] = "dot" },
    };
}
