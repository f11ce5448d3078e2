namespace Gatelight.Kernels.Simd;

/// <summary>The memory of the sLSTM, each <c>[rows, H]</c>: the states before a step and after it, and on the way back their gradients.</summary>
internal readonly unsafe struct SLstmMemory
{
    public float* CellPrevious { get; init; }

    public float* NormalizerPrevious { get; init; }

    public float* StabilizerPrevious { get; init; }

    public float* Cell { get; init; }

    public float* Normalizer { get; init; }

    public float* Stabilizer { get; init; }

    public float* CellGradient { get; init; }

    public float* NormalizerGradient { get; init; }

    /// <summary>Null where nothing reaches the stabilizer.</summary>
    public float* StabilizerGradient { get; init; }
}
