using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Gatelight.Explain.Rules;

/// <summary>Products of one vector with a row-major matrix and its transpose, four rows at a time.</summary>
internal static class MatrixProduct
{
    /// <summary><c>y += M·x</c>.</summary>
    internal static void Add(ReadOnlySpan<double> matrix, ReadOnlySpan<double> x, Span<double> y)
    {
        int columns = x.Length;
        int row = 0;
        for (; row <= y.Length - 4; row += 4)
        {
            ref double first = ref MemoryMarshal.GetReference(matrix.Slice(row * columns, 4 * columns));
            ref double vector = ref MemoryMarshal.GetReference(x);
            Vector<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            int column = 0;
            for (; column <= columns - Vector<double>.Count; column += Vector<double>.Count)
            {
                Vector<double> part = Vector.LoadUnsafe(ref vector, (nuint)column);
                sum0 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref first, (nuint)column), part, sum0);
                sum1 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref first, (nuint)(columns + column)), part, sum1);
                sum2 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref first, (nuint)(2 * columns + column)), part, sum2);
                sum3 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref first, (nuint)(3 * columns + column)), part, sum3);
            }

            double rest0 = Vector.Sum(sum0), rest1 = Vector.Sum(sum1), rest2 = Vector.Sum(sum2), rest3 = Vector.Sum(sum3);
            for (int at = row * columns; column < columns; column++)
            {
                rest0 += matrix[at + column] * x[column];
                rest1 += matrix[at + columns + column] * x[column];
                rest2 += matrix[at + 2 * columns + column] * x[column];
                rest3 += matrix[at + 3 * columns + column] * x[column];
            }

            y[row] += rest0;
            y[row + 1] += rest1;
            y[row + 2] += rest2;
            y[row + 3] += rest3;
        }

        for (; row < y.Length; row++)
            y[row] += TensorPrimitives.Dot(matrix.Slice(row * columns, columns), x);
    }

    /// <summary><c>g += Mᵀ·s</c>; rows whose s is 0 cost nothing.</summary>
    internal static void AddTransposed(ReadOnlySpan<double> matrix, ReadOnlySpan<double> s, Span<double> g)
    {
        int columns = g.Length;
        int row = 0;
        for (; row <= s.Length - 4; row += 4)
        {
            double s0 = s[row], s1 = s[row + 1], s2 = s[row + 2], s3 = s[row + 3];
            if (s0 == 0 && s1 == 0 && s2 == 0 && s3 == 0)
                continue;
            ref double first = ref MemoryMarshal.GetReference(matrix.Slice(row * columns, 4 * columns));
            ref double target = ref MemoryMarshal.GetReference(g);
            Vector<double> factor0 = new(s0), factor1 = new(s1), factor2 = new(s2), factor3 = new(s3);
            int column = 0;
            for (; column <= columns - Vector<double>.Count; column += Vector<double>.Count)
            {
                Vector<double> sum = Vector.LoadUnsafe(ref target, (nuint)column);
                sum = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref first, (nuint)column), factor0, sum);
                sum = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref first, (nuint)(columns + column)), factor1, sum);
                sum = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref first, (nuint)(2 * columns + column)), factor2, sum);
                sum = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref first, (nuint)(3 * columns + column)), factor3, sum);
                sum.StoreUnsafe(ref target, (nuint)column);
            }

            for (int at = row * columns; column < columns; column++)
                g[column] += s0 * matrix[at + column] + s1 * matrix[at + columns + column] + s2 * matrix[at + 2 * columns + column] + s3 * matrix[at + 3 * columns + column];
        }

        for (; row < s.Length; row++)
        {
            if (s[row] != 0)
                TensorPrimitives.MultiplyAdd(matrix.Slice(row * columns, columns), s[row], g, g);
        }
    }
}
