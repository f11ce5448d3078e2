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

    /// <summary>A vertical rule through the whole drawing at a number.</summary>
    public static JsonObject VerticalRule(double at, string color, string dash) => new()
    {
        ["type"] = "line",
        ["x0"] = Number(at),
        ["x1"] = Number(at),
        ["yref"] = "paper",
        ["y0"] = 0,
        ["y1"] = 1,
        ["line"] = new JsonObject { ["color"] = color, ["width"] = 1.4, ["dash"] = dash },
    };

    /// <summary>A few words at a place of the drawing.</summary>
    public static JsonObject Note(string text, string xref, double x, string yref, double y, string xanchor, string yanchor, string color) => new()
    {
        ["text"] = PlotlyText.Escape(text),
        ["xref"] = xref,
        ["x"] = Number(x),
        ["xanchor"] = xanchor,
        ["yref"] = yref,
        ["y"] = Number(y),
        ["yanchor"] = yanchor,
        ["showarrow"] = false,
        ["borderpad"] = 2,
        ["font"] = new JsonObject { ["color"] = color, ["size"] = 12 },
        ["bgcolor"] = color == "--warning" ? "--warning-surface" : "rgba(0,0,0,0)",
    };

    /// <summary>A broken frame around what must not be taken at face value.</summary>
    public static JsonObject WarningFrame(string xref, string yref) => new()
    {
        ["type"] = "rect",
        ["xref"] = xref,
        ["yref"] = yref,
        ["x0"] = 0,
        ["x1"] = 1,
        ["y0"] = 0,
        ["y1"] = 1,
        ["line"] = new JsonObject { ["color"] = "--warning", ["width"] = 1.6, ["dash"] = "dash" },
    };

    /// <summary>An axis of named places 0, 1, 2 …; the page leaves out names for which it has no room.</summary>
    /// <param name="title">What a place is.</param>
    /// <param name="names">The names.</param>
    /// <param name="share">Share of the drawing's width that the axis has.</param>
    public static JsonObject NamedAxis(string title, IReadOnlyList<string> names, double share)
    {
        const int LongestLevel = 9, LetterWidth = 7, Gap = 12, SlantedWidth = 20;
        int longest = names.Select(name => name.Length).DefaultIfEmpty(0).Max();
        JsonObject axis = Axis(title);
        axis["showgrid"] = false;
        axis["range"] = Numbers([-0.5, names.Count - 0.5]);
        if (longest > LongestLevel) axis["tickangle"] = -40;
        axis["fit"] = new JsonObject
        {
            ["texts"] = Texts(names.Select(name => PlotlyText.Escape(NumberText.Shorten(name, 18)))),
            ["each"] = longest > LongestLevel ? SlantedWidth : (LetterWidth * longest) + Gap,
            ["share"] = Number(share),
        };
        return axis;
    }
}
