using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary>One pass of Adam over a flat parameter buffer; see <see cref="KernelSet{T}.AdamStep"/>.</summary>
/// <typeparam name="TLane">The register.</typeparam>
internal static unsafe class AdamPass<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <summary>Updates <paramref name="count"/> weights and their moments.</summary>
    public static void Run(
        float* weights, float* gradients, float* firstMoments, float* secondMoments, int count, in AdamScalars<float> settings)
    {
        int whole = count - count % TLane.Width;
        Update<FullAccess<TLane>>(weights, gradients, firstMoments, secondMoments, 0, whole, settings);
        Update<PartialAccess<TLane>>(weights, gradients, firstMoments, secondMoments, whole, count, settings);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Update<TAccess>(
        float* weights, float* gradients, float* firstMoments, float* secondMoments, int from, int to, in AdamScalars<float> settings)
        where TAccess : struct, IAccess<TLane>
    {
        AdamScalars<float> s = settings;
        for (int n = from; n < to; n += TLane.Width)
            Update<TAccess>(weights + n, gradients + n, firstMoments + n, secondMoments + n, to - n, s);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Update<TAccess>(
        float* weights, float* gradients, float* firstMoments, float* secondMoments, int count, in AdamScalars<float> s)
        where TAccess : struct, IAccess<TLane>
    {
        TLane g = TLane.Broadcast(s.GradientScale) * TAccess.Load(gradients, count);
        TLane m = TLane.MultiplyAdd(
            TLane.Broadcast(s.Beta1), TAccess.Load(firstMoments, count), TLane.Broadcast(1f - s.Beta1) * g);
        TLane v = TLane.MultiplyAdd(
            TLane.Broadcast(s.Beta2), TAccess.Load(secondMoments, count), TLane.Broadcast(1f - s.Beta2) * g * g);
        TAccess.Store(m, firstMoments, count);
        TAccess.Store(v, secondMoments, count);
        TLane root = TLane.MultiplyAdd(TLane.Sqrt(v), TLane.Broadcast(s.RootCorrection), TLane.Broadcast(s.Epsilon));
        TLane step = TLane.Broadcast(s.StepSize) * m / root;
        TLane w = TAccess.Load(weights, count);
        TAccess.Store(TLane.MultiplyAdd(w, TLane.Broadcast(-s.Decay), w) - step, weights, count);
    }
}
