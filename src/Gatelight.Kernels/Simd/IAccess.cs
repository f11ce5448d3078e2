namespace Gatelight.Kernels.Simd;

/// <summary>How a fused loop touches memory: whole registers in its body, the first few floats in its tail.</summary>
/// <typeparam name="TLane">The register.</typeparam>
internal unsafe interface IAccess<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <summary>Reads a register of <paramref name="count"/> floats.</summary>
    static abstract TLane Load(float* source, int count);

    /// <summary>Writes <paramref name="count"/> floats of a register.</summary>
    static abstract void Store(TLane value, float* target, int count);
}
