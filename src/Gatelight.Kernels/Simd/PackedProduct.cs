using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary>
/// <c>Y (+)= X·W</c> with W packed in panels of two registers: panel p holds columns <c>2·width·p</c> onwards as
/// <c>[depth, 2·width]</c>, the last one padded with zeros.
/// </summary>
/// <typeparam name="TLane">The register.</typeparam>
internal static unsafe class PackedProduct<TLane>
    where TLane : struct, ILane<TLane>
{
    // A block of X that stays in the second level of cache, and the depth of a panel that stays in the first.
    private const int DepthBlock = 256;
    private const int RowBlock = 48;

    // At a stride of 2 KiB the rows of a tile fall on the same few lines of the first-level cache: copy them closer.
    private const int ConflictingStride = 512;
    private const int CopiedStride = DepthBlock + 16;

    private static int PanelColumns => TileRows<TLane>.PanelColumns;

    /// <summary>Floats of the packed matrix.</summary>
    public static int PackedLength(int depth, int columns) =>
        checked(depth * ((columns + PanelColumns - 1) / PanelColumns * PanelColumns));

    /// <summary>Packs the matrix whose element (k, n) is <c>matrix[k·depthStride + n·columnStride]</c>.</summary>
    public static void Pack(float* matrix, nint depthStride, nint columnStride, int depth, int columns, float* packed)
    {
        for (int column = 0; column < columns; column += PanelColumns)
        {
            int count = Math.Min(PanelColumns, columns - column);
            for (int k = 0; k < depth; k++)
            {
                float* source = matrix + k * depthStride + column * columnStride;
                for (int n = 0; n < count; n++)
                    packed[n] = source[n * columnStride];
                new Span<float>(packed + count, PanelColumns - count).Clear();
                packed += PanelColumns;
            }
        }
    }

    /// <summary>The product; see <see cref="KernelSet{T}.Multiply"/>. A depth of 0 leaves <paramref name="y"/> as it is.</summary>
    [SkipLocalsInit]
    public static void Multiply(float* x, float* packed, float* y, int rows, int depth, int columns, bool accumulate)
    {
        int firstColumn = 0;
        if (rows == 1)
        {
            for (; firstColumn <= columns - 4 * PanelColumns; firstColumn += 4 * PanelColumns)
                MultiplyRow(x, packed + (nint)firstColumn * depth, y + firstColumn, depth, accumulate);
        }

        bool copies = rows > 1 && columns > PanelColumns && depth % ConflictingStride == 0;
        float* block = stackalloc float[copies ? RowBlock * CopiedStride : 1];
        for (int row = 0; row < rows; row += RowBlock)
        {
            int rowCount = Math.Min(RowBlock, rows - row);
            for (int k = 0; k < depth; k += DepthBlock)
            {
                int depthCount = Math.Min(DepthBlock, depth - k);
                float* left = x + (nint)row * depth + k;
                nint leftRow = depth;
                if (copies)
                {
                    FloatBlock.Copy(left, depth, block, CopiedStride, rowCount, depthCount);
                    left = block;
                    leftRow = CopiedStride;
                }

                for (int column = firstColumn; column < columns; column += PanelColumns)
                {
                    TileRows<TLane>.Run(
                        left, leftRow, 1,
                        packed + (nint)column * depth + (nint)k * PanelColumns, PanelColumns,
                        y + (nint)row * columns + column, columns,
                        rowCount, Math.Min(PanelColumns, columns - column), depthCount, accumulate || k > 0);
                }
            }
        }
    }

    // A single row has too few sums in one panel to hide the latency of an addition: take four panels at once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyRow(float* x, float* packed, float* y, int depth, bool accumulate)
    {
        int width = TLane.Width;
        nint panel = (nint)depth * PanelColumns;
        float* panel1 = packed + panel;
        float* panel2 = panel1 + panel;
        float* panel3 = panel2 + panel;
        TLane sum0 = accumulate ? TLane.Load(y) : default;
        TLane sum1 = accumulate ? TLane.Load(y + width) : default;
        TLane sum2 = accumulate ? TLane.Load(y + 2 * width) : default;
        TLane sum3 = accumulate ? TLane.Load(y + 3 * width) : default;
        TLane sum4 = accumulate ? TLane.Load(y + 4 * width) : default;
        TLane sum5 = accumulate ? TLane.Load(y + 5 * width) : default;
        TLane sum6 = accumulate ? TLane.Load(y + 6 * width) : default;
        TLane sum7 = accumulate ? TLane.Load(y + 7 * width) : default;
        nint at = 0;
        for (int k = 0; k < depth; k++)
        {
            TLane factor = TLane.Broadcast(x[k]);
            sum0 = TLane.MultiplyAdd(factor, TLane.Load(packed + at), sum0);
            sum1 = TLane.MultiplyAdd(factor, TLane.Load(packed + at + width), sum1);
            sum2 = TLane.MultiplyAdd(factor, TLane.Load(panel1 + at), sum2);
            sum3 = TLane.MultiplyAdd(factor, TLane.Load(panel1 + at + width), sum3);
            sum4 = TLane.MultiplyAdd(factor, TLane.Load(panel2 + at), sum4);
            sum5 = TLane.MultiplyAdd(factor, TLane.Load(panel2 + at + width), sum5);
            sum6 = TLane.MultiplyAdd(factor, TLane.Load(panel3 + at), sum6);
            sum7 = TLane.MultiplyAdd(factor, TLane.Load(panel3 + at + width), sum7);
            at += PanelColumns;
        }

        TLane.Store(sum0, y);
        TLane.Store(sum1, y + width);
        TLane.Store(sum2, y + 2 * width);
        TLane.Store(sum3, y + 3 * width);
        TLane.Store(sum4, y + 4 * width);
        TLane.Store(sum5, y + 5 * width);
        TLane.Store(sum6, y + 6 * width);
        TLane.Store(sum7, y + 7 * width);
    }
}
