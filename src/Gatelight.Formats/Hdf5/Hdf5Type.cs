using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Gatelight.Formats.Hdf5;

/// <summary>What the elements of a dataset or an attribute are: of HDF5's types those that models use.</summary>
/// <param name="Class">The kind.</param>
/// <param name="Size">The bytes of an element in the file.</param>
/// <param name="IsBigEndian">Whether numbers have their highest byte first.</param>
/// <param name="IsSigned">Whether whole numbers have a sign.</param>
internal sealed record Hdf5Type(Hdf5Class Class, int Size, bool IsBigEndian, bool IsSigned)
{
    internal static Hdf5Type Read(Hdf5Block block)
    {
        int head = block.Byte();
        int bits = block.Byte();
        block.Skip(2);
        uint size = block.UInt32();
        if (size is 0 or > 1 << 24)
            throw Hdf5Source.Problem($"an element of it claims {size} bytes");
        Hdf5Class kind = (head & 15) switch
        {
            0 => Hdf5Class.Whole,
            1 => Hdf5Class.Real,
            3 => Hdf5Class.Text,
            5 => Hdf5Class.Opaque,
            8 => Hdf5Class.Whole, // an enumeration, as h5py writes truth values
            9 when (bits & 15) == 1 => Hdf5Class.LongText,
            _ => Hdf5Class.Other,
        };
        if (kind == Hdf5Class.LongText && size < 8)
            throw Hdf5Source.Problem("a text in it has no place");
        bool isNumber = kind is Hdf5Class.Whole or Hdf5Class.Real;
        return new Hdf5Type(kind, (int)size, isNumber && (bits & 1) == 1, kind == Hdf5Class.Whole && (bits & 8) != 0);
    }

    /// <summary>The elements as 32-bit floating point.</summary>
    /// <param name="bytes">The elements as they lie in the file; in place where they are that already.</param>
    /// <param name="values">Overwritten.</param>
    internal void ToSingles(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        if (Class == Hdf5Class.Real && Size == 4 && !IsBigEndian && BitConverter.IsLittleEndian)
        {
            MemoryMarshal.Cast<byte, float>(bytes)[..values.Length].CopyTo(values);
            return;
        }

        for (int n = 0; n < values.Length; n++)
            values[n] = (float)Number(bytes.Slice(n * Size, Size));
    }

    /// <summary>One number.</summary>
    internal double Number(ReadOnlySpan<byte> bytes)
    {
        Span<byte> little = stackalloc byte[8];
        if (Size > 8)
            throw Unsupported();
        bytes[..Size].CopyTo(little);
        if (IsBigEndian)
            little[..Size].Reverse();
        return (Class, Size) switch
        {
            (Hdf5Class.Real, 2) => (double)BinaryPrimitives.ReadHalfLittleEndian(little),
            (Hdf5Class.Real, 4) => BinaryPrimitives.ReadSingleLittleEndian(little),
            (Hdf5Class.Real, 8) => BinaryPrimitives.ReadDoubleLittleEndian(little),
            (Hdf5Class.Whole, 1) => IsSigned ? (sbyte)little[0] : little[0],
            (Hdf5Class.Whole, 2) => IsSigned ? BinaryPrimitives.ReadInt16LittleEndian(little) : BinaryPrimitives.ReadUInt16LittleEndian(little),
            (Hdf5Class.Whole, 4) => IsSigned ? BinaryPrimitives.ReadInt32LittleEndian(little) : BinaryPrimitives.ReadUInt32LittleEndian(little),
            (Hdf5Class.Whole, 8) => IsSigned ? BinaryPrimitives.ReadInt64LittleEndian(little) : BinaryPrimitives.ReadUInt64LittleEndian(little),
            // bfloat16, which h5py stores as two bytes without a meaning, is the upper half of a 32-bit number.
            (Hdf5Class.Opaque, 2) => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(little) << 16),
            _ => throw Unsupported(),
        };
    }

    /// <summary>A text of fixed length.</summary>
    internal static string Text(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]).TrimEnd(' ');
    }

    private static InvalidDataException Unsupported() =>
        Hdf5Source.Problem("its numbers are of a type that is not supported", "store them as 16, 32 or 64-bit numbers.");
}
