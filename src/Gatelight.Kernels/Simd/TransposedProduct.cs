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

    private static int PanelColumns => TileRows<TLane>.PanelColumns;

    /// <summary>The product; see <see cref="KernelSet{T}.MultiplyTransposed"/>. The pointers <paramref name="a"/> and <paramref name="c"/> are at the first row of the band.</summary>
    public static void Run(float* a, float* b, float* c, int depth, int aColumns, int bColumns, int rowCount)
    {
        if (bColumns < PanelColumns)
            RunNarrow(a, b, c, depth, aColumns, bColumns, rowCount);
        else
            RunWide(a, b, c, depth, aColumns, bColumns, rowCount);
    }

    // Registers run along the columns of B, copied to a panel without gaps: rows of B may be pages apart.
    [SkipLocalsInit]
    private static void RunWide(float* a, float* b, float* c, int depth, int aColumns, int bColumns, int rowCount)
    {
        float* panel = stackalloc float[DepthBlock * PanelColumns];
        for (int k = 0; k < depth; k += DepthBlock)
        {
            int depthCount = Math.Min(DepthBlock, depth - k);
            for (int column = 0; column < bColumns; column += PanelColumns)
            {
                int count = Math.Min(PanelColumns, bColumns - column);
                CopyPanel(b + (nint)k * bColumns + column, bColumns, count, depthCount, panel);
                TileRows<TLane>.Run(
                    a + (nint)k * aColumns, 1, aColumns, panel, PanelColumns, c + column, bColumns,
                    rowCount, count, depthCount, accumulate: true);
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
                    CopyPanel(right, aColumns, count, depthCount, panel);
                    right = panel;
                    rightStep = PanelColumns;
                }

                TileRows<TLane>.Run(
                    b + (nint)k * bColumns, 1, bColumns, right, rightStep, tile, PanelColumns,
                    bColumns, PanelColumns, depthCount, accumulate: true);
            }

            for (int m = 0; m < count; m++)
            {
                for (int n = 0; n < bColumns; n++)
                    corner[m * bColumns + n] = tile[n * PanelColumns + m];
            }
        }
    }

    private static void CopyPanel(float* source, nint sourceRow, int columns, int depth, float* panel)
    {
        for (int k = 0; k < depth; k++)
        {
            new ReadOnlySpan<float>(source + k * sourceRow, columns).CopyTo(new Span<float>(panel, columns));
            new Span<float>(panel + columns, PanelColumns - columns).Clear();
            panel += PanelColumns;
        }
    }
}
