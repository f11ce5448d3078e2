using Gatelight.Formats.Text;

namespace Gatelight.Formats.Csv;

/// <summary>How <see cref="CsvTableReader"/> reads. The defaults suit any series file.</summary>
public sealed record CsvReadOptions
{
    /// <summary>The defaults.</summary>
    public static CsvReadOptions Default { get; } = new();

    /// <summary>The delimiter; <see langword="null"/> finds comma, semicolon or tab from the first lines.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The largest file that is read, in bytes; 256 MiB by default.</summary>
    public long MaxBytes { get; init; } = 256L << 20;

    /// <summary>The fewest columns that make sense; 2 by default, a time and a value.</summary>
    public int MinColumns { get; init; } = 2;

    /// <summary>How bytes stand for characters; <see langword="null"/> reads UTF-8, and Latin-1 where a byte is not, which is harmless for numbers but not for texts.</summary>
    public TextEncoding? Encoding { get; init; }
}
