using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Gatelight.Formats.Safetensors;

/// <summary>A named array in a file of weights, not yet read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What its numbers are, as safetensors says it: F32, BF16, I64 and so on.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Load">Reads its bytes, row-major and little-endian.</param>
internal sealed record SafetensorsArray(string Name, string Type, int[] Shape, Action<Span<byte>> Load)
{
    /// <summary>The number of values.</summary>
    internal int Count => Shape.Contains(0) ? 0 : Shape.Aggregate(1, (product, size) => checked(product * size));

    /// <summary>The bytes of one number of a type; 0 for one that is not known.</summary>
    internal static int SizeOf(string type) => type switch
    {
        "F64" or "I64" or "U64" => 8,
        "F32" or "I32" or "U32" => 4,
        "F16" or "BF16" or "I16" or "U16" => 2,
        "I8" or "U8" or "BOOL" or "F8_E5M2" or "F8_E4M3" => 1,
        _ => 0,
    };

    /// <summary>The values as 32-bit floating point.</summary>
    /// <exception cref="InvalidDataException">They are of a type that is not supported, or one is not finite.</exception>
    internal float[] Read()
    {
        float[] values = new float[Count];
        ReadTo(values);
        return values;
    }

    /// <summary>Reads the values to where they belong.</summary>
    /// <param name="target">Overwritten; exactly as long.</param>
    /// <exception cref="InvalidDataException">They are of a type that is not supported, or one is not finite.</exception>
    internal void ReadTo(Span<float> target)
    {
        if (target.Length != Count)
            throw new InvalidDataException($"the weight {Data.OneLine.Of(Name)} is [{string.Join(", ", Shape)}], and its layer has room for {target.Length} numbers: it does not fit the layer before it; describe the layers in their order.");
        Span<float> values = target;
        if (Type == "F32" && BitConverter.IsLittleEndian)
        {
            Load(MemoryMarshal.AsBytes(values));
        }
        else
        {
            byte[] bytes = new byte[values.Length * SizeOf(Type)];
            Load(bytes);
            for (int n = 0; n < values.Length; n++)
                values[n] = Number(bytes.AsSpan(n * SizeOf(Type)));
        }

        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                throw new InvalidDataException($"the weight {Data.OneLine.Of(Name)} holds a value that is not a finite number; train the model again, with a smaller learning rate.");
        }
    }

    private float Number(ReadOnlySpan<byte> bytes) => Type switch
    {
        "F32" => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        "F64" => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        "F16" => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        "BF16" => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16),
        "I64" => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        "I32" => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        "I16" => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        "I8" => (sbyte)bytes[0],
        "U8" or "BOOL" => bytes[0],
        _ => throw new InvalidDataException($"the weight {Data.OneLine.Of(Name)} has numbers of type {Data.OneLine.Of(Type)}; store it as 32-bit floating point."),
    };
}
