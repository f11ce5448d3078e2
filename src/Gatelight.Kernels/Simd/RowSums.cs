using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gatelight.Kernels.Simd;

/// <summary>Reductions of one row.</summary>
/// <typeparam name="TLane">The register.</typeparam>
internal static unsafe class RowSums<TLane>
    where TLane : struct, ILane<TLane>
{
    private const int Block = 16;

    /// <summary>
    /// Σ of a term over a row. Term n of the whole blocks of 16 goes to partial sum n mod 32; the 32 are added in one fixed tree, whatever the
    /// register, and then those left over one by one: so all widths give the same bits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum<TTerm>(TTerm term, int columns)
        where TTerm : struct, IRowTerm<TLane>
    {
        // Two blocks at once hide the latency of an addition; a block is one, two or four registers.
        int width = TLane.Width;
        TLane even0 = default, even1 = default, even2 = default, even3 = default;
        TLane odd0 = default, odd1 = default, odd2 = default, odd3 = default;
        int n = 0;
        for (; n <= columns - 2 * Block; n += 2 * Block)
        {
            AddBlock(term, n, ref even0, ref even1, ref even2, ref even3);
            AddBlock(term, n + Block, ref odd0, ref odd1, ref odd2, ref odd3);
        }

        if (n <= columns - Block)
        {
            AddBlock(term, n, ref even0, ref even1, ref even2, ref even3);
            n += Block;
        }

        float sum = Total(even0 + odd0, even1 + odd1, even2 + odd2, even3 + odd3);
        for (; n < columns; n++)
            sum = term.AddTo(sum, n);
        return sum;
    }

    /// <summary>The sums of two terms that read the same rows, as <see cref="Sum{TTerm}"/> but with 16 partial sums each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SumBoth<TFirst, TSecond>(TFirst first, TSecond second, int columns, out float firstSum, out float secondSum)
        where TFirst : struct, IRowTerm<TLane>
        where TSecond : struct, IRowTerm<TLane>
    {
        TLane first0 = default, first1 = default, first2 = default, first3 = default;
        TLane second0 = default, second1 = default, second2 = default, second3 = default;
        int n = 0;
        for (; n <= columns - Block; n += Block)
        {
            AddBlock(first, n, ref first0, ref first1, ref first2, ref first3);
            AddBlock(second, n, ref second0, ref second1, ref second2, ref second3);
        }

        firstSum = Total(first0, first1, first2, first3);
        secondSum = Total(second0, second1, second2, second3);
        for (; n < columns; n++)
        {
            firstSum = first.AddTo(firstSum, n);
            secondSum = second.AddTo(secondSum, n);
        }
    }

    /// <summary>The largest element, of at least one; a NaN may be passed over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Largest(float* x, int columns)
    {
        float largest = float.NegativeInfinity;
        if (columns < TLane.Width)
        {
            for (int n = 0; n < columns; n++)
                largest = MathF.Max(largest, x[n]);
            return largest;
        }

        // The last register overlaps the one before: a maximum may see an element twice.
        TLane lane = TLane.Load(x + columns - TLane.Width);
        for (int n = 0; n < columns - TLane.Width; n += TLane.Width)
            lane = TLane.AtLeast(lane, TLane.Load(x + n));
        Unsafe.SkipInit(out Vector512<float> memory);
        float* elements = (float*)&memory;
        TLane.Store(lane, elements);
        for (int n = 0; n < TLane.Width; n++)
            largest = MathF.Max(largest, elements[n]);
        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddBlock<TTerm>(TTerm term, int n, ref TLane sum0, ref TLane sum1, ref TLane sum2, ref TLane sum3)
        where TTerm : struct, IRowTerm<TLane>
    {
        int width = TLane.Width;
        sum0 = term.AddTo(sum0, n);
        if (width < Block)
            sum1 = term.AddTo(sum1, n + width);
        if (width < Block / 2)
        {
            sum2 = term.AddTo(sum2, n + 2 * width);
            sum3 = term.AddTo(sum3, n + 3 * width);
        }
    }

    // The registers of a block, of which only the first one, two or four are there.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Total(TLane sum0, TLane sum1, TLane sum2, TLane sum3) =>
        TLane.Sum(TLane.Width == Block ? sum0 : TLane.Width == Block / 2 ? sum0 + sum1 : sum0 + sum2 + (sum1 + sum3));
}
