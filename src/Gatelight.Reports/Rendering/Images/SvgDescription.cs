using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Rendering.Images;

/// <summary>Gives an SVG the title and the words that a screen reader reads.</summary>
internal static class SvgDescription
{
    public static string Add(string svg, Figure figure)
    {
        int start = svg.IndexOf("<svg", StringComparison.Ordinal), end = svg.IndexOf('>', start);
        string title = new HtmlText().Text(Legal(figure.Title)).ToString(), words = new HtmlText().Text(Legal($"{figure.AltText} {figure.Caption}")).ToString();
        return $"{svg[..end]} role=\"img\"><title>{title}</title><desc>{words}</desc>{svg[(end + 1)..]}";
    }

    // XML knows no escape for control characters and halves of surrogate pairs.
    private static string Legal(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.Value is < 0x20 and not ('\t' or '\n' or '\r') or 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString()));
}
