using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Gatelight.Data;

namespace Gatelight.Serialization;

/// <summary>
/// Weights in the safetensors format: the header's length (8 bytes, little-endian), the header (JSON: for each tensor its
/// type, shape and place), then the numbers. Of its types this reads and writes F32.
/// </summary>
internal static class SafetensorsFile
{
    internal const int MaximumHeaderBytes = 16 << 20;

    private const int LengthBytes = 8;
    private const int ChunkValues = 1 << 14;

    /// <summary>Writes tensors, one behind the other.</summary>
    /// <exception cref="InvalidDataException">A value is not finite.</exception>
    internal static void Write(Stream stream, IReadOnlyList<SafetensorsTensor> tensors)
    {
        byte[] header = Header(tensors);
        if (header.Length > MaximumHeaderBytes)
            throw ModelFileFormat.Problem("the names of the weights do not fit into a file", "use fewer layers or shorter names.");
        Span<byte> length = stackalloc byte[LengthBytes];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        byte[] bytes = new byte[ChunkValues * sizeof(float)];
        foreach (SafetensorsTensor tensor in tensors)
        {
            for (int start = 0; start < tensor.Values.Length; start += ChunkValues)
            {
                ReadOnlySpan<float> values = tensor.Values.Span[start..Math.Min(start + ChunkValues, tensor.Values.Length)];
                CheckFinite(values, tensor.Name);
                for (int n = 0; n < values.Length; n++)
                    BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(n * sizeof(float)), values[n]);
                stream.Write(bytes, 0, values.Length * sizeof(float));
            }
        }
    }

    /// <summary>Reads the header and leaves the stream at the first number.</summary>
    /// <param name="stream">The file, at its start.</param>
    /// <param name="length">The file's length in bytes.</param>
    /// <returns>The tensors in the order of their places, which cover the file without a gap.</returns>
    /// <exception cref="InvalidDataException">The header is broken.</exception>
    internal static IReadOnlyList<SafetensorsEntry> ReadHeader(Stream stream, long length)
    {
        Span<byte> lengthBytes = stackalloc byte[LengthBytes];
        if (length < LengthBytes)
            throw ModelFileFormat.Problem("its weights are cut off");
        stream.ReadExactly(lengthBytes);
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
        if (headerLength > MaximumHeaderBytes || headerLength > (ulong)(length - LengthBytes))
            throw ModelFileFormat.Problem($"the header of its weights claims {headerLength} bytes");
        byte[] header = new byte[headerLength];
        stream.ReadExactly(header);
        List<SafetensorsEntry> entries = Parse(header);
        entries.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.End.CompareTo(b.End));
        long end = 0;
        foreach (SafetensorsEntry entry in entries)
        {
            if (entry.Start != end)
                throw ModelFileFormat.Problem($"weight {OneLine.Of(entry.Name)} starts at byte {entry.Start}, not {end}");
            end = entry.End;
        }

        return end == length - LengthBytes - (long)headerLength
            ? entries
            : throw ModelFileFormat.Problem($"its weights have {length - LengthBytes - (long)headerLength} bytes, but their header tells of {end}");
    }

    /// <summary>Reads the numbers of the next tensor.</summary>
    /// <param name="stream">The file, at the tensor's first number.</param>
    /// <param name="name">Its name.</param>
    /// <param name="values">Overwritten.</param>
    /// <exception cref="InvalidDataException">A value is not finite.</exception>
    internal static void ReadValues(Stream stream, string name, Span<float> values)
    {
        for (int start = 0; start < values.Length; start += ChunkValues)
        {
            Span<float> chunk = values[start..Math.Min(start + ChunkValues, values.Length)];
            stream.ReadExactly(MemoryMarshal.AsBytes(chunk));
            if (!BitConverter.IsLittleEndian)
            {
                Span<int> bits = MemoryMarshal.Cast<float, int>(chunk);
                BinaryPrimitives.ReverseEndianness(bits, bits);
            }

            CheckFinite(chunk, name);
        }
    }

    private static byte[] Header(IReadOnlyList<SafetensorsTensor> tensors)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            long start = 0;
            foreach (SafetensorsTensor tensor in tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", "F32");
                json.WriteStartArray("shape");
                foreach (int size in tensor.Shape)
                    json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(start);
                start += (long)tensor.Values.Length * sizeof(float);
                json.WriteNumberValue(start);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Spaces behind the JSON let the numbers start at a multiple of 8, where they can be mapped into memory.
        while (stream.Length % LengthBytes != 0)
            stream.WriteByte((byte)' ');
        return stream.ToArray();
    }

    private static List<SafetensorsEntry> Parse(byte[] header)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(header, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 });
            List<SafetensorsEntry> entries = [];
            foreach (JsonProperty tensor in document.RootElement.EnumerateObject())
            {
                if (tensor.Name != "__metadata__")
                    entries.Add(Entry(tensor));
            }

            return entries;
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new InvalidDataException(ModelFileFormat.Problem("the header of its weights is not what it should be").Message, failure);
        }
    }

    private static SafetensorsEntry Entry(JsonProperty tensor)
    {
        string? type = tensor.Value.GetProperty("dtype").GetString();
        if (type != "F32")
            throw ModelFileFormat.Problem($"weight {OneLine.Of(tensor.Name)} has numbers of type {OneLine.Of(type ?? "null")}, not F32", "store it as 32-bit floating point.");
        long[] shape = [.. tensor.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
        long[] place = [.. tensor.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
        long bytes = shape.Aggregate((long)sizeof(float), (product, size) => size < 0 ? throw new FormatException() : checked(product * size));
        if (place.Length != 2 || place[0] < 0 || place[1] < place[0] || place[1] - place[0] != bytes)
            throw ModelFileFormat.Problem($"the place of weight {OneLine.Of(tensor.Name)} does not fit its shape");
        return new SafetensorsEntry(tensor.Name, shape, place[0], place[1]);
    }

    private static void CheckFinite(ReadOnlySpan<float> values, string name)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                throw ModelFileFormat.Problem($"weight {OneLine.Of(name)} holds a value that is not a finite number", "train the model again, with a smaller learning rate.");
        }
    }
}
