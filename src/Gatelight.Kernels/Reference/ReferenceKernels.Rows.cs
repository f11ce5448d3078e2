namespace Gatelight.Kernels.Reference;

public sealed partial class ReferenceKernels<T>
{
    /// <inheritdoc/>
    public override void AddColumnProducts(
        ReadOnlySpan<T> a, int aStride, ReadOnlySpan<T> b, int bStride, int rows, int columns, Span<T> sums)
    {
        ShapeGuard.AddColumnProducts(a.Length, aStride, b.Length, bStride, rows, columns, sums.Length);
        for (int row = 0; row < rows; row++)
        {
            for (int n = 0; n < columns; n++)
                sums[n] += a[row * aStride + n] * b[row * bStride + n];
        }
    }

    /// <inheritdoc/>
    public override void NormalizeRows(
        ReadOnlySpan<T> x, ReadOnlySpan<T> gain, ReadOnlySpan<T> shift, Span<T> normalized, Span<T> inverseDeviation, Span<T> y, int rows, T epsilon,
        bool accumulate)
    {
        ShapeGuard.NormalizeRows(x.Length, gain.Length, shift.Length, normalized.Length, inverseDeviation.Length, y.Length, rows);
        int columns = gain.Length;
        if (columns == 0)
            return;
        T count = T.CreateChecked(columns);
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> source = x.Slice(row * columns, columns);
            Span<T> target = normalized.Slice(row * columns, columns);
            T sum = T.Zero;
            for (int n = 0; n < columns; n++)
                sum += source[n];
            T mean = sum / count;
            T squares = T.Zero;
            for (int n = 0; n < columns; n++)
            {
                T deviation = source[n] - mean;
                squares += deviation * deviation;
                target[n] = deviation;
            }

            T inverse = T.One / T.Sqrt(squares / count + epsilon);
            inverseDeviation[row] = inverse;
            for (int n = 0; n < columns; n++)
                target[n] *= inverse;
        }

        ScaleRows(normalized, gain, shift, y, rows, accumulate);
    }

    /// <inheritdoc/>
    public override void NormalizeRowsBackward(
        ReadOnlySpan<T> gradient, ReadOnlySpan<T> gain, ReadOnlySpan<T> normalized, ReadOnlySpan<T> inverseDeviation, Span<T> dx, Span<T> gainSums,
        Span<T> shiftSums, int rows, bool accumulate)
    {
        ShapeGuard.NormalizeRowsBackward(
            gradient.Length, gain.Length, normalized.Length, inverseDeviation.Length, dx.Length, gainSums.Length, shiftSums.Length, rows);
        int columns = gain.Length;
        T count = T.CreateChecked(columns);
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> dy = gradient.Slice(row * columns, columns);
            ReadOnlySpan<T> y = normalized.Slice(row * columns, columns);
            Span<T> target = dx.Slice(row * columns, columns);
            T sum = T.Zero, products = T.Zero;
            for (int n = 0; n < columns; n++)
            {
                T scaled = gain[n] * dy[n];
                sum += scaled;
                products += scaled * y[n];
            }

            T mean = sum / count, slope = products / count;
            for (int n = 0; n < columns; n++)
            {
                T value = inverseDeviation[row] * (gain[n] * dy[n] - mean - y[n] * slope);
                if (!gainSums.IsEmpty)
                    gainSums[row * columns + n] += dy[n] * y[n];
                if (!shiftSums.IsEmpty)
                    shiftSums[row * columns + n] += dy[n];
                target[n] = accumulate ? target[n] + value : value;
            }
        }
    }

    /// <inheritdoc/>
    public override void ScaleRows(
        ReadOnlySpan<T> x, ReadOnlySpan<T> gain, ReadOnlySpan<T> shift, Span<T> y, int rows, bool accumulate)
    {
        ShapeGuard.ScaleRows(x.Length, gain.Length, shift.Length, y.Length, rows);
        for (int row = 0; row < rows; row++)
        {
            for (int n = 0; n < gain.Length; n++)
            {
                int at = row * gain.Length + n;
                T scaled = gain[n] * x[at] + (shift.IsEmpty ? T.Zero : shift[n]);
                y[at] = accumulate ? y[at] + scaled : scaled;
            }
        }
    }

    /// <inheritdoc/>
    public override void SoftmaxRows(ReadOnlySpan<T> x, Span<T> y, int rows, int columns)
    {
        ShapeGuard.Matrix(x.Length, rows, columns, nameof(x));
        ShapeGuard.Matrix(y.Length, rows, columns, nameof(y));
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> source = x.Slice(row * columns, columns);
            Span<T> target = y.Slice(row * columns, columns);
            T largest = T.NegativeInfinity;
            for (int n = 0; n < columns; n++)
                largest = T.Max(largest, source[n]);
            T sum = T.Zero;
            for (int n = 0; n < columns; n++)
            {
                target[n] = T.Exp(source[n] - largest);
                sum += target[n];
            }

            for (int n = 0; n < columns; n++)
                target[n] /= sum;
        }
    }

    /// <inheritdoc/>
    public override void SoftmaxRowsBackward(ReadOnlySpan<T> y, ReadOnlySpan<T> dy, Span<T> dx, int rows, int columns)
    {
        ShapeGuard.Matrix(y.Length, rows, columns, nameof(y));
        ShapeGuard.Matrix(dy.Length, rows, columns, nameof(dy));
        ShapeGuard.Matrix(dx.Length, rows, columns, nameof(dx));
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> value = y.Slice(row * columns, columns);
            ReadOnlySpan<T> gradient = dy.Slice(row * columns, columns);
            T sum = T.Zero;
            for (int n = 0; n < columns; n++)
                sum += gradient[n] * value[n];
            for (int n = 0; n < columns; n++)
                dx[row * columns + n] = value[n] * (gradient[n] - sum);
        }
    }
}
