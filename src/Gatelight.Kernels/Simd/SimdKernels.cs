namespace Gatelight.Kernels.Simd;

/// <summary>
/// The vector kernels for <see cref="float"/>: one implementation, compiled for each register width. Every element is
/// computed by the same operations in the same order whatever the width, so the vector variants give the same bits.
/// </summary>
/// <typeparam name="TLane">The register.</typeparam>
internal sealed unsafe partial class SimdKernels<TLane>(string name) : KernelSet<float>
    where TLane : struct, ILane<TLane>
{
    public override string Name => name;

    public override int PackedLength(int depth, int columns) => PackedProduct<TLane>.PackedLength(depth, columns);

    public override void Pack(ReadOnlySpan<float> matrix, int depth, int columns, Span<float> packed)
    {
        ShapeGuard.Pack(this, matrix.Length, depth, columns, packed.Length);
        fixed (float* matrixPointer = matrix, packedPointer = packed)
            PackedProduct<TLane>.Pack(matrixPointer, depth, columns, packedPointer);
    }

    public override void PackTransposed(ReadOnlySpan<float> matrix, int columns, int depth, Span<float> packed)
    {
        ShapeGuard.Pack(this, matrix.Length, depth, columns, packed.Length);
        fixed (float* matrixPointer = matrix, packedPointer = packed)
            PackedProduct<TLane>.PackTransposed(matrixPointer, columns, depth, packedPointer);
    }

    public override int ColumnGrain => TileRows<TLane>.PanelColumns;

    public override void Multiply(
        ReadOnlySpan<float> x, ReadOnlySpan<float> packed, Span<float> y, int rows, int depth, int columns, bool accumulate)
    {
        ShapeGuard.Multiply(this, x.Length, packed.Length, y.Length, rows, depth, columns);
        if (depth == 0 && !accumulate)
            y[..(rows * columns)].Clear();
        fixed (float* xPointer = x, packedPointer = packed, yPointer = y)
            PackedProduct<TLane>.Multiply(xPointer, packedPointer, yPointer, rows, depth, columns, accumulate, 0, columns);
    }

    public override void MultiplyColumns(
        ReadOnlySpan<float> x, ReadOnlySpan<float> packed, Span<float> y, int rows, int depth, int columns, bool accumulate, int firstColumn,
        int columnCount)
    {
        ShapeGuard.Multiply(this, x.Length, packed.Length, y.Length, rows, depth, columns);
        ShapeGuard.ColumnBand(columns, ColumnGrain, firstColumn, columnCount);
        if (depth == 0 && !accumulate)
        {
            for (int row = 0; row < rows; row++)
                y.Slice(row * columns + firstColumn, columnCount).Clear();
        }

        fixed (float* xPointer = x, packedPointer = packed, yPointer = y)
            PackedProduct<TLane>.Multiply(xPointer, packedPointer, yPointer, rows, depth, columns, accumulate, firstColumn, firstColumn + columnCount);
    }

    public override void MultiplyPair(
        ReadOnlySpan<float> bias, ReadOnlySpan<float> x, ReadOnlySpan<float> packedX, int xDepth, ReadOnlySpan<float> h, ReadOnlySpan<float> packedH,
        int hDepth, Span<float> y, int rows, int columns)
    {
        ShapeGuard.MultiplyPair(this, bias.Length, x.Length, packedX.Length, xDepth, h.Length, packedH.Length, hDepth, y.Length, rows, columns);
        fixed (float* biasPointer = bias, xPointer = x, packedXPointer = packedX, hPointer = h, packedHPointer = packedH, yPointer = y)
        {
            PackedProduct<TLane>.MultiplyPair(
                biasPointer, xPointer, packedXPointer, xDepth, hPointer, packedHPointer, hDepth, yPointer, rows, columns);
        }
    }

    public override void MultiplyTransposed(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int depth, int aColumns, int bColumns, int firstRow, int rowCount)
    {
        ShapeGuard.MultiplyTransposed(a.Length, b.Length, c.Length, depth, aColumns, bColumns, firstRow, rowCount);
        fixed (float* aPointer = a, bPointer = b, cPointer = c)
        {
            TransposedProduct<TLane>.Run(
                aPointer + firstRow, bPointer, cPointer + (nint)firstRow * bColumns, depth, aColumns, bColumns, rowCount);
        }
    }

    public override void Exp(ReadOnlySpan<float> x, Span<float> y)
    {
        ShapeGuard.SameLength(y.Length, x.Length, nameof(y));
        Apply<ExpOperation>(x, y);
    }

    public override void Sigmoid(ReadOnlySpan<float> x, Span<float> y)
    {
        ShapeGuard.SameLength(y.Length, x.Length, nameof(y));
        Apply<SigmoidOperation>(x, y);
    }

    public override void Tanh(ReadOnlySpan<float> x, Span<float> y)
    {
        ShapeGuard.SameLength(y.Length, x.Length, nameof(y));
        Apply<TanhOperation>(x, y);
    }

    public override void Activate(ActivationFunction activation, ReadOnlySpan<float> x, Span<float> y)
    {
        ShapeGuard.SameLength(y.Length, x.Length, nameof(y));
        switch (activation.Kind)
        {
            case Activation.Linear:
                x.CopyTo(y);
                break;
            case Activation.Relu:
                Apply<ReluOperation>(x, y);
                break;
            case Activation.Sigmoid:
                Apply<SigmoidOperation>(x, y);
                break;
            case Activation.Tanh:
                Apply<TanhOperation>(x, y);
                break;
            default:
                Reference.Activate(activation, x, y);
                break;
        }
    }

    public override void ActivateBackward(ActivationFunction activation, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx)
    {
        ShapeGuard.SameLength(dy.Length, x.Length, nameof(dy));
        ShapeGuard.SameLength(dx.Length, x.Length, nameof(dx));
        switch (activation.Kind)
        {
            case Activation.Relu:
                ApplyMap<SlopeMap.Relu<TLane>>(x, dy, dx);
                break;
            case Activation.Sigmoid:
                ApplyMap<SlopeMap.Sigmoid<TLane>>(x, dy, dx);
                break;
            case Activation.Tanh:
                ApplyMap<SlopeMap.Tanh<TLane>>(x, dy, dx);
                break;
            default:
                Reference.ActivateBackward(activation, x, dy, dx);
                break;
        }
    }

    public override void AdamStep(
        Span<float> weights, ReadOnlySpan<float> gradients, Span<float> firstMoments, Span<float> secondMoments,
        in AdamScalars<float> settings)
    {
        ShapeGuard.AdamStep(weights.Length, gradients.Length, firstMoments.Length, secondMoments.Length);
        fixed (float* weightsPointer = weights, gradientsPointer = gradients, firstPointer = firstMoments, secondPointer = secondMoments)
            AdamPass<TLane>.Run(weightsPointer, gradientsPointer, firstPointer, secondPointer, weights.Length, settings);
    }

    private static void Apply<TOperation>(ReadOnlySpan<float> x, Span<float> y)
        where TOperation : struct, IUnaryOperation
    {
        fixed (float* xPointer = x, yPointer = y)
            Elementwise.Apply<TLane, TOperation>(xPointer, yPointer, x.Length);
    }

    private static void ApplyMap<TMap>(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
        where TMap : struct, IRowMap<TLane>
    {
        fixed (float* aPointer = a, bPointer = b, yPointer = y)
            RowMap.Apply<TLane, TMap>(aPointer, bPointer, yPointer, a.Length, default);
    }
}
