using System.Collections.Immutable;
using Gatelight.Data;
using Gatelight.Formats.Csv;

namespace Gatelight.Formats.Text;

/// <summary>Reads texts, with labels or without, into a <see cref="Table"/>: CSV, TSV, JSON lines, plain text, or a folder for each label.</summary>
public static class TextTableReader
{
    /// <summary>The column of the texts, where the format itself names none.</summary>
    public const string TextColumn = "text";

    /// <summary>The column of the labels, where the format itself names none.</summary>
    public const string LabelColumn = "label";

    /// <summary>Reads a file or a folder.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="options">Encoding and format; the defaults if left out.</param>
    /// <exception cref="InvalidInputException">The file is missing, binary, not in that encoding or not in that format; one line names the place.</exception>
    public static Table Read(string path, TextReadOptions? options = null)
    {
        options ??= TextReadOptions.Default;
        TextFormat format = options.Format ?? FormatOf(path);
        if (format == TextFormat.Folders)
        {
            return Directory.Exists(path) ? FolderTable.Read(path, options)
                : throw new InvalidInputException($"There is no folder {path}; give one with a folder for each label in it.");
        }

        byte[] bytes = FileBytes.Read(path, options.MaxBytes, "file of texts");
        string name = Path.GetFileName(path);
        return format switch
        {
            TextFormat.Csv or TextFormat.Tsv => CsvTableReader.Parse(bytes, name, CsvOptions(format, options)),
            TextFormat.JsonLines => JsonLineTable.Parse(TextFile.Decode(bytes, name, options.Encoding), name),
            TextFormat.LabelledLines => LineTable.ParseLabelled(TextFile.Decode(bytes, name, options.Encoding), name),
            _ => LineTable.Parse(TextFile.Decode(bytes, name, options.Encoding), name),
        };
    }

    /// <summary>Reads a file of plain text for each label, one text a line.</summary>
    /// <param name="files">The labels and their files.</param>
    /// <param name="options">The encoding; the defaults if left out.</param>
    /// <exception cref="InvalidInputException">A file is missing, binary or not in that encoding.</exception>
    public static Table ReadClasses(IReadOnlyList<KeyValuePair<string, string>> files, TextReadOptions? options = null)
    {
        ImmutableArray<string>.Builder texts = ImmutableArray.CreateBuilder<string>(), labels = ImmutableArray.CreateBuilder<string>();
        var lines = ImmutableArray.CreateBuilder<int>();
        foreach (var (label, path) in files)
        {
            Table table = LineTable.Parse(TextFile.Read(path, options), Path.GetFileName(path));
            texts.AddRange(table.Columns[0].Cells);
            labels.AddRange(Enumerable.Repeat(label, table.RowCount));
            lines.AddRange(Enumerable.Range(0, table.RowCount).Select(table.SourceLine));
        }

        return new Table(
            string.Join(" + ", files.Select(file => Path.GetFileName(file.Value))),
            [new TableColumn(TextColumn, texts.ToImmutable()), new TableColumn(LabelColumn, labels.ToImmutable())], lines.ToImmutable());
    }

    private static TextFormat FormatOf(string path) => Directory.Exists(path) ? TextFormat.Folders : Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".CSV" => TextFormat.Csv,
        ".TSV" or ".TAB" => TextFormat.Tsv,
        ".JSONL" or ".NDJSON" or ".JSON" => TextFormat.JsonLines,
        _ => TextFormat.Lines,
    };

    private static CsvReadOptions CsvOptions(TextFormat format, TextReadOptions options) => new()
    {
        Delimiter = format == TextFormat.Tsv ? '\t' : null,
        MaxBytes = options.MaxBytes,
        MinColumns = 1,
        Encoding = options.Encoding,
    };
}
