using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary><c>ln σ(x) = min(x, 0) - ln(1 + e^-|x|)</c>.</summary>
internal readonly struct LogSigmoidOperation : IUnaryOperation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Invoke<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        TLane e = ExpOperation.OfAtMost(TLane.CopySign(x, TLane.Broadcast(-1f)));

        // ln(1 + e) = 2 artanh(s) with s = e / (2 + e) ≤ 1/3, by its series; the first term left out is below 2⁻³⁰ of the sum.
        TLane s = e / (TLane.Broadcast(2f) + e);
        TLane square = s * s;
        TLane p = TLane.Broadcast(1f / 15);
        p = TLane.MultiplyAdd(p, square, TLane.Broadcast(1f / 13));
        p = TLane.MultiplyAdd(p, square, TLane.Broadcast(1f / 11));
        p = TLane.MultiplyAdd(p, square, TLane.Broadcast(1f / 9));
        p = TLane.MultiplyAdd(p, square, TLane.Broadcast(1f / 7));
        p = TLane.MultiplyAdd(p, square, TLane.Broadcast(1f / 5));
        p = TLane.MultiplyAdd(p, square, TLane.Broadcast(1f / 3));
        TLane half = TLane.MultiplyAdd(p * square, s, s);
        return TLane.AtMost(x, TLane.Broadcast(0f)) - (half + half);
    }
}
