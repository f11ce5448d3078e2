using System.Buffers;
using System.Text;
using Gatelight.Data;
using Gatelight.Serialization;

namespace Gatelight.Formats.Csv;

/// <summary>Writes a <see cref="Table"/> as CSV (RFC 4180): UTF-8 without a mark, commas, one line feed a row, quotes only where needed.</summary>
public static class CsvTableWriter
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n;\t");

    /// <summary>Writes a file, whole or not at all; an existing one is replaced.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="table">What to write; numbers come from <see cref="TableColumn.FromNumbers"/>.</param>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public static void Write(string path, Table table) => AtomicFile.Write(path, stream => Write(stream, table));

    /// <summary>Writes to a stream, which stays open.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="table">What to write.</param>
    public static void Write(Stream stream, Table table)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
        WriteRow(writer, table, column => column.Name);
        for (int row = 0; row < table.RowCount; row++)
        {
            int index = row;
            WriteRow(writer, table, column => column.Cells[index]);
        }
    }

    private static void WriteRow(StreamWriter writer, Table table, Func<TableColumn, string> cell)
    {
        for (int n = 0; n < table.Columns.Length; n++)
        {
            if (n > 0)
                writer.Write(',');
            writer.Write(Quote(cell(table.Columns[n])));
        }

        writer.WriteLine();
    }

    private static string Quote(string cell) =>
        !cell.AsSpan().ContainsAny(NeedQuotes) && cell.AsSpan().Trim().Length == cell.Length && cell.Length > 0
            ? cell
            : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
