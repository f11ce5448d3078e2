using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gatelight.Bench.Sections;

/// <summary>Writes sections as Markdown for people and as JSON for programs.</summary>
internal static class SectionWriter
{
    private const string Command = "dotnet run -c Release --project bench/Gatelight.Bench --";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes one section into a folder.</summary>
    public static void Write(string folder, Section section, Provenance provenance)
    {
        Directory.CreateDirectory(folder);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# {section.Title}\n\n{provenance}  \n`{Command} {section.Name}`\n\n{section.Method}\n");
        foreach (ResultTable table in section.Tables)
        {
            text.Append(table.Title is null ? "\n" : $"\n## {table.Title}\n\n");
            AppendRow(text, table.Columns);
            AppendRow(text, table.Columns.Select(_ => "---"));
            foreach (IReadOnlyList<Cell> row in table.Rows)
                AppendRow(text, row.Select(cell => cell.Text));
        }

        AppendVerdicts(text, section.Verdicts);
        File.WriteAllText(Path.Combine(folder, $"{section.Name}.md"), text.ToString());
        File.WriteAllText(Path.Combine(folder, $"{section.Name}.json"), JsonSerializer.Serialize(new { provenance, section }, Indented) + "\n");
    }

    /// <summary>Writes the page that names every aim of a whole run.</summary>
    public static void WriteSummary(string folder, IReadOnlyList<Section> sections, Provenance provenance)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# The aims and what was measured\n\n{provenance}  \n`{Command} all`\n\nRatios say how many times longer the peer takes: above 1 we are faster.\n");
        foreach (Section section in sections)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## [{section.Title}]({section.Name}.md)\n");
            AppendVerdicts(text, section.Verdicts);
        }

        File.WriteAllText(Path.Combine(folder, "summary.md"), text.ToString());
    }

    private static void AppendVerdicts(StringBuilder text, IReadOnlyList<Verdict> verdicts)
    {
        if (verdicts.Count == 0)
            return;
        text.Append("\n| aim | measured | |\n|---|---|---|\n");
        foreach (Verdict verdict in verdicts)
            text.Append(CultureInfo.InvariantCulture, $"| {verdict.Aim} | {verdict.Measured} | {(verdict.IsMet is { } isMet ? isMet ? "met" : "**missed**" : "not measured")} |\n");
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
