using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary>
/// The micro-kernel of both matrix products: a tile of <c>TRows x TRegisters</c> registers of the output stays in
/// registers while the inner dimension goes by. Element (row, n) is one chain of fused multiply-adds in ascending k,
/// whatever the shape of the tile that it falls in: that is the promise of row independence.
/// </summary>
/// <remarks>
/// The counts are constants when a tile is compiled, so the branches on them and the sums that they rule out vanish.
/// </remarks>
/// <typeparam name="TLane">The register.</typeparam>
/// <typeparam name="TRows">Rows of the tile, 1 to 12.</typeparam>
/// <typeparam name="TRegisters">Registers of a row, 1 or 2.</typeparam>
internal static unsafe class Tile<TLane, TRows, TRegisters>
    where TLane : struct, ILane<TLane>
    where TRows : struct, ICount
    where TRegisters : struct, ICount
{
    /// <summary><c>y = start + first + second</c>, both products in one chain of sums that never leaves the registers.</summary>
    /// <param name="first">The product that is summed first.</param>
    /// <param name="second">The product that is summed after it; of depth 0 for none.</param>
    /// <param name="start">Where the sums start from; null for 0.</param>
    /// <param name="startRow">Its stride from row to row; 0 for one row that all share.</param>
    /// <param name="y">The tile of the output.</param>
    /// <param name="yRow">Its stride from row to row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in TileFactors first, in TileFactors second, float* start, nint startRow, float* y, nint yRow)
    {
        TLane sum0a = default, sum0b = default;
        TLane sum1a = default, sum1b = default;
        TLane sum2a = default, sum2b = default;
        TLane sum3a = default, sum3b = default;
        TLane sum4a = default, sum4b = default;
        TLane sum5a = default, sum5b = default;
        TLane sum6a = default, sum6b = default;
        TLane sum7a = default, sum7b = default;
        TLane sum8a = default, sum8b = default;
        TLane sum9a = default, sum9b = default;
        TLane sum10a = default, sum10b = default;
        TLane sum11a = default, sum11b = default;
        if (start != null)
        {
            sum0a = TLane.Load(start);
            sum0b = LoadSecond(start);
            if (TRows.Value > 1)
            {
                sum1a = TLane.Load(start + startRow);
                sum1b = LoadSecond(start + startRow);
            }

            if (TRows.Value > 2)
            {
                sum2a = TLane.Load(start + 2 * startRow);
                sum2b = LoadSecond(start + 2 * startRow);
            }

            if (TRows.Value > 3)
            {
                sum3a = TLane.Load(start + 3 * startRow);
                sum3b = LoadSecond(start + 3 * startRow);
            }

            if (TRows.Value > 4)
            {
                sum4a = TLane.Load(start + 4 * startRow);
                sum4b = LoadSecond(start + 4 * startRow);
            }

            if (TRows.Value > 5)
            {
                sum5a = TLane.Load(start + 5 * startRow);
                sum5b = LoadSecond(start + 5 * startRow);
            }

            if (TRows.Value > 6)
            {
                sum6a = TLane.Load(start + 6 * startRow);
                sum6b = LoadSecond(start + 6 * startRow);
            }

            if (TRows.Value > 7)
            {
                sum7a = TLane.Load(start + 7 * startRow);
                sum7b = LoadSecond(start + 7 * startRow);
            }

            if (TRows.Value > 8)
            {
                sum8a = TLane.Load(start + 8 * startRow);
                sum8b = LoadSecond(start + 8 * startRow);
            }

            if (TRows.Value > 9)
            {
                sum9a = TLane.Load(start + 9 * startRow);
                sum9b = LoadSecond(start + 9 * startRow);
            }

            if (TRows.Value > 10)
            {
                sum10a = TLane.Load(start + 10 * startRow);
                sum10b = LoadSecond(start + 10 * startRow);
            }

            if (TRows.Value > 11)
            {
                sum11a = TLane.Load(start + 11 * startRow);
                sum11b = LoadSecond(start + 11 * startRow);
            }
        }

        float* x = first.X;
        float* right = first.Right;
        nint xRow = first.XRow;
        nint xDepth = first.XDepth;
        nint rightStep = first.RightStep;
        int depth = first.Depth;
        int depthAfter = second.Depth;
    Product:
        // Four pointers and two multiples of the stride reach all twelve rows through addressing modes.
        float* x3 = x + 3 * xRow;
        float* x6 = x + 6 * xRow;
        float* x9 = x + 9 * xRow;
        for (int k = 0; k < depth; k++)
        {
            TLane a = TLane.Load(right);
            TLane b = LoadSecond(right);
            right += rightStep;

            TLane factor = TLane.Broadcast(*x);
            sum0a = TLane.MultiplyAdd(factor, a, sum0a);
            sum0b = MultiplyAddSecond(factor, b, sum0b);
            if (TRows.Value > 1)
            {
                factor = TLane.Broadcast(x[xRow]);
                sum1a = TLane.MultiplyAdd(factor, a, sum1a);
                sum1b = MultiplyAddSecond(factor, b, sum1b);
            }

            if (TRows.Value > 2)
            {
                factor = TLane.Broadcast(x[2 * xRow]);
                sum2a = TLane.MultiplyAdd(factor, a, sum2a);
                sum2b = MultiplyAddSecond(factor, b, sum2b);
            }

            if (TRows.Value > 3)
            {
                factor = TLane.Broadcast(*x3);
                sum3a = TLane.MultiplyAdd(factor, a, sum3a);
                sum3b = MultiplyAddSecond(factor, b, sum3b);
            }

            if (TRows.Value > 4)
            {
                factor = TLane.Broadcast(x3[xRow]);
                sum4a = TLane.MultiplyAdd(factor, a, sum4a);
                sum4b = MultiplyAddSecond(factor, b, sum4b);
            }

            if (TRows.Value > 5)
            {
                factor = TLane.Broadcast(x3[2 * xRow]);
                sum5a = TLane.MultiplyAdd(factor, a, sum5a);
                sum5b = MultiplyAddSecond(factor, b, sum5b);
            }

            if (TRows.Value > 6)
            {
                factor = TLane.Broadcast(*x6);
                sum6a = TLane.MultiplyAdd(factor, a, sum6a);
                sum6b = MultiplyAddSecond(factor, b, sum6b);
            }

            if (TRows.Value > 7)
            {
                factor = TLane.Broadcast(x6[xRow]);
                sum7a = TLane.MultiplyAdd(factor, a, sum7a);
                sum7b = MultiplyAddSecond(factor, b, sum7b);
            }

            if (TRows.Value > 8)
            {
                factor = TLane.Broadcast(x6[2 * xRow]);
                sum8a = TLane.MultiplyAdd(factor, a, sum8a);
                sum8b = MultiplyAddSecond(factor, b, sum8b);
            }

            if (TRows.Value > 9)
            {
                factor = TLane.Broadcast(*x9);
                sum9a = TLane.MultiplyAdd(factor, a, sum9a);
                sum9b = MultiplyAddSecond(factor, b, sum9b);
            }

            if (TRows.Value > 10)
            {
                factor = TLane.Broadcast(x9[xRow]);
                sum10a = TLane.MultiplyAdd(factor, a, sum10a);
                sum10b = MultiplyAddSecond(factor, b, sum10b);
            }

            if (TRows.Value > 11)
            {
                factor = TLane.Broadcast(x9[2 * xRow]);
                sum11a = TLane.MultiplyAdd(factor, a, sum11a);
                sum11b = MultiplyAddSecond(factor, b, sum11b);
            }

            x += xDepth;
            x3 += xDepth;
            x6 += xDepth;
            x9 += xDepth;
        }

        if (depthAfter > 0)
        {
            x = second.X;
            right = second.Right;
            xRow = second.XRow;
            xDepth = second.XDepth;
            rightStep = second.RightStep;
            depth = depthAfter;
            depthAfter = 0;
            goto Product;
        }

        StoreRow(y, sum0a, sum0b);
        if (TRows.Value > 1)
            StoreRow(y + yRow, sum1a, sum1b);
        if (TRows.Value > 2)
            StoreRow(y + 2 * yRow, sum2a, sum2b);
        if (TRows.Value > 3)
            StoreRow(y + 3 * yRow, sum3a, sum3b);
        if (TRows.Value > 4)
            StoreRow(y + 4 * yRow, sum4a, sum4b);
        if (TRows.Value > 5)
            StoreRow(y + 5 * yRow, sum5a, sum5b);
        if (TRows.Value > 6)
            StoreRow(y + 6 * yRow, sum6a, sum6b);
        if (TRows.Value > 7)
            StoreRow(y + 7 * yRow, sum7a, sum7b);
        if (TRows.Value > 8)
            StoreRow(y + 8 * yRow, sum8a, sum8b);
        if (TRows.Value > 9)
            StoreRow(y + 9 * yRow, sum9a, sum9b);
        if (TRows.Value > 10)
            StoreRow(y + 10 * yRow, sum10a, sum10b);
        if (TRows.Value > 11)
            StoreRow(y + 11 * yRow, sum11a, sum11b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane LoadSecond(float* source) =>
        TRegisters.Value > 1 ? TLane.Load(source + TLane.Width) : default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane MultiplyAddSecond(TLane factor, TLane right, TLane sum) =>
        TRegisters.Value > 1 ? TLane.MultiplyAdd(factor, right, sum) : sum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow(float* target, TLane first, TLane second)
    {
        TLane.Store(first, target);
        if (TRegisters.Value > 1)
            TLane.Store(second, target + TLane.Width);
    }
}
