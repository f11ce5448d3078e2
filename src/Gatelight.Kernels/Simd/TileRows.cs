using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary>Cuts a panel of output columns, at most two registers wide, into tiles and hands each to the tile compiled for its shape.</summary>
/// <typeparam name="TLane">The register.</typeparam>
internal static unsafe class TileRows<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <summary>Columns of a panel: two registers.</summary>
    public static int PanelColumns => 2 * TLane.Width;

    /// <summary>The tallest tile whose sums, right factor and broadcast stay in registers.</summary>
    public static int MostRows => TLane.HasManyRegisters ? 12 : 6;

    /// <summary>Computes <paramref name="rows"/> rows and <paramref name="columns"/> columns of a product; strides as in <see cref="Tile{TLane,TRows,TRegisters}"/>.</summary>
    /// <remarks>The columns are 1 to <see cref="PanelColumns"/>; the right factor holds whole registers whatever their number.</remarks>
    [SkipLocalsInit]
    public static void Run(
        float* x, nint xRow, nint xDepth, float* right, nint rightStep, float* y, nint yRow,
        int rows, int columns, int depth, bool accumulate)
    {
        bool wide = columns > TLane.Width;
        bool whole = columns == (wide ? PanelColumns : TLane.Width);
        float* scratch = stackalloc float[whole ? 1 : MostRows * PanelColumns];
        while (rows > 0)
        {
            // Tiles of equal height: a remainder of one or two rows would wait on the latency of its few sums.
            int tiles = (rows + MostRows - 1) / MostRows;
            int take = (rows + tiles - 1) / tiles;
            if (whole)
            {
                RunTile(x, xRow, xDepth, right, rightStep, y, yRow, take, wide, depth, accumulate);
            }
            else
            {
                if (accumulate)
                    FloatBlock.Copy(y, yRow, scratch, PanelColumns, take, columns);
                RunTile(x, xRow, xDepth, right, rightStep, scratch, PanelColumns, take, wide, depth, accumulate);
                FloatBlock.Copy(scratch, PanelColumns, y, yRow, take, columns);
            }

            x += take * xRow;
            y += take * yRow;
            rows -= take;
        }
    }

    private static void RunTile(
        float* x, nint xRow, nint xDepth, float* right, nint rightStep, float* y, nint yRow,
        int rows, bool wide, int depth, bool accumulate)
    {
        if (wide)
            RunTile<Count.Two>(x, xRow, xDepth, right, rightStep, y, yRow, rows, depth, accumulate);
        else
            RunTile<Count.One>(x, xRow, xDepth, right, rightStep, y, yRow, rows, depth, accumulate);
    }

    private static void RunTile<TRegisters>(
        float* x, nint xRow, nint xDepth, float* right, nint rightStep, float* y, nint yRow, int rows, int depth, bool accumulate)
        where TRegisters : struct, ICount
    {
        switch (rows)
        {
            case 1:
                Tile<TLane, Count.One, TRegisters>.Run(x, xRow, xDepth, right, rightStep, y, yRow, depth, accumulate);
                break;
            case 2:
                Tile<TLane, Count.Two, TRegisters>.Run(x, xRow, xDepth, right, rightStep, y, yRow, depth, accumulate);
                break;
            case 3:
                Tile<TLane, Count.Three, TRegisters>.Run(x, xRow, xDepth, right, rightStep, y, yRow, depth, accumulate);
                break;
            case 4:
                Tile<TLane, Count.Four, TRegisters>.Run(x, xRow, xDepth, right, rightStep, y, yRow, depth, accumulate);
                break;
            case 5:
                Tile<TLane, Count.Five, TRegisters>.Run(x, xRow, xDepth, right, rightStep, y, yRow, depth, accumulate);
                break;
            case 6:
                Tile<TLane, Count.Six, TRegisters>.Run(x, xRow, xDepth, right, rightStep, y, yRow, depth, accumulate);
                break;
            case 7:
                Tile<TLane, Count.Seven, TRegisters>.Run(x, xRow, xDepth, right, rightStep, y, yRow, depth, accumulate);
                break;
            case 8:
                Tile<TLane, Count.Eight, TRegisters>.Run(x, xRow, xDepth, right, rightStep, y, yRow, depth, accumulate);
                break;
            case 9:
                Tile<TLane, Count.Nine, TRegisters>.Run(x, xRow, xDepth, right, rightStep, y, yRow, depth, accumulate);
                break;
            case 10:
                Tile<TLane, Count.Ten, TRegisters>.Run(x, xRow, xDepth, right, rightStep, y, yRow, depth, accumulate);
                break;
            case 11:
                Tile<TLane, Count.Eleven, TRegisters>.Run(x, xRow, xDepth, right, rightStep, y, yRow, depth, accumulate);
                break;
            default:
                Tile<TLane, Count.Twelve, TRegisters>.Run(x, xRow, xDepth, right, rightStep, y, yRow, depth, accumulate);
                break;
        }
    }
}
