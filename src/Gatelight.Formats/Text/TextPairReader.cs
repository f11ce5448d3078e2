using System.Globalization;
using Gatelight.Data;

namespace Gatelight.Formats.Text;

/// <summary>
/// Reads pairs of texts: a file with a source, a tab and a target on each line; a CSV, TSV or JSON-lines file with two named columns; or two files of
/// which each line of one belongs to the same line of the other.
/// </summary>
public static class TextPairReader
{
    private static readonly string[] Tabbed = [".tsv", ".tab", ".txt"];

    /// <summary>Reads the pairs of one file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The encoding; the defaults if left out.</param>
    /// <param name="source">The column of the sources. Where neither column is named, a .tsv, .tab or .txt file has no header and two columns, and another has a header with two columns or with <c>source</c> and <c>target</c>.</param>
    /// <param name="target">The column of the targets.</param>
    /// <returns>Each source with its target.</returns>
    /// <exception cref="InvalidInputException">The file cannot be read, or a line or column is missing; one line names the place.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(string path, TextReadOptions? options = null, string? source = null, string? target = null)
    {
        if (source is null && target is null && Tabbed.Contains(Path.GetExtension(path).ToLowerInvariant()))
            return ReadTabbed(path, options);
        Table table = TextTableReader.Read(path, options);
        bool isPlain = table.Columns.Length == 2 && source is null && target is null && !table.Columns.Any(column => column.Name == "source");
        TableColumn from = isPlain ? table.Columns[0] : Column(table, source ?? "source", "--source"), to = isPlain ? table.Columns[1] : Column(table, target ?? "target", "--target");
        return [.. from.Cells.Zip(to.Cells, KeyValuePair.Create)];
    }

    /// <summary>Reads two files whose lines belong together.</summary>
    /// <param name="sources">The file of the sources.</param>
    /// <param name="targets">The file of the targets.</param>
    /// <param name="options">The encoding; the defaults if left out.</param>
    /// <returns>Each source with its target; a line that is empty in both files is left out.</returns>
    /// <exception cref="InvalidInputException">A file cannot be read, or they have different numbers of lines.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> ReadAligned(string sources, string targets, TextReadOptions? options = null)
    {
        string[] from = Lines(sources, options), to = Lines(targets, options);
        if (from.Length != to.Length)
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(sources)} has {from.Length:N0} lines and {Path.GetFileName(targets)} has {to.Length:N0}; line by line they must belong together, so give two files with as many lines."));
        return [.. from.Zip(to, KeyValuePair.Create).Where(pair => pair.Key.Length > 0 || pair.Value.Length > 0)];
    }

    private static List<KeyValuePair<string, string>> ReadTabbed(string path, TextReadOptions? options)
    {
        string name = Path.GetFileName(path);
        List<KeyValuePair<string, string>> pairs = [];
        string[] lines = Lines(path, options);
        for (int line = 0; line < lines.Length; line++)
        {
            if (lines[line].Length == 0)
                continue;
            string[] cells = lines[line].Split('\t');
            if (cells.Length < 2)
                throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"{name}, line {line + 1}: there is no tab between a source and a target; write both on each line, or give two files, the sources and the targets."));
            if (cells.Length > 2)
                throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"{name}, line {line + 1}: there are {cells.Length} columns, and it is not said which are meant; keep two, or name them with --source COL --target COL in a file with a header."));
            pairs.Add(KeyValuePair.Create(cells[0].Trim(), cells[1].Trim()));
        }

        return pairs;
    }

    private static string[] Lines(string path, TextReadOptions? options)
    {
        string[] lines = [.. TextFile.Read(path, options).Split('\n').Select(line => line.Trim('\r', ' '))];
        return lines.Length > 0 && lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    private static TableColumn Column(Table table, string name, string option) =>
        table.Columns.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.Ordinal))
        ?? throw new InvalidInputException($"{table.Name} has no column '{OneLine.Of(name)}'; it has {string.Join(", ", table.Columns.Select(column => $"'{OneLine.Of(column.Name)}'"))}. Name the one that is meant with {option}.");
}
