namespace Gatelight.Kernels.Simd;

/// <content>The LSTM and its variants.</content>
internal sealed unsafe partial class SimdKernels<TLane>
{
    public override void LstmForward(
        Span<float> gates, ReadOnlySpan<float> cellPrevious, Span<float> cell, Span<float> hidden, int rows, int hiddenSize)
    {
        ShapeGuard.LstmForward(gates.Length, cellPrevious.Length, cell.Length, hidden.Length, rows, hiddenSize);
        fixed (float* gatesPointer = gates, previousPointer = cellPrevious, cellPointer = cell, hiddenPointer = hidden)
            LstmStep<TLane>.Forward(gatesPointer, previousPointer, cellPointer, hiddenPointer, rows, hiddenSize);
    }

    public override void LstmBackward(
        ReadOnlySpan<float> gates, ReadOnlySpan<float> cellPrevious, ReadOnlySpan<float> cell, ReadOnlySpan<float> hiddenGradient,
        Span<float> cellGradient, Span<float> gateGradient, int rows, int hiddenSize)
    {
        ShapeGuard.LstmBackward(
            gates.Length, cellPrevious.Length, cell.Length, hiddenGradient.Length, cellGradient.Length, gateGradient.Length, rows, hiddenSize);
        fixed (float* gatesPointer = gates, previousPointer = cellPrevious, cellPointer = cell)
        fixed (float* hiddenPointer = hiddenGradient, cellGradientPointer = cellGradient, gateGradientPointer = gateGradient)
        {
            LstmStep<TLane>.Backward(
                gatesPointer, previousPointer, cellPointer, hiddenPointer, cellGradientPointer, gateGradientPointer, rows, hiddenSize);
        }
    }

    public override void LstmVariantForward(
        Span<float> gates, ReadOnlySpan<float> peepholes, ReadOnlySpan<float> cellPrevious, Span<float> cell, Span<float> hidden,
        Span<float> preActivations, int rows, int hiddenSize, in LstmVariant variant)
    {
        if (!LstmVariantPlan.Covers(variant))
        {
            Reference.LstmVariantForward(gates, peepholes, cellPrevious, cell, hidden, preActivations, rows, hiddenSize, variant);
            return;
        }

        ShapeGuard.LstmVariantForward(
            gates.Length, peepholes.Length, cellPrevious.Length, cell.Length, hidden.Length, preActivations.Length, rows, hiddenSize, variant);
        fixed (float* gatesPointer = gates, peepholesPointer = peepholes, previousPointer = cellPrevious, cellPointer = cell, hiddenPointer = hidden)
        fixed (float* keptPointer = preActivations)
        {
            LstmVariantStep<TLane>.Forward(
                gatesPointer, keptPointer, previousPointer, cellPointer, hiddenPointer, rows, new LstmVariantPlan(variant, peepholesPointer, hiddenSize));
        }
    }

    public override void LstmVariantBackward(
        ReadOnlySpan<float> gates, ReadOnlySpan<float> preActivations, ReadOnlySpan<float> peepholes, ReadOnlySpan<float> cellPrevious,
        ReadOnlySpan<float> cell, ReadOnlySpan<float> hiddenGradient, ReadOnlySpan<float> gateOutputGradient, Span<float> cellGradient,
        Span<float> gateGradient, int rows, int hiddenSize, in LstmVariant variant)
    {
        if (!LstmVariantPlan.Covers(variant))
        {
            Reference.LstmVariantBackward(
                gates, preActivations, peepholes, cellPrevious, cell, hiddenGradient, gateOutputGradient, cellGradient, gateGradient,
                rows, hiddenSize, variant);
            return;
        }

        ShapeGuard.LstmVariantBackward(
            gates.Length, preActivations.Length, peepholes.Length, cellPrevious.Length, cell.Length, hiddenGradient.Length,
            gateOutputGradient.Length, cellGradient.Length, gateGradient.Length, rows, hiddenSize, variant);
        fixed (float* gatesPointer = gates, peepholesPointer = peepholes, previousPointer = cellPrevious, cellPointer = cell)
        fixed (float* hiddenPointer = hiddenGradient, extraPointer = gateOutputGradient, keptPointer = preActivations)
        fixed (float* cellGradientPointer = cellGradient, gateGradientPointer = gateGradient)
        {
            LstmVariantStep<TLane>.Backward(
                gatesPointer, keptPointer, previousPointer, cellPointer, hiddenPointer, extraPointer, cellGradientPointer, gateGradientPointer, rows,
                new LstmVariantPlan(variant, peepholesPointer, hiddenSize));
        }
    }
}
