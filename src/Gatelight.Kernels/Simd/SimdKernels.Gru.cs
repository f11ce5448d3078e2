namespace Gatelight.Kernels.Simd;

/// <content>The GRU in both forms.</content>
internal sealed unsafe partial class SimdKernels<TLane>
{
    public override void GruForward(
        Span<float> gates, ReadOnlySpan<float> recurrentCandidate, ReadOnlySpan<float> hiddenPrevious, Span<float> hidden,
        Span<float> preActivations, int rows, int hiddenSize, in GruVariant variant)
    {
        if (!GruStep.Covers(variant))
        {
            Reference.GruForward(gates, recurrentCandidate, hiddenPrevious, hidden, preActivations, rows, hiddenSize, variant);
            return;
        }

        ShapeGuard.GruForward(
            gates.Length, recurrentCandidate.Length, hiddenPrevious.Length, hidden.Length, preActivations.Length, rows, hiddenSize, variant);
        fixed (float* gatesPointer = gates, candidatePointer = recurrentCandidate, previousPointer = hiddenPrevious, hiddenPointer = hidden)
        {
            GruMemory memory = new()
            {
                Gates = gatesPointer,
                RecurrentCandidate = candidatePointer,
                HiddenPrevious = previousPointer,
                Result = hiddenPointer,
            };
            GruStep.OpenResetAndUpdate<TLane>(gatesPointer, rows, hiddenSize);
            GruStep.Run<TLane, GruOperation.Forward>(memory, rows, hiddenSize);
        }
    }

    public override void GruBackward(
        ReadOnlySpan<float> gates, ReadOnlySpan<float> preActivations, ReadOnlySpan<float> recurrentCandidate, ReadOnlySpan<float> hiddenPrevious,
        ReadOnlySpan<float> hiddenGradient, Span<float> previousGradient, Span<float> gateGradient, Span<float> recurrentGradient,
        int rows, int hiddenSize, in GruVariant variant)
    {
        if (!GruStep.Covers(variant))
        {
            Reference.GruBackward(
                gates, preActivations, recurrentCandidate, hiddenPrevious, hiddenGradient, previousGradient, gateGradient, recurrentGradient,
                rows, hiddenSize, variant);
            return;
        }

        ShapeGuard.GruBackward(
            gates.Length, preActivations.Length, recurrentCandidate.Length, hiddenPrevious.Length, hiddenGradient.Length,
            previousGradient.Length, gateGradient.Length, recurrentGradient.Length, rows, hiddenSize, variant);
        fixed (float* gatesPointer = gates, candidatePointer = recurrentCandidate, previousPointer = hiddenPrevious, gradientPointer = hiddenGradient)
        fixed (float* resultPointer = previousGradient, gateGradientPointer = gateGradient, recurrentGradientPointer = recurrentGradient)
        {
            GruMemory memory = new()
            {
                Gates = gatesPointer,
                RecurrentCandidate = candidatePointer,
                HiddenPrevious = previousPointer,
                Gradient = gradientPointer,
                Result = resultPointer,
                GateGradient = gateGradientPointer,
                RecurrentGradient = recurrentGradientPointer,
            };
            GruStep.Run<TLane, GruOperation.Backward>(memory, rows, hiddenSize);
        }
    }

    public override void GruResetForward(
        Span<float> gates, ReadOnlySpan<float> hiddenPrevious, Span<float> resetHidden, Span<float> preActivations, int rows, int hiddenSize,
        in GruVariant variant)
    {
        if (!GruStep.Covers(variant))
        {
            Reference.GruResetForward(gates, hiddenPrevious, resetHidden, preActivations, rows, hiddenSize, variant);
            return;
        }

        ShapeGuard.GruHalfForward(
            gates.Length, hiddenPrevious.Length, resetHidden.Length, nameof(resetHidden), preActivations.Length, rows, hiddenSize, variant);
        fixed (float* gatesPointer = gates)
            GruStep.OpenResetAndUpdate<TLane>(gatesPointer, rows, hiddenSize);
        RunHalfForward<GruOperation.ResetForward>(gates, hiddenPrevious, resetHidden, rows, hiddenSize);
    }

