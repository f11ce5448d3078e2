using System.Globalization;
using System.Text;
using System.Text.Json;
using Gatelight.Serialization;

namespace Gatelight.Reports.Figures;

/// <summary>The values behind a figure, exact, as one table: the one place that writes any figure as CSV or JSON.</summary>
public sealed record FigureData
{
    internal FigureData(Figure figure)
    {
        FigureTable table = figure.Tabulate();
        string type = figure.GetType().Name;
        string name = type[..^nameof(Figure).Length];
        Kind = char.ToLowerInvariant(name[0]) + name[1..];
        Title = figure.Title;
        Description = figure.AltText;
        Notes = [.. figure.Notes.Select(note => note.Text)];
        Columns = table.Columns;
        Rows = table.Rows;
    }

    /// <summary>Kind of the figure, for example <c>heatmap</c> or <c>phraseTree</c>.</summary>
    public string Kind { get; }

    /// <summary>Heading of the figure.</summary>
    public string Title { get; }

    /// <summary>What the figure shows, in words.</summary>
    public string Description { get; }

    /// <summary>Remarks that belong to the figure, warnings among them.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The columns.</summary>
    public IReadOnlyList<FigureDataColumn> Columns { get; }

    /// <summary>The rows, one cell per column.</summary>
    public IReadOnlyList<IReadOnlyList<FigureCell>> Rows { get; }

    /// <summary>
    /// Writes the table as CSV (RFC 4180): comma, a heading row with units in brackets, lines ended by CR LF, numbers with a
    /// point and all the digits that bring the same number back, nothing where a value is unknown.
    /// </summary>
    /// <returns>The text, the same for the same figure in every culture.</returns>
    public string ToCsv()
    {
        var csv = new StringBuilder();
        AppendLine(csv, Columns.Select(column => column.Unit.Length == 0 ? column.Name : $"{column.Name} [{column.Unit}]"));
        foreach (IReadOnlyList<FigureCell> row in Rows) AppendLine(csv, row.Select(Exact));
        return csv.ToString();
    }

    /// <summary>Writes kind, title, description, notes, columns and rows as JSON; a value that is unknown is null.</summary>
    /// <returns>The text, the same for the same figure in every culture.</returns>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" })) Write(json);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>Saves <see cref="ToCsv"/> as UTF-8, whole or not at all.</summary>
    /// <param name="path">File to write; an existing one is replaced.</param>
    /// <exception cref="Gatelight.Data.InvalidInputException">The file cannot be written.</exception>
    public void SaveCsv(string path) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(ToCsv())));

    /// <summary>Saves <see cref="ToJson"/> as UTF-8, whole or not at all.</summary>
    /// <param name="path">File to write; an existing one is replaced.</param>
    /// <exception cref="Gatelight.Data.InvalidInputException">The file cannot be written.</exception>
    public void SaveJson(string path) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(ToJson())));

    private static string Exact(FigureCell cell) => cell.Number is { } number
        ? double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : ""
        : cell.Text ?? "";

    private static void AppendLine(StringBuilder csv, IEnumerable<string> fields) =>
        csv.AppendJoin(',', fields.Select(Quoted)).Append("\r\n");

    private static string Quoted(string field) => field.AsSpan().ContainsAny(",\"\r\n")
        ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("kind", Kind);
        json.WriteString("title", Title);
        json.WriteString("description", Description);
        json.WriteStartArray("notes");
        foreach (string note in Notes) json.WriteStringValue(note);
        json.WriteEndArray();
        json.WriteStartArray("columns");
        foreach (FigureDataColumn column in Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("unit", column.Unit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (IReadOnlyList<FigureCell> row in Rows)
        {
            json.WriteStartArray();
            foreach (FigureCell cell in row) Write(json, cell);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FigureCell cell)
    {
        if (cell.Number is { } number && double.IsFinite(number)) json.WriteNumberValue(number);
        else if (cell.Text is { } text) json.WriteStringValue(text);
        else json.WriteNullValue();
    }
}
