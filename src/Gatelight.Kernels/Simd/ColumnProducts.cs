using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary>Column sums of the product of two strided matrices, rows in ascending order; see <see cref="KernelSet{T}.AddColumnProducts"/>.</summary>
/// <typeparam name="TLane">The register.</typeparam>
internal static unsafe class ColumnProducts<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <summary>Accumulates the columns of <c>a⊙b</c> into <c>sums [columns]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* a, nint aStride, float* b, nint bStride, int rows, int columns, float* sums)
    {
        int n = 0;
        for (; n <= columns - 4 * TLane.Width; n += 4 * TLane.Width)
            AddFourRegisters(a + n, aStride, b + n, bStride, rows, sums + n);
        for (; n <= columns - TLane.Width; n += TLane.Width)
            AddRegister<FullAccess<TLane>>(a + n, aStride, b + n, bStride, rows, sums + n, TLane.Width);
        if (n < columns)
            AddRegister<PartialAccess<TLane>>(a + n, aStride, b + n, bStride, rows, sums + n, columns - n);
    }

    // Four sums at once hide the latency of a fused multiply-add.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddFourRegisters(float* a, nint aStride, float* b, nint bStride, int rows, float* sums)
    {
        TLane sum0 = TLane.Load(sums);
        TLane sum1 = TLane.Load(sums + TLane.Width);
        TLane sum2 = TLane.Load(sums + 2 * TLane.Width);
        TLane sum3 = TLane.Load(sums + 3 * TLane.Width);
        for (int row = 0; row < rows; row++)
        {
            sum0 = TLane.MultiplyAdd(TLane.Load(a), TLane.Load(b), sum0);
            sum1 = TLane.MultiplyAdd(TLane.Load(a + TLane.Width), TLane.Load(b + TLane.Width), sum1);
            sum2 = TLane.MultiplyAdd(TLane.Load(a + 2 * TLane.Width), TLane.Load(b + 2 * TLane.Width), sum2);
            sum3 = TLane.MultiplyAdd(TLane.Load(a + 3 * TLane.Width), TLane.Load(b + 3 * TLane.Width), sum3);
            a += aStride;
            b += bStride;
        }

        TLane.Store(sum0, sums);
        TLane.Store(sum1, sums + TLane.Width);
        TLane.Store(sum2, sums + 2 * TLane.Width);
        TLane.Store(sum3, sums + 3 * TLane.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRegister<TAccess>(float* a, nint aStride, float* b, nint bStride, int rows, float* sums, int count)
        where TAccess : struct, IAccess<TLane>
    {
        TLane sum = TAccess.Load(sums, count);
        for (int row = 0; row < rows; row++)
            sum = TLane.MultiplyAdd(TAccess.Load(a + row * aStride, count), TAccess.Load(b + row * bStride, count), sum);
        TAccess.Store(sum, sums, count);
    }
}
