using System.Text.RegularExpressions;

namespace Gatelight.Reports.Rendering.Images;

/// <summary>Numbers the identifiers of an SVG from one: Skia counts them over the whole process, and the same figure must give the same text.</summary>
internal static partial class SvgIds
{
    public static string Renumber(string svg)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        return Reference().Replace(svg, match =>
        {
            string old = match.Groups["id"].Value;
            if (!names.TryGetValue(old, out string? name)) names[old] = name = $"g{NumberText.Plain(names.Count + 1)}";
            return match.Groups["before"].Value + name;
        });
    }

    // Attribute values cannot hold a bare quote, so text of the reader cannot look like one of these.
    [GeneratedRegex("""(?<before> id="|url\(#|href="#)(?<id>[a-z]+_[0-9a-f]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Reference();
}
