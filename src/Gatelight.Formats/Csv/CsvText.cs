using System.Globalization;
using System.Text;
using Gatelight.Data;

namespace Gatelight.Formats.Csv;

/// <summary>Turns a file into text, or says why it is none.</summary>
internal static class CsvText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly (string Kind, byte[] Magic)[] KnownFiles =
    [
        ("a zip archive or an Excel workbook", [(byte)'P', (byte)'K', 3, 4]),
        ("a gzip archive", [0x1F, 0x8B]),
        ("an old Excel workbook", [0xD0, 0xCF, 0x11, 0xE0]),
        ("a PNG image", [0x89, (byte)'P', (byte)'N', (byte)'G']),
        ("a JPEG image", [0xFF, 0xD8, 0xFF]),
        ("a PDF document", "%PDF-"u8.ToArray()),
        ("a Parquet file", "PAR1"u8.ToArray()),
        ("an HDF5 file", [0x89, (byte)'H', (byte)'D', (byte)'F']),
        ("a SQLite database", "SQLite format 3"u8.ToArray()),
    ];

    /// <summary>Reads a whole file of at most <paramref name="maxBytes"/>.</summary>
    public static byte[] ReadBytes(string path, long maxBytes)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
            throw new InvalidInputException("The input path is empty or not a path; give a CSV file.");
        if (Directory.Exists(path))
            throw new InvalidInputException($"{path} is a folder; give a CSV file.");
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            // Read, not measured: a pipe has no length, and a file may grow meanwhile.
            using var bytes = new MemoryStream();
            var block = new byte[1 << 16];
            for (int count; (count = stream.Read(block)) > 0;)
            {
                if (bytes.Length + count > maxBytes)
                    throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"{path} is larger than {maxBytes:N0} bytes, the limit for a CSV file; split it or keep only the columns needed."));
                bytes.Write(block, 0, count);
            }

            return bytes.ToArray();
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidInputException($"There is no file {path}; check the name and the folder.", failure);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new InvalidInputException($"No permission to read {path}; change its rights or copy it.", failure);
        }
        catch (IOException failure)
        {
            throw new InvalidInputException($"Cannot read {path}: {OneLine.Of(failure.Message)} Check the file.", failure);
        }
    }

    /// <summary>Decodes UTF-8 (with or without a mark), UTF-16 with a mark, or else Latin-1.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.IsEmpty)
            throw new InvalidInputException($"{name} is empty; give a CSV file with a header line and rows.");
        foreach (var (kind, magic) in KnownFiles)
        {
            if (bytes.StartsWith(magic))
                throw new InvalidInputException($"{name} is not a CSV file, it looks like {kind}; export the table as CSV.");
        }

        string text = bytes switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes[2..]),
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes[2..]),
            [0xEF, 0xBB, 0xBF, ..] => DecodeUtf8(bytes[3..]),
            _ => DecodeUtf8(bytes),
        };
        RefuseOtherText(text, name);
        return text;
    }

    private static string DecodeUtf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    private static void RefuseOtherText(string text, string name)
    {
        int line = 1;
        foreach (char character in text)
        {
            if (character == '\n')
                line++;
            if (character < ' ' && character is not ('\t' or '\r' or '\n' or '\f'))
                throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"{name} is not a CSV file: line {line} holds the control character 0x{(int)character:X2}, so it is binary; export the table as CSV."));
        }

        var start = text.AsSpan().TrimStart();
        if (start.IsEmpty)
            throw new InvalidInputException($"{name} is empty; give a CSV file with a header line and rows.");
        if (start.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase))
            throw new InvalidInputException($"{name} is not a CSV file, it looks like a web page or XML; download the CSV itself.");
        if (start[0] is '{' or '[')
            throw new InvalidInputException($"{name} is not a CSV file, it looks like JSON; export the table as CSV.");
    }
}
