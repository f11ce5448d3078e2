using System.Buffers.Binary;
using System.Text;

namespace Gatelight.Formats.Onnx.Wire;

/// <summary>
/// Reads protobuf messages from a stream that can seek. No length is believed before it is checked against what is left of the
/// message around it, and large fields can be passed by and read later, straight to where they belong.
/// </summary>
/// <remarks>https://protobuf.dev/programming-guides/encoding</remarks>
internal sealed class ProtobufReader(Stream stream)
{
    private const int BufferLength = 1 << 16, MaximumDepth = 64, MaximumText = 1 << 24;

    private readonly byte[] _buffer = new byte[BufferLength];
    private readonly long _end = stream.Length;
    private long _bufferStart;
    private int _filled;
    private int _at;
    private long _limit = stream.Length;
    private int _depth;

    /// <summary>Where the next byte is.</summary>
    internal long Position => _bufferStart + _at;

    /// <summary>Bytes left of the message being read.</summary>
    internal long Left => _limit - Position;

    /// <summary>Reads the tag of the next field; false at the end of the message.</summary>
    internal bool Next(out int field, out WireType type)
    {
        if (Left <= 0)
        {
            field = 0;
            type = default;
            return false;
        }

        ulong tag = Varint();
        field = tag >> 3 <= int.MaxValue ? (int)(tag >> 3) : 0;
        type = (WireType)(tag & 7);
        if (field == 0 || type is not (WireType.Varint or WireType.Fixed64 or WireType.Delimited or WireType.Fixed32))
            throw Broken($"has a field {field} of type {(int)type}, which does not exist");
        return true;
    }

    /// <summary>Reads a whole number.</summary>
    internal ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw Broken("has a number of more than ten bytes");
    }

    /// <summary>Reads a whole number that may be negative.</summary>
    internal long Int64() => (long)Varint();

    /// <summary>Reads a whole number, cut to 32 bits as protobuf does.</summary>
    internal int Int32() => (int)(long)Varint();

    /// <summary>Reads a 32-bit floating-point number.</summary>
    internal float Single()
    {
        Span<byte> bytes = stackalloc byte[4];
        Fill(bytes);
        return BinaryPrimitives.ReadSingleLittleEndian(bytes);
    }

    /// <summary>Reads a 64-bit floating-point number.</summary>
    internal double Double()
    {
        Span<byte> bytes = stackalloc byte[8];
        Fill(bytes);
        return BinaryPrimitives.ReadDoubleLittleEndian(bytes);
    }

    /// <summary>Reads a text.</summary>
    internal string Text() => Encoding.UTF8.GetString(Bytes());

    /// <summary>Reads bytes.</summary>
    internal byte[] Bytes()
    {
        long length = Length();
        if (length > MaximumText)
            throw Broken($"has a text of {length} bytes, more than {MaximumText}");
        byte[] bytes = new byte[length];
        Fill(bytes);
        return bytes;
    }

    /// <summary>Passes by bytes that are read later with <see cref="ReadAt"/>.</summary>
    internal (long Offset, long Length) Place()
    {
        long length = Length();
        long offset = Position;
        MoveTo(offset + length);
        return (offset, length);
    }

    /// <summary>Reads a message inside this one.</summary>
    internal T Message<T>(Func<ProtobufReader, T> read)
    {
        long length = Length();
        if (++_depth > MaximumDepth)
            throw Broken($"is nested more than {MaximumDepth} deep");
        long outer = _limit;
        _limit = Position + length;
        T value = read(this);
        if (Left != 0)
            throw Broken("has a message that is longer than it says");
        _limit = outer;
        _depth--;
        return value;
    }

    /// <summary>Reads a repeated number, packed or one by one.</summary>
    internal void Repeated<T>(WireType type, List<T> values, Func<ProtobufReader, T> read)
    {
        if (type != WireType.Delimited)
        {
            values.Add(read(this));
            return;
        }

        Message(reader =>
        {
            while (reader.Left > 0)
                values.Add(read(reader));
            return 0;
        });
    }

    /// <summary>Passes by a field that is not needed.</summary>
    internal void Skip(WireType type)
    {
        switch (type)
        {
            case WireType.Varint:
                Varint();
                break;
            case WireType.Fixed64:
                Advance(8);
                break;
            case WireType.Fixed32:
                Advance(4);
                break;
            default:
                Place();
                break;
        }
    }

    /// <summary>Reads bytes from elsewhere in the stream; the place of the reader stays.</summary>
    internal void ReadAt(long offset, Span<byte> bytes)
    {
        if (offset < 0 || offset > _end - bytes.Length)
            throw Broken("points past its own end");
        stream.Position = offset;
        stream.ReadExactly(bytes);
    }

    /// <summary>Throws that the content is not what it should be.</summary>
    internal static InvalidDataException Broken(string what) => new($"it {what}; it is cut off, altered or no ONNX file: get a whole copy");

    private long Length()
    {
        ulong length = Varint();
        if (length > (ulong)Math.Max(0, Left))
            throw Broken($"promises {length} bytes where {Math.Max(0, Left)} are left");
        return (long)length;
    }

    private byte Byte()
    {
        if (Left <= 0)
            throw Broken("ends in the middle of a field");
        if (_at == _filled)
            Refill();
        return _buffer[_at++];
    }

    private void Fill(Span<byte> bytes)
    {
        if (bytes.Length > Left)
            throw Broken("ends in the middle of a field");
        while (bytes.Length > 0)
        {
            if (_at == _filled)
                Refill();
            int count = Math.Min(bytes.Length, _filled - _at);
            _buffer.AsSpan(_at, count).CopyTo(bytes);
            _at += count;
            bytes = bytes[count..];
        }
    }

    private void Advance(long count)
    {
        if (count > Left)
            throw Broken("ends in the middle of a field");
        MoveTo(Position + count);
    }

    private void MoveTo(long position)
    {
        if (position >= _bufferStart && position <= _bufferStart + _filled)
        {
            _at = (int)(position - _bufferStart);
            return;
        }

        _bufferStart = position;
        _filled = 0;
        _at = 0;
    }

    private void Refill()
    {
        _bufferStart += _filled;
        stream.Position = _bufferStart;
        _filled = stream.Read(_buffer);
        _at = 0;
        if (_filled == 0)
            throw Broken("ends in the middle of a field");
    }
}
