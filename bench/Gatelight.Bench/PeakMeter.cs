using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Gatelight.Bench;

/// <summary>Measures how many multiply-adds one core can do: twelve independent chains that never touch memory.</summary>
internal static class PeakMeter
{
    private const int Rounds = 20_000;
    private const int Chains = 12;

    private static float _sink;

    /// <summary>GFLOP/s of one core, a fused multiply-add counted as two.</summary>
    public static double GigaflopsPerSecond()
    {
        int width = Avx512F.IsSupported ? Vector512<float>.Count : Vector256<float>.Count;
        double seconds = Sampler.Fastest(Avx512F.IsSupported ? Run512 : Run256);
        return 2.0 * Rounds * Chains * width / seconds / 1e9;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run512()
    {
        Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default;
        Vector512<float> s6 = default, s7 = default, s8 = default, s9 = default, s10 = default, s11 = default;
        Vector512<float> factor = Vector512.Create(0.5f + _sink);
        for (int n = 0; n < Rounds; n++)
        {
            s0 = Vector512.FusedMultiplyAdd(s0, factor, factor);
            s1 = Vector512.FusedMultiplyAdd(s1, factor, factor);
            s2 = Vector512.FusedMultiplyAdd(s2, factor, factor);
            s3 = Vector512.FusedMultiplyAdd(s3, factor, factor);
            s4 = Vector512.FusedMultiplyAdd(s4, factor, factor);
            s5 = Vector512.FusedMultiplyAdd(s5, factor, factor);
            s6 = Vector512.FusedMultiplyAdd(s6, factor, factor);
            s7 = Vector512.FusedMultiplyAdd(s7, factor, factor);
            s8 = Vector512.FusedMultiplyAdd(s8, factor, factor);
            s9 = Vector512.FusedMultiplyAdd(s9, factor, factor);
            s10 = Vector512.FusedMultiplyAdd(s10, factor, factor);
            s11 = Vector512.FusedMultiplyAdd(s11, factor, factor);
        }

        _sink = Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11) * 0f;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run256()
    {
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default;
        Vector256<float> s6 = default, s7 = default, s8 = default, s9 = default, s10 = default, s11 = default;
        Vector256<float> factor = Vector256.Create(0.5f + _sink);
        for (int n = 0; n < Rounds; n++)
        {
            s0 = Vector256.FusedMultiplyAdd(s0, factor, factor);
            s1 = Vector256.FusedMultiplyAdd(s1, factor, factor);
            s2 = Vector256.FusedMultiplyAdd(s2, factor, factor);
            s3 = Vector256.FusedMultiplyAdd(s3, factor, factor);
            s4 = Vector256.FusedMultiplyAdd(s4, factor, factor);
            s5 = Vector256.FusedMultiplyAdd(s5, factor, factor);
            s6 = Vector256.FusedMultiplyAdd(s6, factor, factor);
            s7 = Vector256.FusedMultiplyAdd(s7, factor, factor);
            s8 = Vector256.FusedMultiplyAdd(s8, factor, factor);
            s9 = Vector256.FusedMultiplyAdd(s9, factor, factor);
            s10 = Vector256.FusedMultiplyAdd(s10, factor, factor);
            s11 = Vector256.FusedMultiplyAdd(s11, factor, factor);
        }

        _sink = Vector256.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11) * 0f;
    }
}
