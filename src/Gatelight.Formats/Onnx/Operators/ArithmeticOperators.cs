using System.Numerics;
using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Running;

namespace Gatelight.Formats.Onnx.Operators;

/// <summary>Operators that combine arrays element by element.</summary>
internal static class ArithmeticOperators
{
    internal static IEnumerable<Operator> All =>
    [
        new("Add", 2, call => [Numeric.Binary<Addition>(call[0], call[1])]),
        new("Sub", 2, call => [Numeric.Binary<Subtraction>(call[0], call[1])]),
        new("Mul", 2, call => [Numeric.Binary<Multiplication>(call[0], call[1])]),
        new("Div", 2, call => [Numeric.Binary<Division>(call[0], call[1])]),
        new("Mod", 2, call => [call.Node.Number("fmod", 0) == 1 ? Numeric.Binary<Remainder>(call[0], call[1]) : Numeric.Binary<Modulo>(call[0], call[1])]),
        new("Pow", 2, call => [Power(call[0], call[1])]),
        new("Min", 1, call => [Fold<Least>(call)]),
        new("Max", 1, call => [Fold<Greatest>(call)]),
        new("Sum", 1, call => [Fold<Addition>(call)]),
        new("Mean", 1, call => [Mean(call)]),
        new("PRelu", 2, call => [Numeric.Binary<Slope>(call[0], call[1])]),
        new("Equal", 2, call => [Equal(call[0], call[1])]),
        new("Greater", 2, call => [Numeric.Compare<Above>(call[0], call[1])]),
        new("GreaterOrEqual", 2, call => [Numeric.Compare<AtLeast>(call[0], call[1])]),
        new("Less", 2, call => [Numeric.Compare<Below>(call[0], call[1])]),
        new("LessOrEqual", 2, call => [Numeric.Compare<AtMost>(call[0], call[1])]),
        new("And", 2, call => [Broadcast.Each<bool, bool, bool>(call[0], call[1], (a, b) => a && b)]),
        new("Or", 2, call => [Broadcast.Each<bool, bool, bool>(call[0], call[1], (a, b) => a || b)]),
        new("Xor", 2, call => [Broadcast.Each<bool, bool, bool>(call[0], call[1], (a, b) => a != b)]),
        new("Not", 1, call => [new NdArray(Array.ConvertAll(call[0].As<bool>(), value => !value), [.. call[0].Shape])]),
        new("Where", 3, call => [Where(call[0], call[1], call[2])]),
    ];

    /// <summary>The sum of two arrays.</summary>
    internal static NdArray Sum(NdArray left, NdArray right) => Numeric.Binary<Addition>(left, right);

    private static NdArray Power(NdArray x, NdArray y)
    {
        if (x.Type is ElementType.F32 or ElementType.F16 or ElementType.F64)
            return Broadcast.Each<double, double, double>(x.As(ElementType.F64), y.As(ElementType.F64), Math.Pow).As(x.Type);
        return Broadcast.Each<double, double, double>(x.As(ElementType.F64), y.As(ElementType.F64), (a, b) => Math.Truncate(Math.Pow(a, b))).As(x.Type);
    }

    private static NdArray Fold<TOp>(NodeCall call)
        where TOp : IBinary
    {
        NdArray result = call[0];
        for (int n = 1; n < call.Inputs.Length; n++)
            result = Numeric.Binary<TOp>(result, call[n]);
        return result;
    }

    private static NdArray Mean(NodeCall call)
    {
        NdArray sum = Fold<Addition>(call);
        double count = call.Inputs.Length;
        return Numeric.Unary(sum, value => value / count);
    }

    private static NdArray Equal(NdArray left, NdArray right) => left.Type switch
    {
        ElementType.Bool => Broadcast.Each<bool, bool, bool>(left, right, (a, b) => a == b),
        ElementType.Text => Broadcast.Each<string, string, bool>(left, right, string.Equals),
        _ => Numeric.Compare<Same>(left, right),
    };

    private static NdArray Where(NdArray condition, NdArray yes, NdArray no)
    {
        if (yes.Type != no.Type)
            throw new OperatorException($"takes two arrays of one type, not {yes.Type} and {no.Type}");
        int[] shape = Broadcast.Shape(Broadcast.Shape(condition.Dimensions, yes.Dimensions), no.Dimensions);
        bool[] choice = (bool[])Broadcast.To(condition, shape).Data;
        Array a = Broadcast.To(yes, shape).Data, b = Broadcast.To(no, shape).Data;
        Array result = NdArray.Allocate(yes.Type, choice.Length);
        // Runs of one choice are copied at once.
        for (int at = 0; at < choice.Length;)
        {
            int end = at + 1;
            while (end < choice.Length && choice[end] == choice[at])
                end++;
            Array.Copy(choice[at] ? a : b, at, result, at, end - at);
            at = end;
        }

        return new NdArray(result, shape);
    }

    private readonly struct Addition : IBinary
    {
        public static T Of<T>(T left, T right)
            where T : unmanaged, INumber<T> => left + right;
    }

    private readonly struct Subtraction : IBinary
    {
        public static T Of<T>(T left, T right)
            where T : unmanaged, INumber<T> => left - right;
    }

    private readonly struct Multiplication : IBinary
    {
        public static T Of<T>(T left, T right)
            where T : unmanaged, INumber<T> => left * right;
    }

    private readonly struct Division : IBinary
    {
        public static T Of<T>(T left, T right)
            where T : unmanaged, INumber<T> => left / right;
    }

    private readonly struct Remainder : IBinary
    {
        public static T Of<T>(T left, T right)
            where T : unmanaged, INumber<T> => left % right;
    }

    private readonly struct Modulo : IBinary
    {
        // The sign of the result is that of the divisor, as in Python.
        public static T Of<T>(T left, T right)
            where T : unmanaged, INumber<T>
        {
            T rest = left % right;
            return rest != T.Zero && T.IsNegative(rest) != T.IsNegative(right) ? rest + right : rest;
        }
    }

    private readonly struct Least : IBinary
    {
        public static T Of<T>(T left, T right)
            where T : unmanaged, INumber<T> => T.Min(left, right);
    }

    private readonly struct Greatest : IBinary
    {
        public static T Of<T>(T left, T right)
            where T : unmanaged, INumber<T> => T.Max(left, right);
    }

    private readonly struct Slope : IBinary
    {
        public static T Of<T>(T left, T right)
            where T : unmanaged, INumber<T> => left < T.Zero ? left * right : left;
    }

    private readonly struct Same : IComparison
    {
        public static bool Of<T>(T left, T right)
            where T : unmanaged, INumber<T> => left == right;
    }

    private readonly struct Above : IComparison
    {
        public static bool Of<T>(T left, T right)
            where T : unmanaged, INumber<T> => left > right;
    }

    private readonly struct AtLeast : IComparison
    {
        public static bool Of<T>(T left, T right)
            where T : unmanaged, INumber<T> => left >= right;
    }

    private readonly struct Below : IComparison
    {
        public static bool Of<T>(T left, T right)
            where T : unmanaged, INumber<T> => left < right;
    }

    private readonly struct AtMost : IComparison
    {
        public static bool Of<T>(T left, T right)
            where T : unmanaged, INumber<T> => left <= right;
    }
}
