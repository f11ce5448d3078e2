using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary>The gradient of a pre-activation a, given the gradient b of its activation: <c>b·φ'(a)</c>.</summary>
internal static class SlopeMap
{
    internal readonly struct Relu<TLane> : IRowMap<TLane>
        where TLane : struct, ILane<TLane>
    {
        // From 0 down a is clamped to 0, which is its slope as well; NaN passes both bounds.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Invoke(TLane a, TLane b) =>
            TLane.WhereNegative(default(TLane) - a, b, b * TLane.AtMost(TLane.AtLeast(a, default), default));
    }

    internal readonly struct Sigmoid<TLane> : IRowMap<TLane>
        where TLane : struct, ILane<TLane>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Invoke(TLane a, TLane b)
        {
            TLane y = SigmoidOperation.Invoke(a);
            return b * y * (TLane.Broadcast(1f) - y);
        }
    }

    internal readonly struct Tanh<TLane> : IRowMap<TLane>
        where TLane : struct, ILane<TLane>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Invoke(TLane a, TLane b)
        {
            TLane y = TanhOperation.Invoke(a);
            return b * (TLane.Broadcast(1f) - y * y);
        }
    }
}
