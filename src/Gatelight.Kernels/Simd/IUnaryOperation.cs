namespace Gatelight.Kernels.Simd;

/// <summary>A function of one element, written once for every register width.</summary>
internal interface IUnaryOperation
{
    /// <summary>The function of each float of <paramref name="x"/>.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <param name="x">The arguments.</param>
    static abstract TLane Invoke<TLane>(TLane x)
        where TLane : struct, ILane<TLane>;
}
