using System.Numerics;
using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Running;

namespace Gatelight.Formats.Onnx.Operators;

/// <summary>Arithmetic over arrays of any type, with the broadcasting of NumPy.</summary>
internal static class Numeric
{
    internal static NdArray Binary<TOp>(NdArray left, NdArray right)
        where TOp : IBinary
    {
        CheckTypes(left, right);
        return left.Type switch
        {
            ElementType.F32 => Binary<float, TOp>(left, right),
            ElementType.F64 => Binary<double, TOp>(left, right),
            ElementType.F16 => Binary<Half, TOp>(left, right),
            ElementType.I64 => Binary<long, TOp>(left, right),
            ElementType.I32 => Binary<int, TOp>(left, right),
            ElementType.I16 => Binary<short, TOp>(left, right),
            ElementType.I8 => Binary<sbyte, TOp>(left, right),
            ElementType.U8 => Binary<byte, TOp>(left, right),
            ElementType.U16 => Binary<ushort, TOp>(left, right),
            ElementType.U32 => Binary<uint, TOp>(left, right),
            ElementType.U64 => Binary<ulong, TOp>(left, right),
            _ => throw NoNumbers(left.Type),
        };
    }

    internal static NdArray Compare<TOp>(NdArray left, NdArray right)
        where TOp : IComparison
    {
        CheckTypes(left, right);
        return left.Type switch
        {
            ElementType.F32 => Broadcast.Each<float, float, bool>(left, right, TOp.Of),
            ElementType.F64 => Broadcast.Each<double, double, bool>(left, right, TOp.Of),
            ElementType.F16 => Broadcast.Each<Half, Half, bool>(left, right, TOp.Of),
            ElementType.I64 => Broadcast.Each<long, long, bool>(left, right, TOp.Of),
            ElementType.I32 => Broadcast.Each<int, int, bool>(left, right, TOp.Of),
            ElementType.I16 => Broadcast.Each<short, short, bool>(left, right, TOp.Of),
            ElementType.I8 => Broadcast.Each<sbyte, sbyte, bool>(left, right, TOp.Of),
            ElementType.U8 => Broadcast.Each<byte, byte, bool>(left, right, TOp.Of),
            ElementType.U16 => Broadcast.Each<ushort, ushort, bool>(left, right, TOp.Of),
            ElementType.U32 => Broadcast.Each<uint, uint, bool>(left, right, TOp.Of),
            ElementType.U64 => Broadcast.Each<ulong, ulong, bool>(left, right, TOp.Of),
            _ => throw NoNumbers(left.Type),
        };
    }

    /// <summary>A function on every number, in the precision of 64 bits for the wide type and of 32 bits or better for the others.</summary>
    internal static NdArray Unary(NdArray x, Func<double, double> function) => x.Type switch
    {
        ElementType.F32 => new NdArray(Array.ConvertAll(x.As<float>(), value => (float)function(value)), [.. x.Shape]),
        ElementType.F64 => new NdArray(Array.ConvertAll(x.As<double>(), value => function(value)), [.. x.Shape]),
        ElementType.F16 => new NdArray(Array.ConvertAll(x.As<Half>(), value => (Half)function((double)value)), [.. x.Shape]),
        ElementType.Bool or ElementType.Text => throw NoNumbers(x.Type),
        _ => new NdArray(Array.ConvertAll((double[])x.As(ElementType.F64).Data, value => function(value)), [.. x.Shape]).As(x.Type),
    };

    /// <summary>Runs the body that belongs to a floating-point type; a 16-bit one is computed in 32 bits.</summary>
    internal static NdArray Floating(NdArray x, Func<float[], float[]> single, Func<double[], double[]> wide) => x.Type switch
    {
        ElementType.F32 => new NdArray(single(x.As<float>()), [.. x.Shape]),
        ElementType.F64 => new NdArray(wide(x.As<double>()), [.. x.Shape]),
        ElementType.F16 => new NdArray(single(x.ToSingles()), [.. x.Shape]).As(ElementType.F16),
        _ => throw new OperatorException($"takes floating-point numbers, not {x.Type}"),
    };

    internal static OperatorException NoNumbers(ElementType type) => new($"takes numbers, not {type}");

    private static NdArray Binary<T, TOp>(NdArray left, NdArray right)
        where T : unmanaged, INumber<T>
        where TOp : IBinary
    {
        T[] a = left.As<T>(), b = right.As<T>();
        if (left.Dimensions.SequenceEqual(right.Dimensions))
        {
            T[] result = new T[a.Length];
            for (int n = 0; n < result.Length; n++)
                result[n] = TOp.Of(a[n], b[n]);
            return new NdArray(result, [.. left.Shape]);
        }

        if (b.Length == 1 && right.Rank <= left.Rank)
        {
            T scalar = b[0];
            return new NdArray(Array.ConvertAll(a, value => TOp.Of(value, scalar)), [.. left.Shape]);
        }

        return Broadcast.Each<T, T, T>(left, right, TOp.Of);
    }

    private static void CheckTypes(NdArray left, NdArray right)
    {
        if (left.Type != right.Type)
            throw new OperatorException($"takes two arrays of one type, not {left.Type} and {right.Type}");
    }
}
