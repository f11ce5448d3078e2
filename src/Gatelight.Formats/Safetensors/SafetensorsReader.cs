using System.Buffers.Binary;
using System.Text.Json;
using Gatelight.Data;

namespace Gatelight.Formats.Safetensors;

/// <summary>
/// Reads the safetensors format: the header's length (8 bytes, little-endian), the header (JSON: for each array its type, shape and place),
/// then the numbers. Nothing is believed before it is checked, and no array is read before it is asked for.
/// </summary>
internal static class SafetensorsReader
{
    private const int MaximumHeaderBytes = 64 << 20;
    private const int LengthBytes = 8;
    private const string Metadata = "__metadata__";

    /// <summary>Whether a file begins as this format does.</summary>
    internal static bool Recognises(ReadOnlySpan<byte> head)
    {
        if (head.Length <= LengthBytes || head[LengthBytes] != (byte)'{')
            return false;
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(head);
        return length is > 1 and <= MaximumHeaderBytes || head[4..LengthBytes].IndexOfAnyExcept((byte)0) >= 0 && head[(LengthBytes + 1)..].TrimStart(" \n\r\t"u8).StartsWith("\""u8);
    }

    /// <summary>Reads the header of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The arrays by name, and the texts that the file keeps beside them.</returns>
    /// <exception cref="InvalidDataException">The header is broken.</exception>
    internal static (IReadOnlyList<SafetensorsArray> Arrays, IReadOnlyDictionary<string, string> Texts) Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        byte[] lengthBytes = new byte[LengthBytes];
        stream.ReadExactly(lengthBytes);
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
        if (headerLength > MaximumHeaderBytes || headerLength > (ulong)(stream.Length - LengthBytes))
            throw Problem($"its header claims {headerLength} bytes");
        byte[] header = new byte[headerLength];
        stream.ReadExactly(header);
        long start = LengthBytes + (long)headerLength, room = stream.Length - start;
        List<SafetensorsArray> arrays = [];
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        List<(long Start, long End)> places = [];
        using var document = JsonDocument.Parse(header, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 });
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw Problem("its header is no object");
        foreach (JsonProperty entry in document.RootElement.EnumerateObject())
        {
            if (entry.Name != Metadata)
            {
                arrays.Add(Array(entry, path, start, room, places));
                continue;
            }

            if (entry.Value.ValueKind != JsonValueKind.Object)
                throw Problem("its metadata are no object");
            foreach (JsonProperty text in entry.Value.EnumerateObject().Where(text => text.Value.ValueKind == JsonValueKind.String))
                texts[text.Name] = text.Value.GetString()!;
        }

        places.Sort();
        long end = 0;
        foreach ((long from, long to) in places)
        {
            if (from < end)
                throw Problem("two of its arrays share bytes");
            end = to;
        }

        return (arrays, texts);
    }

    private static SafetensorsArray Array(JsonProperty entry, string path, long start, long room, List<(long, long)> places)
    {
        string name = entry.Name;
        if (entry.Value.ValueKind != JsonValueKind.Object || !entry.Value.TryGetProperty("dtype", out JsonElement kind) || kind.ValueKind != JsonValueKind.String
            || !entry.Value.TryGetProperty("shape", out JsonElement sizes) || !entry.Value.TryGetProperty("data_offsets", out JsonElement offsets))
        {
            throw Problem($"its header does not say what the array {OneLine.Of(name)} is");
        }

        string type = kind.GetString()!;
        int size = SafetensorsArray.SizeOf(type);
        long[] shape = Numbers(sizes, name), place = Numbers(offsets, name);
        long bytes = size;
        foreach (long each in shape)
        {
            if (each > 0 && bytes > long.MaxValue / each)
                throw Problem($"the array {OneLine.Of(name)} claims more numbers than there can be");
            bytes *= each;
        }

        if (size == 0)
            throw Problem($"the array {OneLine.Of(name)} has numbers of type {OneLine.Of(type)}", "store it as 32-bit floating point.");
        if (place.Length != 2 || place[0] > place[1] || place[1] > room || place[1] - place[0] != bytes || bytes > System.Array.MaxLength || shape.Any(each => each > int.MaxValue))
            throw Problem($"the place of the array {OneLine.Of(name)} does not fit its shape, or lies outside the file");
        places.Add((place[0], place[1]));
        return new SafetensorsArray(name, type, [.. shape.Select(each => (int)each)], target => Load(path, start + place[0], target));
    }

    private static void Load(string path, long at, Span<byte> target)
    {
        using FileStream stream = File.OpenRead(path);
        stream.Position = at;
        stream.ReadExactly(target);
    }

    private static long[] Numbers(JsonElement list, string name)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > 32)
            throw Problem($"its header does not say where the array {OneLine.Of(name)} is");
        return [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out long number) && number >= 0 ? number : throw Problem($"the array {OneLine.Of(name)} has a size or a place that is none"))];
    }

    private static InvalidDataException Problem(string what, string mend = "get a whole copy of the file, or save the weights again.") => new($"{what}; {mend}");
}
