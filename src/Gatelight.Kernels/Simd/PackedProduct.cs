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

    /// <summary>Packs <c>W [depth, columns]</c>.</summary>
    public static void Pack(float* matrix, int depth, int columns, float* packed)
    {
        for (int column = 0; column < columns; column += PanelColumns)
        {
            int count = Math.Min(PanelColumns, columns - column);
            FloatBlock.CopyPadded<TLane>(matrix + column, columns, packed, PanelColumns, depth, count);
            packed += (nint)depth * PanelColumns;
        }
    }

    /// <summary>Packs <c>Wᵀ</c> of <c>W [columns, depth]</c>.</summary>
    public static void PackTransposed(float* matrix, int columns, int depth, float* packed)
    {
        for (int column = 0; column < columns; column += PanelColumns)
        {
            int count = Math.Min(PanelColumns, columns - column);
            if (count < PanelColumns)
                new Span<float>(packed, depth * PanelColumns).Clear();
            FloatBlock.Transpose(matrix + (nint)column * depth, depth, packed, PanelColumns, count, depth);
            packed += (nint)depth * PanelColumns;
        }
    }

    /// <summary>The columns from <paramref name="from"/> to <paramref name="to"/> of the product; see <see cref="KernelSet{T}.MultiplyColumns"/>. A depth of 0 leaves <paramref name="y"/> as it is.</summary>
    public static void Multiply(float* x, float* packed, float* y, int rows, int depth, int columns, bool accumulate, int from, int to) =>
        MultiplyFrom(accumulate ? y : null, columns, x, packed, y, rows, depth, columns, from, to);

    /// <summary>The sum of two products; see <see cref="KernelSet{T}.MultiplyPair"/>. <paramref name="bias"/> may be null.</summary>
    public static void MultiplyPair(
        float* bias, float* x, float* packedX, int xDepth, float* h, float* packedH, int hDepth, float* y, int rows, int columns)
    {
        if (xDepth > DepthBlock || hDepth > DepthBlock)
        {
            MultiplyFrom(bias, 0, x, packedX, y, rows, xDepth, columns, 0, columns);
            MultiplyFrom(y, columns, h, packedH, y, rows, hDepth, columns, 0, columns);
            return;
        }

        int firstColumn = rows == 1 ? MultiplyRow(bias, x, packedX, xDepth, h, packedH, hDepth, y, 0, columns) : 0;
        for (int row = 0; row < rows; row += RowBlock)
        {
            for (int column = firstColumn; column < columns; column += PanelColumns)
            {
                TileRows<TLane>.Run(
                    new(x + (nint)row * xDepth, xDepth, 1, packedX + (nint)column * xDepth, PanelColumns, xDepth),
                    new(h + (nint)row * hDepth, hDepth, 1, packedH + (nint)column * hDepth, PanelColumns, hDepth),
                    bias == null ? null : bias + column, 0, y + (nint)row * columns + column, columns,
                    Math.Min(RowBlock, rows - row), Math.Min(PanelColumns, columns - column));
            }
        }
    }

    [SkipLocalsInit]
    private static void MultiplyFrom(float* start, nint startRow, float* x, float* packed, float* y, int rows, int depth, int columns, int from, int to)
    {
        int firstColumn = rows == 1 ? MultiplyRow(start, x, packed, depth, null, null, 0, y, from, to) : from;
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
                    FloatBlock.CopyLanes<TLane>(left, depth, block, CopiedStride, rowCount, depthCount);
                    left = block;
                    leftRow = CopiedStride;
                }

                float* target = y + (nint)row * columns;
                float* sums = k > 0 ? target : start == null ? null : start + row * startRow;
                nint sumsRow = k > 0 ? columns : startRow;
                for (int column = firstColumn; column < to; column += PanelColumns)
                {
                    float* panel = packed + (nint)column * depth + (nint)k * PanelColumns;
                    TileRows<TLane>.Run(
                        new(left, leftRow, 1, panel, PanelColumns, depthCount), default, sums == null ? null : sums + column, sumsRow,
                        target + column, columns, rowCount, Math.Min(PanelColumns, to - column));
                }
            }
        }
    }

    // A single row has too few sums in one panel to hide the latency of an addition: take four panels at once. Returns the columns done.
    private static int MultiplyRow(float* start, float* x, float* packedX, int xDepth, float* h, float* packedH, int hDepth, float* y, int from, int to)
    {
        int column = from;
        for (; column <= to - 4 * PanelColumns; column += 4 * PanelColumns)
        {
            RowTile<TLane>.Run(
                start == null ? null : start + column, x, packedX + (nint)column * xDepth, xDepth, h, packedH + (nint)column * hDepth, hDepth,
                y + column);
        }

        return column;
    }
}
