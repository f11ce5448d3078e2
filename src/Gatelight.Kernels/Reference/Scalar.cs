using System.Numerics;

namespace Gatelight.Kernels.Reference;

/// <summary>The functions of one number that <see cref="Math"/> lacks or rounds too coarsely.</summary>
internal static class Scalar
{
    /// <summary><c>σ(x) = 1 / (1 + e⁻ˣ)</c>.</summary>
    public static T Sigmoid<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Both branches take exp of a non-positive number, so neither overflows.
        if (x >= T.Zero)
            return T.One / (T.One + T.Exp(-x));
        T e = T.Exp(x);
        return e / (T.One + e);
    }

    /// <summary><c>ln(1 + eˣ)</c>, relatively accurate on both sides.</summary>
    public static T Softplus<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T e = T.Exp(-T.Abs(x));
        T sum = T.One + e;

        // The quotient puts back what rounding the sum lost (Goldberg 1991).
        T log = sum == T.One ? e : T.Log(sum) * e / (sum - T.One);
        return x > T.Zero ? x + log : log;
    }

    /// <summary><c>eˣ - 1</c> for x ≤ 0, relatively accurate near 0: <c>2t / (1 - t)</c> with <c>t = tanh(x / 2)</c>.</summary>
    public static T ExpMinusOne<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T t = T.Tanh(x / (T.One + T.One));
        return (t + t) / (T.One - t);
    }
}
