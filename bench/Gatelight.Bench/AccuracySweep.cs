using System.Globalization;
using Gatelight.Kernels;

namespace Gatelight.Bench;

/// <summary>The largest error of each activation over every float there is, against double arithmetic.</summary>
internal static class AccuracySweep
{
    private const int Block = 1 << 16;

    /// <summary>Sweeps the variant in use (the vector variants give the same bits) and prints the errors in units in the last place.</summary>
    public static void Run(TextWriter output)
    {
        KernelSet<float> kernels = KernelRegistry.For<float>();
        Report(output, $"{kernels.Name} exp", kernels.Exp, Math.Exp);
        Report(output, $"{kernels.Name} sigmoid", kernels.Sigmoid, static x => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x)));
        Report(output, $"{kernels.Name} tanh", kernels.Tanh, Math.Tanh);
    }

    private static void Report(TextWriter output, string name, UnaryKernel kernel, Func<double, double> exact)
    {
        double worst = 0;
        float at = 0;
        var gate = new Lock();
        Parallel.For(0, (int)((1L << 32) / Block), block =>
        {
            float[] x = new float[Block], y = new float[Block];
            for (int n = 0; n < Block; n++)
                x[n] = BitConverter.UInt32BitsToSingle((uint)block * Block + (uint)n);
            kernel(x, y);
            double blockWorst = 0;
            float blockAt = 0;
            for (int n = 0; n < Block; n++)
            {
                double error = ErrorInUlps(y[n], exact(x[n]));
                if (error > blockWorst)
                    (blockWorst, blockAt) = (error, x[n]);
            }

            lock (gate)
            {
                if (blockWorst > worst)
                    (worst, at) = (blockWorst, blockAt);
            }
        });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-20} {worst:F3} ulp at x = {at:R}"));
    }

    private static double ErrorInUlps(float actual, double exact)
    {
        float rounded = (float)exact;
        if (!float.IsFinite(rounded) || !float.IsFinite(actual))
            return actual.Equals(rounded) ? 0 : double.PositiveInfinity;
        float magnitude = MathF.Abs(rounded);
        double ulp = (double)MathF.BitIncrement(magnitude) - magnitude;
        return Math.Abs(actual - exact) / (double.IsFinite(ulp) ? ulp : magnitude * 1.2e-7);
    }

    private delegate void UnaryKernel(ReadOnlySpan<float> x, Span<float> y);
}
