using System.Text;

namespace Gatelight.Reports.Rendering;

/// <summary>Writes text so that Plotly shows it as it is: Plotly itself reads tags, entities and <c>%{...}</c> templates.</summary>
internal static class PlotlyText
{
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length + 8);
        foreach (char c in text)
        {
            _ = c switch
            {
                '&' => result.Append("&amp;"),
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '%' or '$' or '{' => result.Append("&#").Append((int)c).Append(';'),
                _ => result.Append(c),
            };
        }

        return result.ToString();
    }

    /// <summary>Escapes and shortens for an axis, where a long name would leave no room for the drawing.</summary>
    public static string Label(string text) => Escape(NumberText.Shorten(text));

    /// <summary>The label for a narrow screen.</summary>
    public static string ShortLabel(string text) => Escape(NumberText.Shorten(text, 17));

    /// <summary>Turns a .NET time format into the one that Plotly's axes read.</summary>
    public static string TimeFormat(string format) => format
        .Replace("yyyy", "%Y", StringComparison.Ordinal)
        .Replace("MMMM", "%B", StringComparison.Ordinal)
        .Replace("MMM", "%b", StringComparison.Ordinal)
        .Replace("MM", "%m", StringComparison.Ordinal)
        .Replace("dd", "%d", StringComparison.Ordinal)
        .Replace("HH", "%H", StringComparison.Ordinal)
        .Replace("mm", "%M", StringComparison.Ordinal)
        .Replace("ss", "%S", StringComparison.Ordinal);
}
