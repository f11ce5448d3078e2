using System.Globalization;
using Gatelight.Data;
using Gatelight.Formats.Arrays;

namespace Gatelight.Formats.Onnx.Schema;

/// <summary>Weights that a model keeps in files beside it. A file outside of the model's folder is never opened.</summary>
internal sealed class ExternalData(string folder)
{
    /// <summary>Reads the numbers that the entries <c>location</c>, <c>offset</c> and <c>length</c> point to.</summary>
    internal Array Read(Dictionary<string, string> entries, ElementType element, int type, int count, string shown)
    {
        if (!entries.TryGetValue("location", out string? location) || location.Length == 0)
            throw new InvalidDataException($"{shown} is stored in another file, and does not say which; get a whole copy of the model");
        string path = Resolve(location, shown);
        try
        {
            using FileStream stream = File.OpenRead(path);
            long offset = Number(entries, "offset", 0, shown);
            long length = Number(entries, "length", Math.Max(0, stream.Length - offset), shown);
            if (offset > stream.Length || length > stream.Length - offset)
                throw new InvalidDataException($"{shown} lies at {offset} to {offset + length} of {OneLine.Of(location)}, which has {stream.Length} bytes; get a whole copy of it");
            return TensorParser.FromBytes(element, type, count, length, shown, bytes =>
            {
                stream.Position = offset;
                stream.ReadExactly(bytes);
            });
        }
        catch (Exception failure) when (failure is FileNotFoundException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{shown} is stored in {OneLine.Of(location)}, which cannot be read; put that file beside the model", failure);
        }
    }

    private static long Number(Dictionary<string, string> entries, string key, long otherwise, string shown)
    {
        if (!entries.TryGetValue(key, out string? text))
            return otherwise;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw new InvalidDataException($"{shown} has the {key} '{OneLine.Of(text)}', which is not a number from 0");
    }

    private string Resolve(string location, string shown)
    {
        string[] parts = location.Split('/', '\\');
        if (Path.IsPathRooted(location) || location.Contains('\0', StringComparison.Ordinal) || location.Contains(':', StringComparison.Ordinal) || parts.Contains(".."))
            throw Outside(location, shown);
        string path = Path.GetFullPath(Path.Combine(folder, Path.Combine(parts)));
        // A link may point anywhere, so where it leads is what counts, for the file and for every folder on the way.
        string walked = Path.GetFullPath(folder);
        foreach (string part in parts)
        {
            walked = Path.Combine(walked, part);
            FileSystemInfo entry = Directory.Exists(walked) ? new DirectoryInfo(walked) : new FileInfo(walked);
            if (entry.LinkTarget is not null)
                throw Outside(location, shown);
        }

        if (!File.Exists(path) || new FileInfo(path).Attributes.HasFlag(FileAttributes.Device))
            throw new InvalidDataException($"{shown} is stored in {OneLine.Of(location)}, and there is no such file; put it beside the model");
        return path;
    }

    private static InvalidDataException Outside(string location, string shown) =>
        new($"{shown} is stored in '{OneLine.Of(location)}', which may lie outside of the model's folder; put a plain file beside the model and name it alone");
}
