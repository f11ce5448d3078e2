using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary>The terms that row operations sum.</summary>
internal static unsafe class RowTerm
{
    /// <summary><c>x</c>.</summary>
    internal readonly struct Value<TLane>(float* x) : IRowTerm<TLane>
        where TLane : struct, ILane<TLane>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane AddTo(TLane sum, int n) => sum + TLane.Load(x + n);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public float AddTo(float sum, int n) => sum + x[n];
    }

    /// <summary><c>a·b</c>.</summary>
    internal readonly struct Product<TLane>(float* a, float* b) : IRowTerm<TLane>
        where TLane : struct, ILane<TLane>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane AddTo(TLane sum, int n) => TLane.MultiplyAdd(TLane.Load(a + n), TLane.Load(b + n), sum);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public float AddTo(float sum, int n) => MathF.FusedMultiplyAdd(a[n], b[n], sum);
    }

    /// <summary><c>a·b·c</c>.</summary>
    internal readonly struct TripleProduct<TLane>(float* a, float* b, float* c) : IRowTerm<TLane>
        where TLane : struct, ILane<TLane>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane AddTo(TLane sum, int n) => TLane.MultiplyAdd(TLane.Load(a + n) * TLane.Load(b + n), TLane.Load(c + n), sum);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public float AddTo(float sum, int n) => MathF.FusedMultiplyAdd(a[n] * b[n], c[n], sum);
    }

    /// <summary><c>(x - mean)²</c>.</summary>
    internal readonly struct SquaredDeviation<TLane>(float* x, float mean) : IRowTerm<TLane>
        where TLane : struct, ILane<TLane>
    {
        private readonly TLane _mean = TLane.Broadcast(mean);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane AddTo(TLane sum, int n)
        {
            TLane deviation = TLane.Load(x + n) - _mean;
            return TLane.MultiplyAdd(deviation, deviation, sum);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public float AddTo(float sum, int n)
        {
            float deviation = x[n] - mean;
            return MathF.FusedMultiplyAdd(deviation, deviation, sum);
        }
    }
}
