using System.Globalization;
using System.Numerics;

namespace Gatelight.Formats.Arrays;

/// <summary>Numbers of one type as numbers of another.</summary>
internal static class ArrayConversion
{
    internal static Array Convert(NdArray array, ElementType type) => type switch
    {
        ElementType.F32 => To<float>(array),
        ElementType.F64 => To<double>(array),
        ElementType.F16 => To<Half>(array),
        ElementType.I8 => To<sbyte>(array),
        ElementType.I16 => To<short>(array),
        ElementType.I32 => To<int>(array),
        ElementType.I64 => To<long>(array),
        ElementType.U8 => To<byte>(array),
        ElementType.U16 => To<ushort>(array),
        ElementType.U32 => To<uint>(array),
        ElementType.U64 => To<ulong>(array),
        ElementType.Bool => Truths(array),
        ElementType.Text => Texts(array),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such element type."),
    };

    private static TTo[] To<TTo>(NdArray array)
        where TTo : unmanaged, INumber<TTo> => array.Data switch
        {
            float[] values => Each<float, TTo>(values),
            double[] values => Each<double, TTo>(values),
            Half[] values => Each<Half, TTo>(values),
            bool[] values => Array.ConvertAll(values, value => value ? TTo.One : TTo.Zero),
            string[] values => Array.ConvertAll(values, Parse<TTo>),
            _ => Whole<TTo>(array),
        };

    private static TTo[] Whole<TTo>(NdArray array)
        where TTo : unmanaged, INumber<TTo> => array.Type switch
        {
            ElementType.I8 => Each<sbyte, TTo>(array.As<sbyte>()),
            ElementType.I16 => Each<short, TTo>(array.As<short>()),
            ElementType.I32 => Each<int, TTo>(array.As<int>()),
            ElementType.I64 => Each<long, TTo>(array.As<long>()),
            ElementType.U8 => Each<byte, TTo>(array.As<byte>()),
            ElementType.U16 => Each<ushort, TTo>(array.As<ushort>()),
            ElementType.U32 => Each<uint, TTo>(array.As<uint>()),
            _ => Each<ulong, TTo>(array.As<ulong>()),
        };

    private static TTo[] Each<TFrom, TTo>(TFrom[] values)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        TTo[] result = new TTo[values.Length];
        for (int n = 0; n < result.Length; n++)
            result[n] = TTo.CreateTruncating(values[n]);
        return result;
    }

    private static T Parse<T>(string text)
        where T : INumber<T> =>
        T.TryParse(text, NumberStyles.Float | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out T? value)
            ? value
            : throw new InvalidOperationException($"the text '{text}' is no number");

    private static bool[] Truths(NdArray array)
    {
        if (array.Type == ElementType.Text)
            throw new InvalidOperationException("a text is neither true nor false");
        return Array.ConvertAll(To<double>(array), value => value != 0);
    }

    private static string[] Texts(NdArray array) => array.Data switch
    {
        float[] values => Array.ConvertAll(values, value => value.ToString("G9", CultureInfo.InvariantCulture)),
        _ when array.Type == ElementType.U64 => Array.ConvertAll(array.As<ulong>(), value => value.ToString(CultureInfo.InvariantCulture)),
        _ when array.Type is ElementType.I64 or ElementType.I32 => Array.ConvertAll(To<long>(array), value => value.ToString(CultureInfo.InvariantCulture)),
        _ => Array.ConvertAll(To<double>(array), value => value.ToString(CultureInfo.InvariantCulture)),
    };
}