    public override void GruOutputForward(
        Span<float> gates, ReadOnlySpan<float> hiddenPrevious, Span<float> hidden, Span<float> preActivations, int rows, int hiddenSize,
        in GruVariant variant)
    {
        if (!GruStep.Covers(variant))
        {
            Reference.GruOutputForward(gates, hiddenPrevious, hidden, preActivations, rows, hiddenSize, variant);
            return;
        }

        ShapeGuard.GruHalfForward(
            gates.Length, hiddenPrevious.Length, hidden.Length, nameof(hidden), preActivations.Length, rows, hiddenSize, variant);
        RunHalfForward<GruOperation.OutputForward>(gates, hiddenPrevious, hidden, rows, hiddenSize);
    }

    public override void GruOutputBackward(
        ReadOnlySpan<float> gates, ReadOnlySpan<float> preActivations, ReadOnlySpan<float> hiddenPrevious, ReadOnlySpan<float> hiddenGradient,
        Span<float> previousGradient, Span<float> gateGradient, int rows, int hiddenSize, in GruVariant variant)
    {
        if (!GruStep.Covers(variant))
        {
            Reference.GruOutputBackward(
                gates, preActivations, hiddenPrevious, hiddenGradient, previousGradient, gateGradient, rows, hiddenSize, variant);
            return;
        }

        ShapeGuard.GruHalfBackward(
            gates.Length, preActivations.Length, hiddenPrevious.Length, hiddenGradient.Length, nameof(hiddenGradient),
            previousGradient.Length, gateGradient.Length, rows, hiddenSize, variant);
        RunHalfBackward<GruOperation.OutputBackward>(gates, hiddenPrevious, hiddenGradient, previousGradient, gateGradient, rows, hiddenSize);
    }

    public override void GruResetBackward(
        ReadOnlySpan<float> gates, ReadOnlySpan<float> preActivations, ReadOnlySpan<float> hiddenPrevious, ReadOnlySpan<float> resetGradient,
        Span<float> previousGradient, Span<float> gateGradient, int rows, int hiddenSize, in GruVariant variant)
    {
        if (!GruStep.Covers(variant))
        {
            Reference.GruResetBackward(
                gates, preActivations, hiddenPrevious, resetGradient, previousGradient, gateGradient, rows, hiddenSize, variant);
            return;
        }

        ShapeGuard.GruHalfBackward(
            gates.Length, preActivations.Length, hiddenPrevious.Length, resetGradient.Length, nameof(resetGradient),
            previousGradient.Length, gateGradient.Length, rows, hiddenSize, variant);
        RunHalfBackward<GruOperation.ResetBackward>(gates, hiddenPrevious, resetGradient, previousGradient, gateGradient, rows, hiddenSize);
    }

    private static void RunHalfForward<TOperation>(
        Span<float> gates, ReadOnlySpan<float> hiddenPrevious, Span<float> result, int rows, int hiddenSize)
        where TOperation : struct, IGruOperation
    {
        fixed (float* gatesPointer = gates, previousPointer = hiddenPrevious, resultPointer = result)
        {
            GruMemory memory = new() { Gates = gatesPointer, HiddenPrevious = previousPointer, Result = resultPointer };
            GruStep.Run<TLane, TOperation>(memory, rows, hiddenSize);
        }
    }

    private static void RunHalfBackward<TOperation>(
        ReadOnlySpan<float> gates, ReadOnlySpan<float> hiddenPrevious, ReadOnlySpan<float> gradient, Span<float> previousGradient,
        Span<float> gateGradient, int rows, int hiddenSize)
        where TOperation : struct, IGruOperation
    {
        fixed (float* gatesPointer = gates, previousPointer = hiddenPrevious, gradientPointer = gradient)
        fixed (float* resultPointer = previousGradient, gateGradientPointer = gateGradient)
        {
            GruMemory memory = new()
            {
                Gates = gatesPointer,
                HiddenPrevious = previousPointer,
                Gradient = gradientPointer,
                Result = resultPointer,
                GateGradient = gateGradientPointer,
            };
            GruStep.Run<TLane, TOperation>(memory, rows, hiddenSize);
        }
    }
}
