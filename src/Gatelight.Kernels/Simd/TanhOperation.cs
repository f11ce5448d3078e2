using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary><c>tanh |x| = m / (m + 2)</c> with <c>m = e^(2|x|) - 1</c>, which keeps the relative accuracy near 0; the sign is put back.</summary>
/// <remarks>Largest error over all 2³² floats, against double arithmetic: 1.72 units in the last place, at ±0.2041.</remarks>
internal readonly struct TanhOperation : IUnaryOperation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Invoke<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        // From 9.01 on tanh rounds to 1, so the clamp changes nothing and keeps m finite.
        TLane magnitude = TLane.AtMost(TLane.Abs(x), TLane.Broadcast(10f));
        TLane expm1 = ExpOperation.RoughlyReducedExpm1(magnitude + magnitude, out TLane n);
        TLane scale = TLane.PowerOfTwo(n);
        TLane m = TLane.MultiplyAdd(expm1, scale, scale - TLane.Broadcast(1f));
        return TLane.CopySign(PreciseQuotient.Divide(m, TLane.Broadcast(2f), m), x);
    }
}
