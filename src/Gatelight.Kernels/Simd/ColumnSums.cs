using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary>Column sums of a row-major matrix, rows in ascending order; see <see cref="KernelSet{T}.AddColumnSums(ReadOnlySpan{T}, int, int, int, Span{T})"/>.</summary>
/// <typeparam name="TLane">The register.</typeparam>
internal static unsafe class ColumnSums<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <summary>Accumulates the columns of <c>x [rows, columns]</c>, its rows <paramref name="stride"/> apart, into <c>sums [columns]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* x, nint stride, int rows, int columns, float* sums)
    {
        int n = 0;
        for (; n <= columns - 4 * TLane.Width; n += 4 * TLane.Width)
            AddFourRegisters(x + n, stride, rows, sums + n);
        for (; n <= columns - TLane.Width; n += TLane.Width)
            AddRegister<FullAccess<TLane>>(x + n, stride, rows, sums + n, TLane.Width);
        if (n < columns)
            AddRegister<PartialAccess<TLane>>(x + n, stride, rows, sums + n, columns - n);
    }

    // Four sums at once hide the latency of an addition.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddFourRegisters(float* x, nint stride, int rows, float* sums)
    {
        TLane sum0 = TLane.Load(sums);
        TLane sum1 = TLane.Load(sums + TLane.Width);
        TLane sum2 = TLane.Load(sums + 2 * TLane.Width);
        TLane sum3 = TLane.Load(sums + 3 * TLane.Width);
        for (int row = 0; row < rows; row++)
        {
            sum0 += TLane.Load(x);
            sum1 += TLane.Load(x + TLane.Width);
            sum2 += TLane.Load(x + 2 * TLane.Width);
            sum3 += TLane.Load(x + 3 * TLane.Width);
            x += stride;
        }

        TLane.Store(sum0, sums);
        TLane.Store(sum1, sums + TLane.Width);
        TLane.Store(sum2, sums + 2 * TLane.Width);
        TLane.Store(sum3, sums + 3 * TLane.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRegister<TAccess>(float* x, nint stride, int rows, float* sums, int count)
        where TAccess : struct, IAccess<TLane>
    {
        TLane sum = TAccess.Load(sums, count);
        for (int row = 0; row < rows; row++)
            sum += TAccess.Load(x + row * stride, count);
        TAccess.Store(sum, sums, count);
    }
}
