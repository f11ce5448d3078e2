using Gatelight.Kernels.Reference;

namespace Gatelight.Kernels.Simd;

/// <content>The operations without a vector version, which run on the reference; as do the rarer activations.</content>
internal sealed unsafe partial class SimdKernels<TLane>
{
    private static ReferenceKernels<float> Reference => ReferenceKernels<float>.Instance;

    public override void SLstmForward(
        Span<float> gates, ReadOnlySpan<float> cellPrevious, ReadOnlySpan<float> normalizerPrevious, ReadOnlySpan<float> stabilizerPrevious,
        Span<float> cell, Span<float> normalizer, Span<float> stabilizer, Span<float> hidden, int rows, int hiddenSize, bool exponentialForgetGate) =>
        Reference.SLstmForward(
            gates, cellPrevious, normalizerPrevious, stabilizerPrevious, cell, normalizer, stabilizer, hidden, rows, hiddenSize, exponentialForgetGate);

    public override void SLstmBackward(
        ReadOnlySpan<float> gates, ReadOnlySpan<float> cellPrevious, ReadOnlySpan<float> normalizerPrevious, ReadOnlySpan<float> stabilizerPrevious,
        ReadOnlySpan<float> cell, ReadOnlySpan<float> normalizer, ReadOnlySpan<float> stabilizer, ReadOnlySpan<float> hiddenGradient,
        Span<float> cellGradient, Span<float> normalizerGradient, Span<float> gateGradient, int rows, int hiddenSize, bool exponentialForgetGate) =>
        Reference.SLstmBackward(
            gates, cellPrevious, normalizerPrevious, stabilizerPrevious, cell, normalizer, stabilizer, hiddenGradient, cellGradient,
            normalizerGradient, gateGradient, rows, hiddenSize, exponentialForgetGate);
}
