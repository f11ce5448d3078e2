namespace Gatelight.Kernels.Simd;

/// <summary>A function of the elements of one or two rows, with constants of its own.</summary>
/// <typeparam name="TLane">The register.</typeparam>
internal interface IRowMap<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <summary>The function of two registers.</summary>
    TLane Invoke(TLane a, TLane b);
}
