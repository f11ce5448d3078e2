using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary>The functions that row operations apply to elements, and the loop that applies them.</summary>
internal static unsafe class RowMap
{
    /// <summary>Writes the function of <c>a [columns]</c> and <c>b [columns]</c> to <c>y [columns]</c>, which may be either.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="TMap">The function.</typeparam>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TLane, TMap>(float* a, float* b, float* y, int columns, TMap map)
        where TLane : struct, ILane<TLane>
        where TMap : struct, IRowMap<TLane>
    {
        int n = 0;
        for (; n <= columns - TLane.Width; n += TLane.Width)
            TLane.Store(map.Invoke(TLane.Load(a + n), TLane.Load(b + n)), y + n);
        int left = columns - n;
        if (left > 0)
            TLane.StorePartial(map.Invoke(TLane.LoadPartial(a + n, left), TLane.LoadPartial(b + n, left)), y + n, left);
    }

    /// <summary><c>a / divisor</c>.</summary>
    internal readonly struct Divide<TLane>(float divisor) : IRowMap<TLane>
        where TLane : struct, ILane<TLane>
    {
        private readonly TLane _divisor = TLane.Broadcast(divisor);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Invoke(TLane a, TLane b) => a / _divisor;
    }

    /// <summary><c>exp(a - offset)</c>.</summary>
    internal readonly struct ShiftedExp<TLane>(float offset) : IRowMap<TLane>
        where TLane : struct, ILane<TLane>
    {
        private readonly TLane _offset = TLane.Broadcast(offset);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Invoke(TLane a, TLane b) => ExpOperation.Invoke(a - _offset);
    }

    /// <summary><c>b·(a - offset)</c>.</summary>
    internal readonly struct SoftmaxGradient<TLane>(float offset) : IRowMap<TLane>
        where TLane : struct, ILane<TLane>
    {
        private readonly TLane _offset = TLane.Broadcast(offset);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Invoke(TLane a, TLane b) => b * (a - _offset);
    }
}
