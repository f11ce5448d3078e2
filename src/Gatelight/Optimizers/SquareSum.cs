using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Gatelight.Optimizers;

/// <summary>The sum of squares in double, so that gradients of any size have a norm.</summary>
internal static class SquareSum
{
    private const int Block = 32;

    /// <summary>Σ x². Element n of the whole blocks of 32 goes to partial sum n mod 32, whatever the registers: every machine gives the same bits.</summary>
    internal static double Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int whole = 0;
        double sum = 0;
        if (typeof(T) == typeof(float))
        {
            whole = values.Length - values.Length % Block;
            sum = OfBlocks(MemoryMarshal.Cast<T, float>(values[..whole]));
        }

        for (int n = whole; n < values.Length; n++)
        {
            double value = double.CreateTruncating(values[n]);
            sum += value * value;
        }

        return sum;
    }

    // The square of a float is exact in double, so a fused multiply-add would change nothing.
    private static double OfBlocks(ReadOnlySpan<float> values)
    {
        Vector512<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        ref float start = ref MemoryMarshal.GetReference(values);
        for (nuint n = 0; n < (nuint)values.Length; n += Block)
        {
            (Vector512<double> x0, Vector512<double> x1) = Vector512.Widen(Vector512.LoadUnsafe(ref start, n));
            (Vector512<double> x2, Vector512<double> x3) = Vector512.Widen(Vector512.LoadUnsafe(ref start, n + Block / 2));
            sum0 += x0 * x0;
            sum1 += x1 * x1;
            sum2 += x2 * x2;
            sum3 += x3 * x3;
        }

        return Vector512.Sum(sum0 + sum1 + (sum2 + sum3));
    }
}
