using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary>Cuts a panel of output columns, at most two registers wide, into tiles and hands each to the tile compiled for its shape.</summary>
/// <typeparam name="TLane">The register.</typeparam>
internal static unsafe class TileRows<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <summary>Columns of a panel: two registers.</summary>
    public static int PanelColumns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * TLane.Width;
    }

    /// <summary>The tallest tile whose sums, right factor and broadcast stay in registers.</summary>
    public static int MostRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLane.HasManyRegisters ? 12 : 6;
    }

    /// <summary>Computes <paramref name="rows"/> rows and <paramref name="columns"/> columns of a sum of two products; see <see cref="Tile{TLane,TRows,TRegisters}"/>.</summary>
    /// <remarks>The columns are 1 to <see cref="PanelColumns"/>; the right factors hold whole registers whatever their number.</remarks>
    [SkipLocalsInit]
    public static void Run(TileFactors first, TileFactors second, float* start, nint startRow, float* y, nint yRow, int rows, int columns)
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
                RunTile(first, second, start, startRow, y, yRow, take, wide);
            }
            else
            {
                if (start != null)
                    FloatBlock.Copy(start, startRow, scratch, PanelColumns, take, columns);
                RunTile(first, second, start == null ? null : scratch, PanelColumns, scratch, PanelColumns, take, wide);
                FloatBlock.Copy(scratch, PanelColumns, y, yRow, take, columns);
            }

            first = first.Skip(take);
            second = second.Skip(take);
            start = start == null ? null : start + take * startRow;
            y += take * yRow;
            rows -= take;
        }
    }

    /// <summary>As above for one product that starts from 0, or from the output itself.</summary>
    public static void Run(TileFactors factors, float* y, nint yRow, int rows, int columns, bool accumulate) =>
        Run(factors, default, accumulate ? y : null, yRow, y, yRow, rows, columns);

    private static void RunTile(in TileFactors first, in TileFactors second, float* start, nint startRow, float* y, nint yRow, int rows, bool wide)
    {
        if (wide)
            RunTile<Count.Two>(first, second, start, startRow, y, yRow, rows);
        else
            RunTile<Count.One>(first, second, start, startRow, y, yRow, rows);
    }

    private static void RunTile<TRegisters>(in TileFactors first, in TileFactors second, float* start, nint startRow, float* y, nint yRow, int rows)
        where TRegisters : struct, ICount
    {
        switch (rows)
        {
            case 1:
                Tile<TLane, Count.One, TRegisters>.Run(first, second, start, startRow, y, yRow);
                break;
            case 2:
                Tile<TLane, Count.Two, TRegisters>.Run(first, second, start, startRow, y, yRow);
                break;
            case 3:
                Tile<TLane, Count.Three, TRegisters>.Run(first, second, start, startRow, y, yRow);
                break;
            case 4:
                Tile<TLane, Count.Four, TRegisters>.Run(first, second, start, startRow, y, yRow);
                break;
            case 5:
                Tile<TLane, Count.Five, TRegisters>.Run(first, second, start, startRow, y, yRow);
                break;
            case 6:
                Tile<TLane, Count.Six, TRegisters>.Run(first, second, start, startRow, y, yRow);
                break;
            case 7:
                Tile<TLane, Count.Seven, TRegisters>.Run(first, second, start, startRow, y, yRow);
                break;
            case 8:
                Tile<TLane, Count.Eight, TRegisters>.Run(first, second, start, startRow, y, yRow);
                break;
            case 9:
                Tile<TLane, Count.Nine, TRegisters>.Run(first, second, start, startRow, y, yRow);
                break;
            case 10:
                Tile<TLane, Count.Ten, TRegisters>.Run(first, second, start, startRow, y, yRow);
                break;
            case 11:
                Tile<TLane, Count.Eleven, TRegisters>.Run(first, second, start, startRow, y, yRow);
                break;
            default:
                Tile<TLane, Count.Twelve, TRegisters>.Run(first, second, start, startRow, y, yRow);
                break;
        }
    }
}
