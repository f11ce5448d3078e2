using System.IO.Compression;
using Gatelight.Data;
using Gatelight.Formats.Arrays;

namespace Gatelight.Formats.Npy;

/// <summary>Reads .npz files: zips of .npy content. What unpacks to far more than it is packed is taken for a bomb.</summary>
internal static class NpzReader
{
    // Zeros pack a thousand times; as many as real arrays hold are let through.
    private const long MaximumRatio = 200, Unquestioned = 256L << 20, MaximumBytes = 4L << 30;
    private const int MaximumEntries = 10_000;

    internal static IReadOnlyDictionary<string, NdArray> Read(Stream stream)
    {
        using ZipArchive archive = new(stream, ZipArchiveMode.Read, leaveOpen: true);
        if (archive.Entries.Count > MaximumEntries)
            throw new InvalidDataException($"it holds {archive.Entries.Count} arrays, more than {MaximumEntries}; split it");
        // All that is promised is weighed before a byte is unpacked.
        long total = 0;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            total += entry.Length;
            if (entry.Length < 0 || total > MaximumBytes || (total > Unquestioned && total > Math.Max(1, stream.Length) * MaximumRatio))
                throw new InvalidDataException($"its array '{OneLine.Of(entry.FullName)}' would unpack to {entry.Length} bytes, far more than it is packed; save it again with numpy.savez");
        }

        Dictionary<string, NdArray> arrays = new(StringComparer.Ordinal);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            string name = entry.FullName.EndsWith(".npy", StringComparison.Ordinal) ? entry.FullName[..^4] : entry.FullName;
            using Stream content = entry.Open();
            try
            {
                if (!arrays.TryAdd(name, NpyReader.Read(content, entry.Length)))
                    throw new InvalidDataException("is there twice");
            }
            catch (InvalidDataException failure)
            {
                throw new InvalidDataException($"its array '{OneLine.Of(name)}' {failure.Message}", failure);
            }
        }

        return arrays;
    }
}
