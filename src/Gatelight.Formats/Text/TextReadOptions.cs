namespace Gatelight.Formats.Text;

/// <summary>How a file of texts is read.</summary>
public sealed record TextReadOptions
{
    /// <summary>The defaults: UTF-8, the format found from the name.</summary>
    public static TextReadOptions Default { get; } = new();

    /// <summary>How bytes stand for characters.</summary>
    public TextEncoding Encoding { get; init; }

    /// <summary>How the texts stand in the file; null finds it from the name: a folder, .jsonl, .ndjson or .json, .csv, .tsv or .tab, else plain text.</summary>
    public TextFormat? Format { get; init; }

    /// <summary>The largest file, or folder of files, that is read, in bytes; 256 MiB by default.</summary>
    public long MaxBytes { get; init; } = 256L << 20;
}
