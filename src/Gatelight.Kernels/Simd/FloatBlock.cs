using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary>A rectangle of floats within a row-major matrix.</summary>
internal static unsafe class FloatBlock
{
    /// <summary>Copies <c>[rows, columns]</c> from one row stride to another.</summary>
    public static void Copy(float* source, nint sourceRow, float* target, nint targetRow, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
            Unsafe.CopyBlockUnaligned(target + row * targetRow, source + row * sourceRow, (uint)columns * sizeof(float));
    }

    /// <summary>Copies <c>[rows, columns]</c> and fills each row of the target to its stride with zeros.</summary>
    public static void CopyPadded(float* source, nint sourceRow, float* target, int targetRow, int rows, int columns)
    {
        Copy(source, sourceRow, target, targetRow, rows, columns);
        if (columns == targetRow)
            return;
        for (int row = 0; row < rows; row++)
            new Span<float>(target + (nint)row * targetRow + columns, targetRow - columns).Clear();
    }
}
