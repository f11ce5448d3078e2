using System.Buffers.Binary;
using System.Text;
using Gatelight.Formats.Arrays;

namespace Gatelight.Formats.Onnx.Wire;

/// <summary>
/// Builds a protobuf message of parts, so that its length is known before it is written and large arrays are never copied.
/// </summary>
internal sealed class ProtobufWriter
{
    private readonly List<(byte[] Bytes, int Length, ProtobufWriter? Message, Array? Numbers)> _parts = [];

    /// <summary>The length of the message in bytes.</summary>
    internal long Length { get; private set; }

    /// <summary>Adds a whole number.</summary>
    internal void Number(int field, long value) => Add([.. Varint(Tag(field, WireType.Varint)), .. Varint((ulong)value)]);

    /// <summary>Adds a 32-bit floating-point number.</summary>
    internal void Single(int field, float value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        Add([.. Varint(Tag(field, WireType.Fixed32)), .. bytes]);
    }

    /// <summary>Adds a text.</summary>
    internal void Text(int field, string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        Add([.. Varint(Tag(field, WireType.Delimited)), .. Varint((ulong)bytes.Length), .. bytes]);
    }

    /// <summary>Adds a message.</summary>
    internal void Message(int field, ProtobufWriter message)
    {
        Add([.. Varint(Tag(field, WireType.Delimited)), .. Varint((ulong)message.Length)]);
        _parts.Add(([], 0, message, null));
        Length += message.Length;
    }

    /// <summary>Adds the bytes of numbers, little-endian.</summary>
    internal void Raw(int field, Array numbers, int elementSize)
    {
        long length = (long)numbers.Length * elementSize;
        Add([.. Varint(Tag(field, WireType.Delimited)), .. Varint((ulong)length)]);
        _parts.Add(([], elementSize, null, numbers));
        Length += length;
    }

    /// <summary>Writes the message.</summary>
    internal void WriteTo(Stream stream)
    {
        foreach ((byte[] bytes, int size, ProtobufWriter? message, Array? numbers) in _parts)
        {
            if (message is not null)
                message.WriteTo(stream);
            else if (numbers is not null)
                LittleEndian.Write(stream, numbers, size);
            else
                stream.Write(bytes);
        }
    }

    private static ulong Tag(int field, WireType type) => ((ulong)field << 3) | (ulong)type;

    private static byte[] Varint(ulong value)
    {
        Span<byte> bytes = stackalloc byte[10];
        int length = 0;
        for (; value >= 0x80; value >>= 7)
            bytes[length++] = (byte)(value | 0x80);
        bytes[length++] = (byte)value;
        return bytes[..length].ToArray();
    }

    private void Add(byte[] bytes)
    {
        _parts.Add((bytes, bytes.Length, null, null));
        Length += bytes.Length;
    }
}
