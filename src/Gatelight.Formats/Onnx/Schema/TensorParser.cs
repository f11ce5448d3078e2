using System.Runtime.InteropServices;
using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Wire;

namespace Gatelight.Formats.Onnx.Schema;

/// <summary>Reads TensorProto messages. Memory is taken only for numbers that the file is long enough to hold.</summary>
internal sealed class TensorParser(ExternalData? external)
{
    private const int Dims = 1, DataType = 2, Segment = 3, FloatData = 4, Int32Data = 5, StringData = 6, Int64Data = 7, Name = 8, RawData = 9, DoubleData = 10, UInt64Data = 11, External = 13, Location = 14;

    internal OnnxTensor Read(ProtobufReader reader)
    {
        List<long> dims = [];
        List<float> singles = [];
        List<int> integers = [];
        List<long> longs = [];
        List<double> doubles = [];
        List<ulong> unsigned = [];
        List<string> texts = [];
        Dictionary<string, string> entries = new(StringComparer.Ordinal);
        (long Offset, long Length)? raw = null;
        int type = 0, location = 0;
        string name = string.Empty;
        while (reader.Next(out int field, out WireType wire))
        {
            switch (field)
            {
                case Dims:
                    reader.Repeated(wire, dims, r => r.Int64());
                    break;
                case DataType when wire == WireType.Varint:
                    type = reader.Int32();
                    break;
                case Segment:
                    throw ProtobufReader.Broken("holds a tensor in segments, which no exporter writes");
                case FloatData:
                    reader.Repeated(wire, singles, r => r.Single());
                    break;
                case Int32Data:
                    reader.Repeated(wire, integers, r => r.Int32());
                    break;
                case StringData when wire == WireType.Delimited:
                    texts.Add(reader.Text());
                    break;
                case Int64Data:
                    reader.Repeated(wire, longs, r => r.Int64());
                    break;
                case Name when wire == WireType.Delimited:
                    name = reader.Text();
                    break;
                case RawData when wire == WireType.Delimited:
                    raw = reader.Place();
                    break;
                case DoubleData:
                    reader.Repeated(wire, doubles, r => r.Double());
                    break;
                case UInt64Data:
                    reader.Repeated(wire, unsigned, r => r.Varint());
                    break;
                case External when wire == WireType.Delimited:
                    (string key, string value) = reader.Message(MessageParser.Entry);
                    entries[key] = value;
                    break;
                case Location when wire == WireType.Varint:
                    location = reader.Int32();
                    break;
                default:
                    reader.Skip(wire);
                    break;
            }
        }

        string shown = name.Length == 0 ? "a tensor" : $"tensor '{Data.OneLine.Of(name)}'";
        ElementType element = OnnxType.Of(type) ?? throw new InvalidDataException($"{shown} holds numbers of type {OnnxType.Name(type)}, which are not supported; store it as float");
        int[] shape = Shape(dims, shown);
        int count = NdArray.Count(shape);
        if (location == 1)
        {
            if (external is null)
                throw new InvalidDataException($"{shown} is stored in another file, and there is no folder to look in; store it in this one");
            return new OnnxTensor(name, new NdArray(external.Read(entries, element, type, count, shown), shape));
        }

        Array data = raw is { } place
            ? Raw(reader, place, element, type, count, shown)
            : element switch
            {
                ElementType.F32 when type != OnnxType.BFloat16 => singles.ToArray(),
                ElementType.F32 => integers.ConvertAll(bits => BitConverter.Int32BitsToSingle(bits << 16)).ToArray(),
                ElementType.F64 => doubles.ToArray(),
                ElementType.I64 => longs.ToArray(),
                ElementType.U64 => unsigned.ToArray(),
                ElementType.U32 => unsigned.ConvertAll(value => (uint)value).ToArray(),
                ElementType.Text => texts.ToArray(),
                ElementType.I32 => integers.ToArray(),
                ElementType.F16 => integers.ConvertAll(bits => BitConverter.UInt16BitsToHalf((ushort)bits)).ToArray(),
                ElementType.Bool => integers.ConvertAll(value => value != 0).ToArray(),
                ElementType.U8 => integers.ConvertAll(value => (byte)value).ToArray(),
                ElementType.I8 => integers.ConvertAll(value => (sbyte)value).ToArray(),
                ElementType.U16 => integers.ConvertAll(value => (ushort)value).ToArray(),
                _ => integers.ConvertAll(value => (short)value).ToArray(),
            };
        if (data.Length != count)
            throw new InvalidDataException($"{shown} [{string.Join(", ", shape)}] needs {count} numbers, and {data.Length} are there; get a whole copy of the file");
        return new OnnxTensor(name, new NdArray(data, shape));
    }

    internal static int[] Shape(List<long> dims, string shown)
    {
        foreach (long size in dims)
        {
            if (size is < 0 or > int.MaxValue)
                throw new InvalidDataException($"{shown} has the dimension {size}; dimensions are from 0 to {int.MaxValue}");
        }

        if (dims.Count > 32)
            throw new InvalidDataException($"{shown} has {dims.Count} dimensions, more than 32");
        return [.. dims.Select(size => (int)size)];
    }

    /// <summary>The numbers behind raw bytes; <paramref name="read"/> fills them once their count is known to be right.</summary>
    internal static Array FromBytes(ElementType element, int type, int count, long bytes, string shown, Action<Span<byte>> read)
    {
        int size = type == OnnxType.BFloat16 ? 2 : NdArray.SizeOf(element);
        if (element == ElementType.Text)
            throw new InvalidDataException($"{shown} holds texts as raw bytes, which ONNX does not allow");
        if (bytes != (long)count * size)
            throw new InvalidDataException($"{shown} needs {(long)count * size} bytes, and {bytes} are there; get a whole copy of the file");
        if (type == OnnxType.BFloat16)
        {
            ushort[] halves = new ushort[count];
            read(MemoryMarshal.AsBytes(halves.AsSpan()));
            LittleEndian.Settle(halves);
            return Array.ConvertAll(halves, bits => BitConverter.Int32BitsToSingle(bits << 16));
        }

        Array data = NdArray.Allocate(element, count);
        read(LittleEndian.BytesOf(data));
        LittleEndian.Settle(data);
        return data;
    }

    private static Array Raw(ProtobufReader reader, (long Offset, long Length) place, ElementType element, int type, int count, string shown) =>
        FromBytes(element, type, count, place.Length, shown, bytes => reader.ReadAt(place.Offset, bytes));
}
