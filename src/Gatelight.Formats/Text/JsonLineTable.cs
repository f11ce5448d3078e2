using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gatelight.Data;

namespace Gatelight.Formats.Text;

/// <summary>Reads JSON lines (one object a line), or one JSON array of objects, into a <see cref="Table"/>: a column for each name, cells that a row lacks empty.</summary>
internal static class JsonLineTable
{
    private const int MostColumns = 1000;
    private const long MostCells = 1 << 26; // a row that lacks a name has an empty cell for it

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32 };

    internal static Table Parse(string text, string name)
    {
        var rows = new Rows(name);
        if (text.AsSpan().TrimStart().StartsWith("["))
        {
            using JsonDocument document = Document(text, name, 1);
            int number = 0;
            foreach (JsonElement element in document.RootElement.EnumerateArray())
                rows.Add(element, ++number, "element");
            return rows.ToTable();
        }

        int line = 0;
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } content)
        {
            line++;
            if (string.IsNullOrWhiteSpace(content))
                continue;
            using JsonDocument document = Document(content, name, line);
            rows.Add(document.RootElement, line, "line");
        }

        return rows.ToTable();
    }

    private static JsonDocument Document(string text, string name, int line)
    {
        try
        {
            return JsonDocument.Parse(text, Strict);
        }
        catch (JsonException failure)
        {
            long at = line + (failure.LineNumber ?? 0);
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"{name}, line {at}, byte {(failure.BytePositionInLine ?? 0) + 1}: this is not well-formed JSON; write one object a line, as in {{\"text\": \"...\", \"label\": \"...\"}}."), failure);
        }
    }

    private sealed class Rows(string name)
    {
        private readonly List<string> _names = [];
        private readonly Dictionary<string, ImmutableArray<string>.Builder> _columns = new(StringComparer.Ordinal);
        private readonly ImmutableArray<int>.Builder _lines = ImmutableArray.CreateBuilder<int>();

        internal void Add(JsonElement row, int number, string unit)
        {
            try
            {
                AddRow(row, number, unit);
            }
            catch (InvalidOperationException failure)
            {
                throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"{name}, {unit} {number}: a text in it holds half a character (a \\u escape without its other half); write it whole or leave it out."), failure);
            }
        }

        private void AddRow(JsonElement row, int number, string unit)
        {
            if (row.ValueKind != JsonValueKind.Object)
                throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"{name}, {unit} {number}: it is a JSON {row.ValueKind.ToString().ToLowerInvariant()}, not an object; write {{\"text\": \"...\", \"label\": \"...\"}}."));
            foreach (JsonProperty property in row.EnumerateObject())
            {
                if (!_columns.TryGetValue(property.Name, out var column))
                {
                    if (_names.Count == MostColumns)
                        throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"{name}, {unit} {number}: the objects have more than {MostColumns} different names; give rows that share their names."));
                    column = ImmutableArray.CreateBuilder<string>();
                    _names.Add(property.Name);
                    _columns.Add(property.Name, column);
                }

                if (column.Count > _lines.Count)
                    throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"{name}, {unit} {number}: '{OneLine.Of(property.Name)}' comes twice in the object; keep one."));
                Pad(column);
                column.Add(CellOf(property.Value));
            }

            if ((long)_names.Count * (_lines.Count + 1) > MostCells)
                throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"{name}, {unit} {number}: {_names.Count} names in so many rows make more than {MostCells:N0} cells; keep the names that are needed."));
            _lines.Add(number);
        }

        internal Table ToTable()
        {
            if (_lines.Count == 0)
                throw new InvalidInputException($"{name} holds no objects; write one a line.");
            foreach (var column in _columns.Values)
                Pad(column);
            return new Table(name, _names.Select(title => new TableColumn(title, _columns[title].ToImmutable())), _lines.ToImmutable());
        }

        private void Pad(ImmutableArray<string>.Builder column)
        {
            while (column.Count < _lines.Count)
                column.Add("");
        }

        private static string CellOf(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Null => "",
            _ => value.GetRawText(),
        };
    }
}
