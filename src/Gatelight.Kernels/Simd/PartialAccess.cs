using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary>The first floats of a register.</summary>
/// <typeparam name="TLane">The register.</typeparam>
internal readonly unsafe struct PartialAccess<TLane> : IAccess<TLane>
    where TLane : struct, ILane<TLane>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Load(float* source, int count) => TLane.LoadPartial(source, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(TLane value, float* target, int count) => TLane.StorePartial(value, target, count);
}
