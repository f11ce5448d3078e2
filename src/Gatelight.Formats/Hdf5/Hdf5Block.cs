using System.Buffers.Binary;

namespace Gatelight.Formats.Hdf5;

/// <summary>A block of structure, read from its start to its end.</summary>
internal sealed class Hdf5Block(Hdf5Source source, byte[] bytes)
{
    internal int Position { get; set; }

    internal int Left => bytes.Length - Position;

    internal byte Byte() => Take(1)[0];

    internal int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    internal uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>An address; -1 where it is undefined.</summary>
    internal long Offset()
    {
        long value = Unsigned(source.OffsetSize);
        return value == source.Undefined ? -1 : value;
    }

    /// <summary>A length, which is never negative.</summary>
    internal long Length()
    {
        long value = Unsigned(source.LengthSize);
        return value >= 0 ? value : throw Hdf5Source.Problem("a length in it is negative");
    }

    internal long Unsigned(int size) => size switch
    {
        1 => Byte(),
        2 => UInt16(),
        4 => UInt32(),
        8 => BinaryPrimitives.ReadInt64LittleEndian(Take(8)),
        _ => throw Hdf5Source.Problem($"a number in it has {size} bytes"),
    };

    internal ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > Left)
            throw Hdf5Source.Problem("a part of its structure is cut off");
        ReadOnlySpan<byte> part = bytes.AsSpan(Position, count);
        Position += count;
        return part;
    }

    internal void Skip(int count) => Take(count);

    internal Hdf5Block Part(int count) => new(source, Take(count).ToArray());

    internal void Expect(ReadOnlySpan<byte> signature, string what)
    {
        if (!Take(signature.Length).SequenceEqual(signature))
            throw Hdf5Source.Problem($"{what} does not begin as it should");
    }
}
