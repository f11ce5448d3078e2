using System.Buffers.Binary;
using System.Text.Json;

namespace Gatelight.Formats.Safetensors;

/// <summary>Writes arrays of 32-bit numbers in the safetensors format.</summary>
internal static class SafetensorsWriter
{
    /// <summary>Writes arrays, one behind the other.</summary>
    internal static void Write(Stream stream, IReadOnlyList<(string Name, int[] Shape, float[] Values)> arrays, IReadOnlyDictionary<string, string> texts)
    {
        using MemoryStream header = new();
        using (Utf8JsonWriter json = new(header))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach (var (name, text) in texts)
                json.WriteString(name, text);
            json.WriteEndObject();
            long start = 0;
            foreach (var (name, shape, values) in arrays)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", "F32");
                json.WriteStartArray("shape");
                foreach (int size in shape)
                    json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(start);
                start += (long)values.Length * sizeof(float);
                json.WriteNumberValue(start);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Spaces behind the JSON let the numbers start at a multiple of 8, where they can be mapped into memory.
        while (header.Length % 8 != 0)
            header.WriteByte((byte)' ');
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        header.WriteTo(stream);
        byte[] bytes = new byte[1 << 16];
        foreach (var (_, _, values) in arrays)
        {
            int room = bytes.Length / sizeof(float);
            for (int start = 0; start < values.Length; start += room)
            {
                int count = Math.Min(room, values.Length - start);
                for (int n = 0; n < count; n++)
                    BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(n * sizeof(float)), values[start + n]);
                stream.Write(bytes, 0, count * sizeof(float));
            }
        }
    }
}
