namespace Gatelight.Kernels.Simd;

/// <summary>What a GRU operation does with one register of hidden units.</summary>
internal interface IGruOperation
{
    /// <summary>Computes <paramref name="count"/> units.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="TAccess">How it reads and writes.</typeparam>
    /// <param name="memory">The operands.</param>
    /// <param name="r">Where the units lie in <c>[rows, 3H]</c>, within the block of r; the blocks of z and n follow at a distance of H each.</param>
    /// <param name="unit">Where they lie in <c>[rows, H]</c>.</param>
    /// <param name="hiddenSize">H.</param>
    /// <param name="count">Number of units.</param>
    static abstract void Invoke<TLane, TAccess>(in GruMemory memory, nint r, nint unit, nint hiddenSize, int count)
        where TLane : struct, ILane<TLane>
        where TAccess : struct, IAccess<TLane>;
}
