using System.Numerics;

namespace Gatelight.Kernels.Reference;

/// <summary>
/// The readable scalar kernels, one plain loop an operation: the oracle that every faster variant is tested against,
/// and the only variant for <see cref="double"/>. Weights are "packed" as a plain row-major copy.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed partial class ReferenceKernels<T> : KernelSet<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The one instance.</summary>
    public static ReferenceKernels<T> Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "reference";

    /// <inheritdoc/>
    public override int PackedLength(int depth, int columns) => checked(depth * columns);

    /// <inheritdoc/>
    public override void Pack(ReadOnlySpan<T> matrix, int depth, int columns, Span<T> packed)
    {
        ShapeGuard.Pack(this, matrix.Length, depth, columns, packed.Length);
        matrix[..(depth * columns)].CopyTo(packed);
    }

    /// <inheritdoc/>
    public override void PackTransposed(ReadOnlySpan<T> matrix, int columns, int depth, Span<T> packed)
    {
        ShapeGuard.Pack(this, matrix.Length, depth, columns, packed.Length);
        for (int k = 0; k < depth; k++)
        {
            for (int n = 0; n < columns; n++)
                packed[k * columns + n] = matrix[n * depth + k];
        }
    }

    /// <inheritdoc/>
    public override int ColumnGrain => 1;

    /// <inheritdoc/>
    public override void Multiply(
        ReadOnlySpan<T> x, ReadOnlySpan<T> packed, Span<T> y, int rows, int depth, int columns, bool accumulate)
    {
        ShapeGuard.Multiply(this, x.Length, packed.Length, y.Length, rows, depth, columns);
        MultiplyColumns(x, packed, y, rows, depth, columns, accumulate, 0, columns);
    }

    /// <inheritdoc/>
    public override void MultiplyColumns(
        ReadOnlySpan<T> x, ReadOnlySpan<T> packed, Span<T> y, int rows, int depth, int columns, bool accumulate, int firstColumn, int columnCount)
    {
        ShapeGuard.Multiply(this, x.Length, packed.Length, y.Length, rows, depth, columns);
        ShapeGuard.ColumnBand(columns, ColumnGrain, firstColumn, columnCount);
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> xRow = x.Slice(row * depth, depth);
            Span<T> yRow = y.Slice(row * columns + firstColumn, columnCount);
            if (!accumulate)
                yRow.Clear();
            for (int k = 0; k < depth; k++)
            {
                ReadOnlySpan<T> wRow = packed.Slice(k * columns + firstColumn, columnCount);
                for (int n = 0; n < yRow.Length; n++)
                    yRow[n] += xRow[k] * wRow[n];
            }
        }
    }

    /// <inheritdoc/>
    public override void MultiplyPair(
        ReadOnlySpan<T> bias, ReadOnlySpan<T> x, ReadOnlySpan<T> packedX, int xDepth, ReadOnlySpan<T> h, ReadOnlySpan<T> packedH, int hDepth,
        Span<T> y, int rows, int columns)
    {
        ShapeGuard.MultiplyPair(this, bias.Length, x.Length, packedX.Length, xDepth, h.Length, packedH.Length, hDepth, y.Length, rows, columns);
        if (!bias.IsEmpty)
            FillRows(bias[..columns], y[..(rows * columns)], rows);
        Multiply(x, packedX, y, rows, xDepth, columns, accumulate: !bias.IsEmpty);
        Multiply(h, packedH, y, rows, hDepth, columns, accumulate: true);
    }

    /// <inheritdoc/>
    public override void MultiplyTransposed(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int depth, int aColumns, int bColumns, int firstRow, int rowCount)
    {
        ShapeGuard.MultiplyTransposed(a.Length, b.Length, c.Length, depth, aColumns, bColumns, firstRow, rowCount);
        for (int k = 0; k < depth; k++)
        {
            ReadOnlySpan<T> bRow = b.Slice(k * bColumns, bColumns);
            for (int row = firstRow; row < firstRow + rowCount; row++)
            {
                T factor = a[k * aColumns + row];
                Span<T> cRow = c.Slice(row * bColumns, bColumns);
                for (int n = 0; n < cRow.Length; n++)
                    cRow[n] += factor * bRow[n];
            }
        }
    }

    /// <inheritdoc/>
    public override void AddColumnSums(ReadOnlySpan<T> x, int stride, int rows, int columns, Span<T> sums)
    {
        ShapeGuard.AddColumnSums(x.Length, stride, rows, columns, sums.Length);
        for (int row = 0; row < rows; row++)
        {
            for (int n = 0; n < columns; n++)
                sums[n] += x[row * stride + n];
        }
    }

    /// <inheritdoc/>
    public override void Exp(ReadOnlySpan<T> x, Span<T> y)
    {
        ShapeGuard.SameLength(y.Length, x.Length, nameof(y));
        for (int n = 0; n < x.Length; n++)
            y[n] = T.Exp(x[n]);
    }

    /// <inheritdoc/>
    public override void Sigmoid(ReadOnlySpan<T> x, Span<T> y)
    {
        ShapeGuard.SameLength(y.Length, x.Length, nameof(y));
        for (int n = 0; n < x.Length; n++)
            y[n] = Scalar.Sigmoid(x[n]);
    }

    /// <inheritdoc/>
    public override void Tanh(ReadOnlySpan<T> x, Span<T> y)
    {
        ShapeGuard.SameLength(y.Length, x.Length, nameof(y));
        for (int n = 0; n < x.Length; n++)
            y[n] = T.Tanh(x[n]);
    }

    /// <inheritdoc/>
    public override void Activate(ActivationFunction activation, ReadOnlySpan<T> x, Span<T> y)
    {
        ShapeGuard.SameLength(y.Length, x.Length, nameof(y));
        for (int n = 0; n < x.Length; n++)
            y[n] = activation.Value(x[n]);
    }

    /// <inheritdoc/>
    public override void ActivateBackward(ActivationFunction activation, ReadOnlySpan<T> x, ReadOnlySpan<T> dy, Span<T> dx)
    {
        ShapeGuard.SameLength(dy.Length, x.Length, nameof(dy));
        ShapeGuard.SameLength(dx.Length, x.Length, nameof(dx));
        for (int n = 0; n < x.Length; n++)
            dx[n] = dy[n] * activation.Slope(x[n]);
    }

    /// <inheritdoc/>
    public override void AdamStep(
        Span<T> weights, ReadOnlySpan<T> gradients, Span<T> firstMoments, Span<T> secondMoments, in AdamScalars<T> settings)
    {
        ShapeGuard.AdamStep(weights.Length, gradients.Length, firstMoments.Length, secondMoments.Length);
        for (int n = 0; n < weights.Length; n++)
        {
            T g = settings.GradientScale * gradients[n];
            T m = settings.Beta1 * firstMoments[n] + (T.One - settings.Beta1) * g;
            T v = settings.Beta2 * secondMoments[n] + (T.One - settings.Beta2) * g * g;
            firstMoments[n] = m;
            secondMoments[n] = v;
            weights[n] += -settings.Decay * weights[n]
                - settings.StepSize * m / (T.Sqrt(v) * settings.RootCorrection + settings.Epsilon);
        }
    }
}
