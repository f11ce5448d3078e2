using Gatelight.Kernels.Reference;

namespace Gatelight.Kernels.Simd;

/// <content>The sLSTM, and the way to the reference for the rarer activations.</content>
internal sealed unsafe partial class SimdKernels<TLane>
{
    private static ReferenceKernels<float> Reference => ReferenceKernels<float>.Instance;

    public override void SLstmForward(
        Span<float> gates, ReadOnlySpan<float> cellPrevious, ReadOnlySpan<float> normalizerPrevious, ReadOnlySpan<float> stabilizerPrevious,
        Span<float> cell, Span<float> normalizer, Span<float> stabilizer, Span<float> hidden, int rows, int hiddenSize, bool exponentialForgetGate)
    {
        ShapeGuard.SLstmForward(
            gates.Length, cellPrevious.Length, normalizerPrevious.Length, stabilizerPrevious.Length,
            cell.Length, normalizer.Length, stabilizer.Length, hidden.Length, rows, hiddenSize);
        fixed (float* cellBefore = cellPrevious, normalizerBefore = normalizerPrevious, stabilizerBefore = stabilizerPrevious)
        fixed (float* cellPointer = cell, normalizerPointer = normalizer, stabilizerPointer = stabilizer, gatesPointer = gates, hiddenPointer = hidden)
        {
            SLstmMemory memory = new()
            {
                CellPrevious = cellBefore,
                NormalizerPrevious = normalizerBefore,
                StabilizerPrevious = stabilizerBefore,
                Cell = cellPointer,
                Normalizer = normalizerPointer,
                Stabilizer = stabilizerPointer,
            };
            if (exponentialForgetGate)
                SLstmStep<TLane, Flag.Yes>.Forward(gatesPointer, memory, hiddenPointer, rows, hiddenSize);
            else
                SLstmStep<TLane, Flag.No>.Forward(gatesPointer, memory, hiddenPointer, rows, hiddenSize);
        }
    }

    public override void SLstmBackward(
        ReadOnlySpan<float> gates, ReadOnlySpan<float> cellPrevious, ReadOnlySpan<float> normalizerPrevious, ReadOnlySpan<float> stabilizerPrevious,
        ReadOnlySpan<float> cell, ReadOnlySpan<float> normalizer, ReadOnlySpan<float> stabilizer, ReadOnlySpan<float> hiddenGradient,
        Span<float> cellGradient, Span<float> normalizerGradient, Span<float> stabilizerGradient, Span<float> gateGradient, int rows, int hiddenSize,
        bool exponentialForgetGate)
    {
        ShapeGuard.SLstmBackward(
            gates.Length, cellPrevious.Length, normalizerPrevious.Length, stabilizerPrevious.Length, cell.Length, normalizer.Length,
            stabilizer.Length, hiddenGradient.Length, cellGradient.Length, normalizerGradient.Length, stabilizerGradient.Length, gateGradient.Length,
            rows, hiddenSize);
        fixed (float* cellBefore = cellPrevious, normalizerBefore = normalizerPrevious, stabilizerBefore = stabilizerPrevious)
        fixed (float* cellPointer = cell, normalizerPointer = normalizer, stabilizerPointer = stabilizer, gatesPointer = gates, hiddenPointer = hiddenGradient)
        fixed (float* cellBar = cellGradient, normalizerBar = normalizerGradient, stabilizerBar = stabilizerGradient, gateGradientPointer = gateGradient)
        {
            SLstmMemory memory = new()
            {
                CellPrevious = cellBefore,
                NormalizerPrevious = normalizerBefore,
                StabilizerPrevious = stabilizerBefore,
                Cell = cellPointer,
                Normalizer = normalizerPointer,
                Stabilizer = stabilizerPointer,
                CellGradient = cellBar,
                NormalizerGradient = normalizerBar,
                StabilizerGradient = stabilizerBar,
            };
            if (exponentialForgetGate)
                SLstmStep<TLane, Flag.Yes>.Backward(gatesPointer, memory, hiddenPointer, gateGradientPointer, rows, hiddenSize);
            else
                SLstmStep<TLane, Flag.No>.Backward(gatesPointer, memory, hiddenPointer, gateGradientPointer, rows, hiddenSize);
        }
    }
}
