using System.Collections.Immutable;
using System.Globalization;
using Gatelight.Data;
using Gatelight.Formats.Text;
using Sylvan.Data.Csv;

namespace Gatelight.Formats.Csv;

/// <summary>
/// Reads a CSV file (RFC 4180) into a <see cref="Table"/>: a header line, then rows of as many fields. Comma, semicolon or
/// tab; quotes; LF, CRLF or CR; UTF-8, UTF-16 with a byte order mark, or Latin-1. Blank lines are skipped.
/// </summary>
public static class CsvTableReader
{
    private const int LongestRecord = 1 << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read; the defaults if left out.</param>
    /// <returns>The table, named after the file.</returns>
    /// <exception cref="InvalidInputException">The file is missing, unreadable, too large, not a CSV, empty, without rows, or ragged; one line names the place.</exception>
    public static Table Read(string path, CsvReadOptions? options = null)
    {
        options ??= CsvReadOptions.Default;
        return Parse(FileBytes.Read(path, options.MaxBytes, "CSV file"), Path.GetFileName(path), options);
    }

    /// <summary>Reads CSV from memory.</summary>
    /// <param name="bytes">The content of a file.</param>
    /// <param name="name">The name that messages use.</param>
    /// <param name="options">How to read; the defaults if left out.</param>
    /// <returns>The table.</returns>
    /// <exception cref="InvalidInputException">The content is not a CSV table; one line names the place.</exception>
    public static Table Parse(ReadOnlySpan<byte> bytes, string name, CsvReadOptions? options = null)
    {
        options ??= CsvReadOptions.Default;
        string text = CsvText.Decode(bytes, name, options.Encoding);
        using var reader = CsvDataReader.Create(new StringReader(text), new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = options.Delimiter ?? CsvDelimiter.Detect(text),
            Comment = '\0',
            MaxBufferSize = LongestRecord,
        });
        int line = 1;
        try
        {
            return ReadRows(reader, name, options, ref line);
        }
        catch (CsvRecordTooLargeException failure)
        {
            throw new InvalidInputException(Message($"{name}, line {line}: the row is longer than {LongestRecord:N0} characters; is a quote left open?"), failure);
        }
        catch (CsvInvalidCharacterException failure)
        {
            throw new InvalidInputException(Message($"{name}, line {line}: a quoted field is not closed, or text follows its closing quote; double the quotes inside a field."), failure);
        }
        catch (FormatException failure)
        {
            throw new InvalidInputException(Message($"{name}, line {line}: the row is not well-formed CSV; mend its quotes."), failure);
        }
    }

    private static Table ReadRows(CsvDataReader reader, string name, CsvReadOptions options, ref int line)
    {
        string[]? header = null;
        ImmutableArray<string>.Builder[] columns = [];
        var lines = ImmutableArray.CreateBuilder<int>();
        while (reader.Read())
        {
            int count = reader.RowFieldCount, first = line++;
            if (count <= 1 && (count == 0 || string.IsNullOrWhiteSpace(reader.GetString(0))))
                continue;
            if (header is not null && count != header.Length)
                throw new InvalidInputException(Message($"{name}, line {first}: {count} {(count == 1 ? "field" : "fields")}, but the header has {header.Length}; mend the row (quote a field that holds the delimiter)."));
            var fields = new string[count];
            for (int n = 0; n < count; n++)
            {
                fields[n] = reader.GetString(n);
                line += LineBreaks(fields[n]);
            }

            if (header is null)
            {
                header = Header(fields, name, options);
                columns = [.. header.Select(_ => ImmutableArray.CreateBuilder<string>())];
                continue;
            }

            lines.Add(first);
            for (int n = 0; n < count; n++)
                columns[n].Add(fields[n]);
        }

        if (header is null || lines.Count == 0)
            throw new InvalidInputException($"{name} has a header but no rows; add rows below it.");
        return new Table(name, header.Select((title, n) => new TableColumn(title, columns[n].ToImmutable())), lines.ToImmutable());
    }

    private static string[] Header(string[] fields, string name, CsvReadOptions options)
    {
        if (fields.Length < options.MinColumns)
            throw new InvalidInputException(Message($"{name} is not a CSV with at least {options.MinColumns} columns: its first line, '{OneLine.Of(fields[0])}', has {fields.Length}; separate columns by comma, semicolon or tab."));
        if (fields.All(field => field.AsSpan().Trim().TrimStart("+-.") is [>= '0' and <= '9', ..]))
            throw new InvalidInputException($"{name} has no header: its first line holds values ('{OneLine.Of(fields[0])}', ...); add a first line that names the columns.");
        var header = new string[fields.Length];
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int n = 0; n < header.Length; n++)
        {
            header[n] = fields[n].Trim() is { Length: > 0 } title ? title : Message($"column {n + 1}");
            if (!seen.TryAdd(header[n], n))
                throw new InvalidInputException(Message($"{name} names two columns '{OneLine.Of(header[n])}' (columns {seen[header[n]] + 1} and {n + 1}); rename one."));
        }

        return header;
    }

    private static int LineBreaks(string field)
    {
        int count = 0;
        for (int n = 0; n < field.Length; n++)
        {
            if (field[n] == '\n' || field[n] == '\r' && (n + 1 == field.Length || field[n + 1] != '\n'))
                count++;
        }

        return count;
    }

    private static string Message(FormattableString message) => message.ToString(CultureInfo.InvariantCulture);
}
