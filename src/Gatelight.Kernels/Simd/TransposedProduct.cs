using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary>
/// <c>C += Aᵀ·B</c> on a band of rows of C, on the tiles of the packed product. Each sum starts from C and runs in
/// ascending k, so neither the band nor the block that an element falls in changes its bits.
/// </summary>
/// <typeparam name="TLane">The register.</typeparam>
internal static unsafe class TransposedProduct<TLane>
    where TLane : struct, ILane<TLane>
{
    private const int DepthBlock = 256;
    private const int RowBlock = 192;

    private static int PanelColumns => TileRows<TLane>.PanelColumns;

    /// <summary>The product; see <see cref="KernelSet{T}.MultiplyTransposed"/>. The pointers <paramref name="a"/> and <paramref name="c"/> are at the first row of the band.</summary>
    public static void Run(float* a, float* b, float* c, int depth, int aColumns, int bColumns, int rowCount)
    {
        if (bColumns < PanelColumns)
            RunNarrow(a, b, c, depth, aColumns, bColumns, rowCount);
        else
            RunWide(a, b, c, depth, aColumns, bColumns, rowCount);
    }

    // Registers run along the columns of B. Blocks of A and of B are copied together: their rows may be pages apart.
    [SkipLocalsInit]
    private static void RunWide(float* a, float* b, float* c, int depth, int aColumns, int bColumns, int rowCount)
    {
        bool single = bColumns == PanelColumns;
        float* block = stackalloc float[single ? 1 : DepthBlock * RowBlock];
        float* panel = stackalloc float[single ? 1 : DepthBlock * PanelColumns];
        for (int k = 0; k < depth; k += DepthBlock)
        {
            int depthCount = Math.Min(DepthBlock, depth - k);
            for (int row = 0; row < rowCount; row += RowBlock)
            {
                int rows = Math.Min(RowBlock, rowCount - row);
                float* left = a + (nint)k * aColumns + row;
                float* right = b + (nint)k * bColumns;
                float* target = c + (nint)row * bColumns;
                if (single)
                {
                    TileRows<TLane>.Run(new(left, 1, aColumns, right, bColumns, depthCount), target, bColumns, rows, bColumns, accumulate: true);
                    continue;
                }

                FloatBlock.CopyLanes<TLane>(left, aColumns, block, RowBlock, depthCount, rows);
                for (int column = 0; column < bColumns; column += PanelColumns)
                {
                    int count = Math.Min(PanelColumns, bColumns - column);
                    FloatBlock.CopyPadded<TLane>(right + column, bColumns, panel, PanelColumns, depthCount, count);
                    TileRows<TLane>.Run(new(block, 1, RowBlock, panel, PanelColumns, depthCount), target + column, bColumns, rows, count, accumulate: true);
                }
            }
        }
    }

    // B has too few columns to fill registers: run them along the columns of A, on a transposed copy of the tile of C.
    [SkipLocalsInit]
    private static void RunNarrow(float* a, float* b, float* c, int depth, int aColumns, int bColumns, int rowCount)
    {
        float* tile = stackalloc float[PanelColumns * PanelColumns];
        float* panel = stackalloc float[DepthBlock * PanelColumns];
        for (int row = 0; row < rowCount; row += PanelColumns)
        {
            int count = Math.Min(PanelColumns, rowCount - row);
            float* corner = c + (nint)row * bColumns;
            for (int n = 0; n < bColumns; n++)
            {
                for (int m = 0; m < count; m++)
                    tile[n * PanelColumns + m] = corner[m * bColumns + n];
                new Span<float>(tile + n * PanelColumns + count, PanelColumns - count).Clear();
            }

            for (int k = 0; k < depth; k += DepthBlock)
            {
                int depthCount = Math.Min(DepthBlock, depth - k);
                float* right = a + (nint)k * aColumns + row;
                nint rightStep = aColumns;
                if (count < PanelColumns)
                {
                    FloatBlock.CopyPadded<TLane>(right, aColumns, panel, PanelColumns, depthCount, count);
                    right = panel;
                    rightStep = PanelColumns;
                }

                TileRows<TLane>.Run(
                    new(b + (nint)k * bColumns, 1, bColumns, right, rightStep, depthCount), tile, PanelColumns, bColumns, PanelColumns, accumulate: true);
            }

            for (int m = 0; m < count; m++)
            {
                for (int n = 0; n < bColumns; n++)
                    corner[m * bColumns + n] = tile[n * PanelColumns + m];
            }
        }
    }
}
