using System.Globalization;
using Gatelight.Data;

namespace Gatelight.Formats.Text;

/// <summary>Reads whole files, and knows by their first bytes those that are no text.</summary>
internal static class FileBytes
{
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
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">The limit.</param>
    /// <param name="what">What the file should be, as in "CSV file".</param>
    internal static byte[] Read(string path, long maxBytes, string what)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
            throw new InvalidInputException($"The input path is empty or not a path; give a {what}.");
        if (Directory.Exists(path))
            throw new InvalidInputException($"{path} is a folder; give a {what}.");
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            // Read, not measured: a pipe has no length, and a file may grow meanwhile.
            using var bytes = new MemoryStream();
            var block = new byte[1 << 16];
            for (int count; (count = stream.Read(block)) > 0;)
            {
                if (bytes.Length + count > maxBytes)
                    throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"{path} is larger than {maxBytes:N0} bytes, the limit for a {what}; split it or keep only what is needed."));
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

    /// <summary>What a file is that is surely no text, or null.</summary>
    internal static string? KindOf(ReadOnlySpan<byte> bytes)
    {
        foreach (var (kind, magic) in KnownFiles)
        {
            if (bytes.StartsWith(magic))
                return kind;
        }

        return null;
    }
}
