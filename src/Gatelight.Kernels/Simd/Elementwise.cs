using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary>The one loop that carries a unary operation over a span of memory, in place or not.</summary>
internal static unsafe class Elementwise
{
    /// <summary>Writes the operation of <c>x [count]</c> to <c>y [count]</c>.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="TOperation">The operation.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TLane, TOperation>(float* x, float* y, int count)
        where TLane : struct, ILane<TLane>
        where TOperation : struct, IUnaryOperation
    {
        int n = 0;
        for (; n <= count - TLane.Width; n += TLane.Width)
            TLane.Store(TOperation.Invoke(TLane.Load(x + n)), y + n);
        if (n < count)
            ApplyTail<TLane, TOperation>(x + n, y + n, count - n);
    }

    // Apart from the loop, because the compiler stops inlining in a method that has grown too long.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ApplyTail<TLane, TOperation>(float* x, float* y, int count)
        where TLane : struct, ILane<TLane>
        where TOperation : struct, IUnaryOperation =>
        TLane.StorePartial(TOperation.Invoke(TLane.LoadPartial(x, count)), y, count);
}
