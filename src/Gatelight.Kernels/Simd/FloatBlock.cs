using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Gatelight.Kernels.Simd;

/// <summary>A rectangle of floats within a row-major matrix.</summary>
internal static unsafe class FloatBlock
{
    /// <summary>Copies <c>[rows, columns]</c> in registers, as the blocks of a product are: a call of memmove for each short row takes a tenth of the product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyLanes<TLane>(float* source, nint sourceRow, float* target, nint targetRow, int rows, int columns)
        where TLane : struct, ILane<TLane>
    {
        int whole = columns - columns % TLane.Width;
        for (int row = 0; row < rows; row++)
        {
            for (int n = 0; n < whole; n += TLane.Width)
                TLane.Store(TLane.Load(source + n), target + n);
            if (whole < columns)
                TLane.StorePartial(TLane.LoadPartial(source + whole, columns - whole), target + whole, columns - whole);
            source += sourceRow;
            target += targetRow;
        }
    }

    /// <summary>Copies <c>[rows, columns]</c> from one row stride to another.</summary>
    public static void Copy(float* source, nint sourceRow, float* target, nint targetRow, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
            Unsafe.CopyBlockUnaligned(target + row * targetRow, source + row * sourceRow, (uint)columns * sizeof(float));
    }

    /// <summary>Copies <c>[rows, columns]</c> and fills each row of the target to its stride with zeros.</summary>
    public static void CopyPadded<TLane>(float* source, nint sourceRow, float* target, int targetRow, int rows, int columns)
        where TLane : struct, ILane<TLane>
    {
        CopyLanes<TLane>(source, sourceRow, target, targetRow, rows, columns);
        if (columns == targetRow)
            return;
        for (int row = 0; row < rows; row++)
            new Span<float>(target + (nint)row * targetRow + columns, targetRow - columns).Clear();
    }

    /// <summary>Writes <c>[rows, columns]</c> as <c>[columns, rows]</c>; what lies past the rows in a row of the target stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(float* source, nint sourceRow, float* target, nint targetRow, int rows, int columns)
    {
        int wholeRows = Sse.IsSupported ? rows - rows % 4 : 0;
        int wholeColumns = Sse.IsSupported ? columns - columns % 4 : 0;

        // Along the source first: its rows may be pages apart, and what is written meanwhile stays in the cache.
        for (int column = 0; column < wholeColumns; column += 4)
        {
            for (int row = 0; row < wholeRows; row += 4)
                TransposeFour(source + row * sourceRow + column, sourceRow, target + column * targetRow + row, targetRow);
        }

        TransposeRest(source, sourceRow, target, targetRow, 0, wholeRows, wholeColumns, columns);
        TransposeRest(source, sourceRow, target, targetRow, wholeRows, rows, 0, columns);
    }

    private static void TransposeRest(
        float* source, nint sourceRow, float* target, nint targetRow, int firstRow, int endRow, int firstColumn, int endColumn)
    {
        for (int row = firstRow; row < endRow; row++)
        {
            for (int column = firstColumn; column < endColumn; column++)
                target[column * targetRow + row] = source[row * sourceRow + column];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeFour(float* source, nint sourceRow, float* target, nint targetRow)
    {
        Vector128<float> a = Vector128.Load(source), b = Vector128.Load(source + sourceRow);
        Vector128<float> c = Vector128.Load(source + 2 * sourceRow), d = Vector128.Load(source + 3 * sourceRow);
        Vector128<float> ab = Sse.UnpackLow(a, b), cd = Sse.UnpackLow(c, d);
        Sse.MoveLowToHigh(ab, cd).Store(target);
        Sse.MoveHighToLow(cd, ab).Store(target + targetRow);
        ab = Sse.UnpackHigh(a, b);
        cd = Sse.UnpackHigh(c, d);
        Sse.MoveLowToHigh(ab, cd).Store(target + 2 * targetRow);
        Sse.MoveHighToLow(cd, ab).Store(target + 3 * targetRow);
    }
}
