using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gatelight.Kernels;

/// <summary>
/// Checks the shapes of one operation before it touches memory. A matrix may come in a longer span than it needs;
/// element-wise operands have the same length.
/// </summary>
internal static partial class ShapeGuard
{
    /// <summary>Requires at least <c>rows * columns</c> elements.</summary>
    /// <exception cref="ArgumentException">The span is too short, or a dimension is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Matrix(int length, long rows, long columns, string name, [CallerMemberName] string operation = "")
    {
        if ((rows | columns) < 0 || length < rows * columns)
            ThrowMatrix(length, rows, columns, name, operation);
    }

    /// <summary>Requires the same number of elements.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SameLength(int length, int expected, string name, [CallerMemberName] string operation = "")
    {
        if (length != expected)
            ThrowLength(length, expected, name, operation);
    }

    /// <summary>Checks <see cref="KernelSet{T}.Pack"/> and <see cref="KernelSet{T}.PackTransposed"/>.</summary>
    public static void Pack<T>(
        KernelSet<T> kernels, int matrix, int depth, int columns, int packed, [CallerMemberName] string operation = "")
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Matrix(matrix, depth, columns, "matrix", operation);
        Matrix(packed, 1, kernels.PackedLength(depth, columns), "packed", operation);
    }

    /// <summary>Checks <see cref="KernelSet{T}.Multiply"/>.</summary>
    public static void Multiply<T>(
        KernelSet<T> kernels, int x, int packed, int y, int rows, int depth, int columns, [CallerMemberName] string operation = "")
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Matrix(x, rows, depth, "x", operation);
        Matrix(y, rows, columns, "y", operation);
        Matrix(packed, 1, depth < 0 || columns < 0 ? -1 : kernels.PackedLength(depth, columns), "packed", operation);
    }

    /// <summary>Checks the band of <see cref="KernelSet{T}.MultiplyColumns"/>.</summary>
    public static void ColumnBand(int columns, int grain, int firstColumn, int columnCount)
    {
        bool isCut = firstColumn % grain == 0 && (columnCount % grain == 0 || firstColumn + columnCount == columns);
        if ((firstColumn | columnCount) >= 0 && firstColumn <= columns - columnCount && isCut)
            return;
        throw new ArgumentException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"MultiplyColumns: {columnCount} columns from column {firstColumn} are no band of {columns} columns that are cut at multiples of {grain}"),
            nameof(firstColumn));
    }

    /// <summary>Checks <see cref="KernelSet{T}.MultiplyPair"/>.</summary>
    public static void MultiplyPair<T>(
        KernelSet<T> kernels, int bias, int x, int packedX, int xDepth, int h, int packedH, int hDepth, int y, int rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (xDepth < 1)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"MultiplyPair: xDepth must be at least 1, not {xDepth}"), nameof(xDepth));
        if (bias != 0)
            Matrix(bias, 1, columns, "bias");
        Matrix(x, rows, xDepth, "x");
        Matrix(h, rows, hDepth, "h");
        Matrix(y, rows, columns, "y");
        Matrix(packedX, 1, columns < 0 ? -1 : kernels.PackedLength(xDepth, columns), "packedX");
        Matrix(packedH, 1, columns < 0 ? -1 : kernels.PackedLength(hDepth, columns), "packedH");
    }

    /// <summary>Checks <see cref="KernelSet{T}.MultiplyTransposed"/>.</summary>
    public static void MultiplyTransposed(
        int a, int b, int c, int depth, int aColumns, int bColumns, int firstRow, int rowCount)
    {
        Matrix(a, depth, aColumns, "a");
        Matrix(b, depth, bColumns, "b");
        Matrix(c, aColumns, bColumns, "c");
        if ((firstRow | rowCount) < 0 || firstRow > aColumns - rowCount)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"MultiplyTransposed: {rowCount} rows from row {firstRow} do not lie within the {aColumns} rows of c"),
                nameof(firstRow));
        }
    }

    /// <summary>Checks <see cref="KernelSet{T}.LstmForward"/>.</summary>
    public static void LstmForward(int gates, int cellPrevious, int cell, int hidden, int rows, int hiddenSize)
    {
        Matrix(gates, rows, 4L * hiddenSize, "gates");
        Matrix(cellPrevious, rows, hiddenSize, "cellPrevious");
        Matrix(cell, rows, hiddenSize, "cell");
        Matrix(hidden, rows, hiddenSize, "hidden");
    }

    /// <summary>Checks <see cref="KernelSet{T}.LstmBackward"/>.</summary>
    public static void LstmBackward(
        int gates, int cellPrevious, int cell, int hiddenGradient, int cellGradient, int gateGradient, int rows, int hiddenSize)
    {
        Matrix(gates, rows, 4L * hiddenSize, "gates");
        Matrix(cellPrevious, rows, hiddenSize, "cellPrevious");
        Matrix(cell, rows, hiddenSize, "cell");
        Matrix(hiddenGradient, rows, hiddenSize, "hiddenGradient");
        Matrix(cellGradient, rows, hiddenSize, "cellGradient");
        Matrix(gateGradient, rows, 4L * hiddenSize, "gateGradient");
    }

    /// <summary>Checks <see cref="KernelSet{T}.AdamStep"/>.</summary>
    public static void AdamStep(int weights, int gradients, int firstMoments, int secondMoments)
    {
        SameLength(gradients, weights, "gradients");
        SameLength(firstMoments, weights, "firstMoments");
        SameLength(secondMoments, weights, "secondMoments");
    }

    [DoesNotReturn]
    private static void ThrowMatrix(int length, long rows, long columns, string name, string operation) =>
        throw new ArgumentException(
            rows < 0 || columns < 0
                ? string.Create(CultureInfo.InvariantCulture, $"{operation}: a dimension of {name} is negative: [{rows}, {columns}]")
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{operation}: {name} has {length} elements, but [{rows}, {columns}] needs at least {rows * columns}"),
            name);

    [DoesNotReturn]
    private static void ThrowLength(int length, int expected, string name, string operation) =>
        throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"{operation}: {name} has {length} elements, but {expected} are expected"), name);
}
