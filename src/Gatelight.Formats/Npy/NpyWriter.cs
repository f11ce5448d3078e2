using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Gatelight.Formats.Arrays;

namespace Gatelight.Formats.Npy;

/// <summary>Writes .npy content of version 1, little-endian, in row-major order.</summary>
internal static class NpyWriter
{
    private const int Alignment = 64, Prefix = 10;

    internal static void Write(NdArray array, Stream stream)
    {
        string type = array.Type switch
        {
            ElementType.F32 => "<f4",
            ElementType.F64 => "<f8",
            ElementType.F16 => "<f2",
            ElementType.I8 => "|i1",
            ElementType.I16 => "<i2",
            ElementType.I32 => "<i4",
            ElementType.I64 => "<i8",
            ElementType.U8 => "|u1",
            ElementType.U16 => "<u2",
            ElementType.U32 => "<u4",
            ElementType.U64 => "<u8",
            ElementType.Bool => "|b1",
            _ => string.Create(CultureInfo.InvariantCulture, $"<U{Characters(array)}"),
        };
        string shape = string.Join(", ", array.Shape.Select(size => size.ToString(CultureInfo.InvariantCulture)));
        if (array.Rank == 1)
            shape += ",";
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({shape}), }}";
        int length = Prefix + header.Length + 1;
        int padded = (length + Alignment - 1) / Alignment * Alignment;
        byte[] bytes = new byte[padded];
        NpyReader.Magic.CopyTo(bytes);
        bytes[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)(padded - Prefix));
        Encoding.ASCII.GetBytes(header.PadRight(padded - Prefix - 1) + "\n", bytes.AsSpan(Prefix));
        stream.Write(bytes);
        if (array.Type != ElementType.Text)
        {
            LittleEndian.Write(stream, array.Data, NdArray.SizeOf(array.Type));
            return;
        }

        int characters = Characters(array);
        byte[] text = new byte[4 * characters];
        foreach (string value in array.As<string>())
        {
            Array.Clear(text);
            Encoding.UTF32.GetBytes(value, text);
            stream.Write(text);
        }
    }

    private static int Characters(NdArray array) => Math.Max(1, array.As<string>().Select(text => Encoding.UTF32.GetByteCount(text) / 4).DefaultIfEmpty().Max());
}
