using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Gatelight.Formats.Arrays;

namespace Gatelight.Formats.Npy;

/// <summary>Reads .npy content, versions 1 to 3 (numpy.lib.format). Nothing in it is ever run: an array of Python objects is refused.</summary>
internal static partial class NpyReader
{
    private const int MagicLength = 6, MaximumHeader = 1 << 16, Chunk = 1 << 20;

    internal static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads an array.</summary>
    /// <param name="stream">The content.</param>
    /// <param name="length">How many bytes there are; more than the stream gives costs nothing.</param>
    /// <exception cref="InvalidDataException">It is not what it should be.</exception>
    internal static NdArray Read(Stream stream, long length)
    {
        Span<byte> start = stackalloc byte[MagicLength + 6];
        stream.ReadExactly(start[..(MagicLength + 4)]);
        if (!start.StartsWith(Magic) || start[MagicLength] is < 1 or > 3)
            throw Broken("is not a .npy file");
        int headerLength, before = MagicLength + 4;
        if (start[MagicLength] == 1)
        {
            headerLength = BinaryPrimitives.ReadUInt16LittleEndian(start[(MagicLength + 2)..]);
        }
        else
        {
            stream.ReadExactly(start.Slice(MagicLength + 4, 2));
            before += 2;
            headerLength = (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32LittleEndian(start[(MagicLength + 2)..]));
        }

        if (headerLength > Math.Min(MaximumHeader, length - before))
            throw Broken($"has a header of {headerLength} bytes, more than it holds");
        byte[] header = new byte[headerLength];
        stream.ReadExactly(header);
        (string type, bool isFortran, int[] shape) = Parse(Encoding.UTF8.GetString(header));
        return Values(stream, length - before - headerLength, type, isFortran, shape);
    }

    private static NdArray Values(Stream stream, long left, string type, bool isFortran, int[] shape)
    {
        int count = NdArray.Count(shape);
        if (type[1] == 'U')
            return new NdArray(Texts(stream, left, type, count), shape);
        ElementType element = type[1..] switch
        {
            "f4" => ElementType.F32,
            "f8" => ElementType.F64,
            "f2" => ElementType.F16,
            "i1" => ElementType.I8,
            "i2" => ElementType.I16,
            "i4" => ElementType.I32,
            "i8" => ElementType.I64,
            "u1" => ElementType.U8,
            "u2" => ElementType.U16,
            "u4" => ElementType.U32,
            "u8" => ElementType.U64,
            "b1" => ElementType.Bool,
            _ => throw new InvalidDataException($"holds numbers of type '{Data.OneLine.Of(type)}', which are not supported; save it with astype('float32')"),
        };
        int size = NdArray.SizeOf(element);
        if ((long)count * size > left)
            throw Broken($"promises {count} numbers of {size} bytes where {Math.Max(0, left)} bytes are left");
        Array data = NdArray.Allocate(element, count);
        Span<byte> bytes = LittleEndian.BytesOf(data);
        for (int at = 0; at < bytes.Length; at += Chunk)
            stream.ReadExactly(bytes.Slice(at, Math.Min(Chunk, bytes.Length - at)));
        if (type[0] == '>' == BitConverter.IsLittleEndian)
            LittleEndian.Swap(bytes, size);
        if (element == ElementType.Bool)
        {
            // A byte that is neither 0 nor 1 would be a bool that is neither true nor false.
            foreach (ref byte value in bytes)
                value = value == 0 ? (byte)0 : (byte)1;
        }

        if (!isFortran || shape.Length < 2)
            return new NdArray(data, shape);
        int[] turned = [.. shape.Reverse()], order = [.. Enumerable.Range(0, shape.Length).Reverse()];
        return ArrayMoves.Transpose(new NdArray(data, turned), order);
    }

    private static string[] Texts(Stream stream, long left, string type, int count)
    {
        if (!int.TryParse(type.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out int characters) || (long)count * Math.Max(1, characters) * 4 > left)
            throw Broken("promises more text than it holds");
        byte[] bytes = new byte[count == 0 ? 0 : checked(characters * 4)];
        string[] texts = new string[count];
        Encoding encoding = new UTF32Encoding(bigEndian: type[0] == '>', byteOrderMark: false);
        for (int n = 0; n < count; n++)
        {
            stream.ReadExactly(bytes);
            texts[n] = encoding.GetString(bytes).TrimEnd('\0');
        }

        return texts;
    }

    // A dictionary as Python writes it.
    private static (string Type, bool IsFortran, int[] Shape) Parse(string header)
    {
        Match type = TypeEntry().Match(header), order = OrderEntry().Match(header), shape = ShapeEntry().Match(header);
        if (!order.Success || !shape.Success)
            throw Broken("has a header that is not that of an array");
        if (!type.Success)
            throw new InvalidDataException("holds records or Python objects, which are never read; save a plain array of numbers");
        string[] sizes = shape.Groups["shape"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (sizes.Length > 32)
            throw Broken($"has {sizes.Length} dimensions, more than 32");
        return (type.Groups["type"].Value, order.Groups["order"].Value == "True", [.. sizes.Select(Size)]);
    }

    private static int Size(string text) => int.TryParse(text.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out int size)
        ? size
        : throw Broken($"has the dimension '{Data.OneLine.Of(text)}'; dimensions are from 0 to {int.MaxValue}");

    private static InvalidDataException Broken(string what) => new($"{what}; get a whole copy of the file");

    [GeneratedRegex(@"'descr'\s*:\s*'(?<type>[<>|=][a-zA-Z][0-9]{1,9})'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypeEntry();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(?<order>True|False)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OrderEntry();

    [GeneratedRegex(@"'shape'\s*:\s*\((?<shape>[^()]*)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ShapeEntry();
}
