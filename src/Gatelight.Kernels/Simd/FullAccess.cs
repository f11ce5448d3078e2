using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary>Whole registers; the count is ignored.</summary>
/// <typeparam name="TLane">The register.</typeparam>
internal readonly unsafe struct FullAccess<TLane> : IAccess<TLane>
    where TLane : struct, ILane<TLane>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Load(float* source, int count) => TLane.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(TLane value, float* target, int count) => TLane.Store(value, target);
}
