using System.Globalization;

namespace Gatelight.Kernels;

internal static partial class ShapeGuard
{
    /// <summary>Checks <see cref="KernelSet{T}.AddColumnSums(ReadOnlySpan{T}, int, int, int, Span{T})"/>; the last row need not be whole.</summary>
    public static void AddColumnSums(int x, int stride, int rows, int columns, int sums)
    {
        if (stride < columns)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"AddColumnSums: stride is {stride}, less than the {columns} columns"), nameof(stride));
        if (stride == columns || rows < 1)
            Matrix(x, rows, columns, nameof(x));
        else
            Matrix(x, 1, (rows - 1L) * stride + columns, nameof(x));
        Matrix(sums, 1, columns, nameof(sums));
    }

    /// <summary>Checks <see cref="KernelSet{T}.AddColumnProducts"/>.</summary>
    public static void AddColumnProducts(int a, int aStride, int b, int bStride, int rows, int columns, int sums)
    {
        Strided(a, aStride, rows, columns, "a");
        Strided(b, bStride, rows, columns, "b");
        Matrix(sums, 1, columns, "sums");
    }

    /// <summary>Checks <see cref="KernelSet{T}.NormalizeRows"/>.</summary>
    public static void NormalizeRows(int x, int gain, int shift, int normalized, int inverseDeviation, int y, int rows)
    {
        Matrix(x, rows, gain, "x");
        if (shift > 0)
            SameLength(shift, gain, "shift");
        Matrix(normalized, rows, gain, "normalized");
        Matrix(inverseDeviation, rows, 1, "inverseDeviation");
        Matrix(y, rows, gain, "y");
    }

    /// <summary>Checks the backward pass of <see cref="KernelSet{T}.NormalizeRows"/>.</summary>
    public static void NormalizeRowsBackward(int gradient, int gain, int normalized, int inverseDeviation, int dx, int gainSums, int shiftSums, int rows)
    {
        Matrix(gradient, rows, gain, "gradient");
        Matrix(normalized, rows, gain, "normalized");
        Matrix(inverseDeviation, rows, 1, "inverseDeviation");
        Matrix(dx, rows, gain, "dx");
        OptionalMatrix(gainSums, rows, gain, "gainSums", nameof(NormalizeRowsBackward));
        OptionalMatrix(shiftSums, rows, gain, "shiftSums", nameof(NormalizeRowsBackward));
    }

    /// <summary>Checks <see cref="KernelSet{T}.ScaleRows"/>.</summary>
    public static void ScaleRows(int x, int gain, int shift, int y, int rows)
    {
        Matrix(x, rows, gain, "x");
        if (shift > 0)
            SameLength(shift, gain, "shift");
        Matrix(y, rows, gain, "y");
    }

    // The last row need not be followed by the rest of its stride.
    private static void Strided(int length, int stride, int rows, int columns, string name)
    {
        const string Operation = nameof(AddColumnProducts);
        Matrix(length, rows, columns, name, Operation);
        if (stride < columns)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"{Operation}: the stride of {name} is {stride}, but a row has {columns} columns"), name);
        }

        if (rows > 0 && length < (rows - 1L) * stride + columns)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Operation}: {name} has {length} elements, but {rows} rows of {columns} at stride {stride} need at least {(rows - 1L) * stride + columns}"),
                name);
        }
    }
}
