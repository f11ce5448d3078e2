using Gatelight.Data;

namespace Gatelight.Formats.Arrays;

/// <summary>An array of any rank in row-major order: what a .npy file, a TensorProto or a port of a model holds.</summary>
public sealed class NdArray
{
    private readonly int[] _shape;

    internal NdArray(Array data, params int[] shape)
    {
        if (Count(shape) != data.Length)
            throw new ArgumentException($"An array [{string.Join(", ", shape)}] has {Count(shape)} values, not {data.Length}.", nameof(data));
        _shape = shape;
        Data = data;
        Type = TypeOf(data);
    }

    /// <summary>What its numbers are.</summary>
    public ElementType Type { get; }

    /// <summary>Its dimensions; none for a single number.</summary>
    public IReadOnlyList<int> Shape => _shape;

    /// <summary>The number of dimensions.</summary>
    public int Rank => _shape.Length;

    /// <summary>The number of values.</summary>
    public int Length => Data.Length;

    internal Array Data { get; }

    internal ReadOnlySpan<int> Dimensions => _shape;

    /// <summary>Takes values as an array; they are not copied.</summary>
    /// <typeparam name="T">One of the types that <see cref="ElementType"/> names: float, double, Half, sbyte, short, int, long, byte, ushort, uint, ulong, bool, string.</typeparam>
    /// <param name="values">The values in row-major order.</param>
    /// <param name="shape">The dimensions.</param>
    /// <exception cref="ArgumentException">The number of values is not the product of the dimensions, or there is no such element type.</exception>
    public static NdArray Of<T>(T[] values, params int[] shape) => new(values, shape);

    /// <summary>The values.</summary>
    /// <typeparam name="T">The type that <see cref="Type"/> names.</typeparam>
    /// <exception cref="InvalidOperationException">The array holds another type.</exception>
    public ReadOnlySpan<T> Values<T>() => As<T>();

    /// <summary>The same values with other dimensions; not copied.</summary>
    /// <param name="shape">The dimensions, with the same product.</param>
    /// <exception cref="ArgumentException">The product is another.</exception>
    public NdArray Reshape(params int[] shape) => new(Data, shape);

    /// <summary>The values as another type of number, rounded or cut off as C# does; texts and numbers do not mix.</summary>
    /// <param name="type">The type wanted.</param>
    public NdArray As(ElementType type) => type == Type ? this : new NdArray(ArrayConversion.Convert(this, type), _shape);

    /// <summary>The values as 32-bit floating point; copied unless they are already.</summary>
    public float[] ToSingles() => (float[])As(ElementType.F32).Data;

    /// <summary>The shape and the type, as in <c>f32 [3, 1, 4]</c>.</summary>
    public override string ToString() => $"{Type.ToString().ToLowerInvariant()} [{string.Join(", ", _shape)}]";

    internal T[] As<T>() => Data as T[] ?? throw new InvalidOperationException($"the array holds {Type}, not {typeof(T).Name}");

    /// <summary>The number of values of a shape.</summary>
    /// <exception cref="InvalidInputException">A dimension is negative, or there are more values than an array can hold.</exception>
    internal static int Count(ReadOnlySpan<int> shape)
    {
        long count = 1;
        bool isEmpty = false;
        foreach (int size in shape)
        {
            if (size < 0)
                throw new InvalidInputException($"An array cannot have the dimension {size}; dimensions are 0 or more.");
            isEmpty |= size == 0;
            count = Math.Min(count, int.MaxValue) * Math.Max(1, size);
        }

        if (isEmpty)
            return 0;
        return count <= Array.MaxLength ? (int)count : throw new InvalidInputException($"An array [{string.Join(", ", shape.ToArray())}] has more than {Array.MaxLength} values; split it into smaller ones.");
    }

    internal static ElementType TypeOf(Array data) => data switch
    {
        float[] => ElementType.F32,
        double[] => ElementType.F64,
        Half[] => ElementType.F16,
        // The runtime takes an array of signed numbers for one of unsigned ones and the other way round, so the exact type decides.
        _ when data.GetType() == typeof(sbyte[]) => ElementType.I8,
        _ when data.GetType() == typeof(short[]) => ElementType.I16,
        _ when data.GetType() == typeof(int[]) => ElementType.I32,
        _ when data.GetType() == typeof(long[]) => ElementType.I64,
        _ when data.GetType() == typeof(byte[]) => ElementType.U8,
        _ when data.GetType() == typeof(ushort[]) => ElementType.U16,
        _ when data.GetType() == typeof(uint[]) => ElementType.U32,
        _ when data.GetType() == typeof(ulong[]) => ElementType.U64,
        bool[] => ElementType.Bool,
        string[] => ElementType.Text,
        _ => throw new ArgumentException($"There is no element type for {data.GetType().Name}.", nameof(data)),
    };

    internal static Array Allocate(ElementType type, int length) => type switch
    {
        ElementType.F32 => new float[length],
        ElementType.F64 => new double[length],
        ElementType.F16 => new Half[length],
        ElementType.I8 => new sbyte[length],
        ElementType.I16 => new short[length],
        ElementType.I32 => new int[length],
        ElementType.I64 => new long[length],
        ElementType.U8 => new byte[length],
        ElementType.U16 => new ushort[length],
        ElementType.U32 => new uint[length],
        ElementType.U64 => new ulong[length],
        ElementType.Bool => new bool[length],
        ElementType.Text => EmptyTexts(length),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such element type."),
    };

    internal static int SizeOf(ElementType type) => type switch
    {
        ElementType.F64 or ElementType.I64 or ElementType.U64 => 8,
        ElementType.F32 or ElementType.I32 or ElementType.U32 => 4,
        ElementType.F16 or ElementType.I16 or ElementType.U16 => 2,
        _ => 1,
    };

    private static string[] EmptyTexts(int length)
    {
        string[] texts = new string[length];
        Array.Fill(texts, string.Empty);
        return texts;
    }
}
