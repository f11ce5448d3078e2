namespace Gatelight.Kernels.Simd;

/// <content>Operations on whole rows and columns of matrices.</content>
internal sealed unsafe partial class SimdKernels<TLane>
{
    public override void AddColumnSums(ReadOnlySpan<float> x, int stride, int rows, int columns, Span<float> sums)
    {
        ShapeGuard.AddColumnSums(x.Length, stride, rows, columns, sums.Length);
        fixed (float* xPointer = x, sumsPointer = sums)
            ColumnSums<TLane>.Add(xPointer, stride, rows, columns, sumsPointer);
    }

    public override void AddColumnProducts(
        ReadOnlySpan<float> a, int aStride, ReadOnlySpan<float> b, int bStride, int rows, int columns, Span<float> sums)
    {
        ShapeGuard.AddColumnProducts(a.Length, aStride, b.Length, bStride, rows, columns, sums.Length);
        fixed (float* aPointer = a, bPointer = b, sumsPointer = sums)
            ColumnProducts<TLane>.Add(aPointer, aStride, bPointer, bStride, rows, columns, sumsPointer);
    }

    public override void NormalizeRows(
        ReadOnlySpan<float> x, ReadOnlySpan<float> gain, ReadOnlySpan<float> shift, Span<float> normalized, Span<float> inverseDeviation,
        Span<float> y, int rows, float epsilon, bool accumulate)
    {
        ShapeGuard.NormalizeRows(x.Length, gain.Length, shift.Length, normalized.Length, inverseDeviation.Length, y.Length, rows);
        if (gain.IsEmpty)
            return;
        fixed (float* xPointer = x, gainPointer = gain, shiftPointer = shift)
        fixed (float* normalizedPointer = normalized, inversePointer = inverseDeviation, yPointer = y)
        {
            RowPasses<TLane>.Normalize(
                xPointer, gainPointer, shiftPointer, normalizedPointer, inversePointer, yPointer, rows, gain.Length, epsilon, accumulate);
        }
    }

    public override void NormalizeRowsBackward(
        ReadOnlySpan<float> gradient, ReadOnlySpan<float> gain, ReadOnlySpan<float> normalized, ReadOnlySpan<float> inverseDeviation,
        Span<float> dx, Span<float> gainSums, Span<float> shiftSums, int rows, bool accumulate)
    {
        ShapeGuard.NormalizeRowsBackward(
            gradient.Length, gain.Length, normalized.Length, inverseDeviation.Length, dx.Length, gainSums.Length, shiftSums.Length, rows);
        fixed (float* gradientPointer = gradient, gainPointer = gain, normalizedPointer = normalized, inversePointer = inverseDeviation, dxPointer = dx)
        fixed (float* gainSumsPointer = gainSums, shiftSumsPointer = shiftSums)
        {
            RowPasses<TLane>.NormalizeBackward(
                gradientPointer, gainPointer, normalizedPointer, inversePointer, dxPointer, gainSumsPointer, shiftSumsPointer, rows, gain.Length,
                accumulate);
        }
    }

    public override void ScaleRows(
        ReadOnlySpan<float> x, ReadOnlySpan<float> gain, ReadOnlySpan<float> shift, Span<float> y, int rows, bool accumulate)
    {
        ShapeGuard.ScaleRows(x.Length, gain.Length, shift.Length, y.Length, rows);
        fixed (float* xPointer = x, gainPointer = gain, shiftPointer = shift, yPointer = y)
            RowPasses<TLane>.Scale(xPointer, gainPointer, shiftPointer, yPointer, rows, gain.Length, accumulate);
    }

    public override void SoftmaxRows(ReadOnlySpan<float> x, Span<float> y, int rows, int columns)
    {
        ShapeGuard.Matrix(x.Length, rows, columns, nameof(x));
        ShapeGuard.Matrix(y.Length, rows, columns, nameof(y));
        fixed (float* xPointer = x, yPointer = y)
            RowPasses<TLane>.Softmax(xPointer, yPointer, rows, columns);
    }

    public override void SoftmaxRowsBackward(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int rows, int columns)
    {
        ShapeGuard.Matrix(y.Length, rows, columns, nameof(y));
        ShapeGuard.Matrix(dy.Length, rows, columns, nameof(dy));
        ShapeGuard.Matrix(dx.Length, rows, columns, nameof(dx));
        fixed (float* yPointer = y, dyPointer = dy, dxPointer = dx)
            RowPasses<TLane>.SoftmaxBackward(yPointer, dyPointer, dxPointer, rows, columns);
    }
}
