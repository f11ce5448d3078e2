using System.Text.RegularExpressions;

namespace Gatelight.Architecture.Tests.Documents;

/// <summary>
/// Keeps the C# on a page equal to the recipe that it comes from. On the page, the block follows a marker:
/// <c>&lt;!-- recipe: Forecast.cs#train --&gt;</c>. In the recipe, the region lies between the lines <c>// &lt;train&gt;</c>
/// and <c>// &lt;/train&gt;</c>; its common indentation is taken off.
/// </summary>
internal static partial class RecipeDrift
{
    /// <summary>Blocks without a marker, markers that lead nowhere, and blocks that differ from their region.</summary>
    /// <param name="page">The page.</param>
    /// <param name="recipe">The text of a recipe by its file name; null where there is none.</param>
    public static IEnumerable<Finding> Check(SourceFile page, Func<string, string?> recipe)
    {
        string[] lines = page.Text.ReplaceLineEndings("\n").Split('\n');
        for (int at = 0; at < lines.Length; at++)
        {
            if (!lines[at].TrimEnd().Equals("```csharp", StringComparison.Ordinal))
                continue;
            int end = Array.FindIndex(lines, at + 1, line => line.StartsWith("```", StringComparison.Ordinal));
            if (end < 0)
                end = lines.Length;
            Match marker = Marker().Match(at > 0 ? lines[at - 1] : "");
            if (!marker.Success)
            {
                yield return new Finding(
                    page.Path, at + 1, "a C# block comes from no recipe.", "Put <!-- recipe: File.cs#region --> on the line above, or fence it as text.");
            }
            else if (Region(recipe(marker.Groups["file"].Value), marker.Groups["region"].Value) is not { } region)
            {
                yield return new Finding(
                    page.Path, at, $"no recipe has the region {marker.Value}.", "Put // <region> and // </region> around the lines in the recipe.");
            }
            else if (!region.SequenceEqual(lines[(at + 1)..end].Select(line => line.TrimEnd())))
            {
                yield return new Finding(
                    page.Path, at + 1, $"the block has drifted from {marker.Value}.", $"Replace it with:\n{string.Join('\n', region)}");
            }

            at = end;
        }
    }

    /// <summary>The lines of a region without their common indentation; null where it is absent or not closed.</summary>
    public static IReadOnlyList<string>? Region(string? recipe, string name)
    {
        string[] lines = (recipe ?? "").ReplaceLineEndings("\n").Split('\n');
        int start = Array.FindIndex(lines, line => line.Trim() == $"// <{name}>");
        int end = Array.FindIndex(lines, line => line.Trim() == $"// </{name}>");
        if (start < 0 || end < start)
            return null;
        string[] body = [.. lines[(start + 1)..end].Select(line => line.TrimEnd()).Where(line => !OtherMark().IsMatch(line))];
        int indent = body.Where(line => line.Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        return [.. body.Select(line => line.Length > indent ? line[indent..] : "")];
    }

    [GeneratedRegex(@"^<!-- recipe: (?<file>[\w./]+\.cs)#(?<region>[\w-]+) -->$", RegexOptions.ExplicitCapture)]
    private static partial Regex Marker();

    [GeneratedRegex(@"^\s*// </?[\w-]+>$")]
    private static partial Regex OtherMark();
}
