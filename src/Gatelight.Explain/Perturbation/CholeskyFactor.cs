namespace Gatelight.Explain;

/// <summary>The factor L of a symmetric positive definite matrix <c>A = L·Lᵀ</c>.</summary>
internal sealed class CholeskyFactor
{
    private readonly double[] _lower; // row-major, n rows
    private readonly int _size;

    private CholeskyFactor(double[] lower, int size)
    {
        _lower = lower;
        _size = size;
    }

    /// <summary>Factors a matrix in place, or gives null where it is not positive definite.</summary>
    /// <param name="matrix"><c>[n, n]</c>, of which the lower half is read and overwritten.</param>
    /// <param name="size">n.</param>
    internal static CholeskyFactor? Of(double[] matrix, int size)
    {
        for (int row = 0; row < size; row++)
        {
            Span<double> current = matrix.AsSpan(row * size, size);
            double scale = current[row];
            for (int column = 0; column < row; column++)
                current[column] = (current[column] - Dot(current[..column], matrix.AsSpan(column * size, column))) / matrix[column * size + column];
            double pivot = current[row] - Dot(current[..row], current[..row]);
            if (!(pivot > 1e-13 * scale))
                return null;
            current[row] = Math.Sqrt(pivot);
        }

        return new CholeskyFactor(matrix, size);
    }

    /// <summary>Solves <c>A·x = b</c> in place.</summary>
    internal void Solve(Span<double> vector)
    {
        for (int row = 0; row < _size; row++)
            vector[row] = (vector[row] - Dot(_lower.AsSpan(row * _size, row), vector[..row])) / _lower[row * _size + row];
        for (int row = _size - 1; row >= 0; row--)
        {
            double solved = vector[row] /= _lower[row * _size + row];
            ReadOnlySpan<double> column = _lower.AsSpan(row * _size, row);
            for (int n = 0; n < row; n++)
                vector[n] -= solved * column[n];
        }
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int n = 0; n < a.Length; n++)
            sum += a[n] * b[n];
        return sum;
    }
}
