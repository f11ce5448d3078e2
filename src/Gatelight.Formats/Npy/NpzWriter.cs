using System.IO.Compression;
using Gatelight.Formats.Arrays;

namespace Gatelight.Formats.Npy;

/// <summary>Writes .npz files, not compressed, as numpy.savez does.</summary>
internal static class NpzWriter
{
    // The oldest time that a zip can hold: the same arrays are to give the same bytes.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static void Write(IReadOnlyDictionary<string, NdArray> arrays, Stream stream)
    {
        using ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, array) in arrays)
        {
            ZipArchiveEntry entry = archive.CreateEntry($"{name}.npy", CompressionLevel.NoCompression);
            entry.LastWriteTime = Epoch;
            using Stream content = entry.Open();
            NpyWriter.Write(array, content);
        }
    }
}
