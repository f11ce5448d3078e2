using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary>Exponentials of a row and their sum; see <see cref="KernelSet{T}.ShiftedExpSum"/>.</summary>
/// <typeparam name="TLane">The register.</typeparam>
internal static unsafe class ShiftedExp<TLane>
    where TLane : struct, ILane<TLane>
{
    private const int Block = 16;

    /// <summary>
    /// Writes <c>exp(x - shift)</c> and returns the sum. Element n of the whole blocks of 16 goes to partial sum n mod 16, and those left over are added
    /// one by one, so that all widths give the same bits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Sum(float* x, float shift, float* y, int count)
    {
        int width = TLane.Width;
        TLane offset = TLane.Broadcast(shift);
        TLane sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        int n = 0;
        for (; n <= count - Block; n += Block)
        {
            sum0 += Exp(x + n, offset, y + n);
            if (width < Block)
                sum1 += Exp(x + n + width, offset, y + n + width);
            if (width < Block / 2)
            {
                sum2 += Exp(x + n + 2 * width, offset, y + n + 2 * width);
                sum3 += Exp(x + n + 3 * width, offset, y + n + 3 * width);
            }
        }

        float sum = TLane.Sum(width == Block ? sum0 : width == Block / 2 ? sum0 + sum1 : sum0 + sum2 + (sum1 + sum3));
        return n < count ? AddRest(sum, x + n, offset, y + n, count - n) : sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Exp(float* x, TLane offset, float* y)
    {
        TLane value = ExpOperation.Invoke(TLane.Load(x) - offset);
        TLane.Store(value, y);
        return value;
    }

    // Apart from the loop, because the compiler stops inlining in a method that has grown too long.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float AddRest(float sum, float* x, TLane offset, float* y, int count)
    {
        for (int n = 0; n < count; n += TLane.Width)
        {
            int left = Math.Min(TLane.Width, count - n);
            TLane.StorePartial(ExpOperation.Invoke(TLane.LoadPartial(x + n, left) - offset), y + n, left);
        }

        for (int n = 0; n < count; n++)
            sum += y[n];
        return sum;
    }
}
