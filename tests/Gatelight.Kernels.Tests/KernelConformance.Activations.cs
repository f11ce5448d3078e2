namespace Gatelight.Kernels.Tests;

public abstract partial class KernelConformance
{
    private delegate void UnaryKernel(ReadOnlySpan<float> x, Span<float> y);

    /// <summary>The activations by name, with the function that they compute.</summary>
    public enum UnaryFunction
    {
        /// <summary>eˣ.</summary>
        Exp,

        /// <summary>σ(x).</summary>
        Sigmoid,

        /// <summary>tanh(x).</summary>
        Tanh,
    }

    /// <summary>The largest error of an activation, in units in the last place.</summary>
    protected virtual double ActivationUlps => Tolerances.ActivationUlps;

    public static TheoryData<UnaryFunction> Activations => [UnaryFunction.Exp, UnaryFunction.Sigmoid, UnaryFunction.Tanh];

    [Theory]
    [MemberData(nameof(Activations))]
    public void An_activation_is_within_a_few_ulp_over_the_whole_float_range(UnaryFunction activation)
    {
        // A prime stride through the bit patterns meets every exponent, both signs, subnormals, infinities and NaN.
        const uint Stride = 3_571;
        var x = new float[(int)(uint.MaxValue / Stride) + 1];
        for (int n = 0; n < x.Length; n++)
            x[n] = BitConverter.UInt32BitsToSingle((uint)n * Stride);
        AssertAccurate(activation, x);
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void An_activation_is_within_a_few_ulp_where_it_bends(UnaryFunction activation)
    {
        // 1/7919 steps through [-110, 110], where the results neither vanish nor saturate.
        var x = new float[2 * 110 * 7_919];
        for (int n = 0; n < x.Length; n++)
            x[n] = (n - x.Length / 2) / 7_919f;
        AssertAccurate(activation, x);
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void An_activation_keeps_special_values(UnaryFunction activation)
    {
        float[] x =
        [
            0f, -0f, float.NaN, -float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon,
            float.MaxValue, float.MinValue, 1.17549421e-38f, -1.17549421e-38f, 1, -1, 88.72283f, 88.72284f, -87.33654f, -103.97208f, -103.97209f,
        ];
        AssertAccurate(activation, x);
        if (activation == UnaryFunction.Tanh)
        {
            float[] zeros = [0f, -0f];
            Kernels.Tanh(zeros, zeros);
            Near.SameBits([0f, -0f], zeros, "tanh of ±0");
        }
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void An_activation_gives_the_same_bits_at_every_length_and_place(UnaryFunction activation)
    {
        UnaryKernel kernel = KernelOf(activation);
        float[] all = Samples.Uniform(new Random(11), 257, 6);
        var expected = new float[1];
        for (int length = 0; length <= all.Length; length++)
        {
            var x = new GuardedBuffer(all.AsSpan(0, length));
            var y = new GuardedBuffer(length);
            kernel(x.Span, y.Span);
            kernel(x.Span, x.Span);
            x.AssertIntact();
            y.AssertIntact();
            Near.SameBits(y.Span, x.Span, $"{activation} in place, length {length}");
            for (int n = Math.Max(0, length - 20); n < length; n++)
            {
                kernel(all.AsSpan(n, 1), expected);
                Near.SameBits(expected, y.Span.Slice(n, 1), $"{activation} of element {n} alone and among {length}");
            }
        }
    }

    private void AssertAccurate(UnaryFunction activation, float[] x)
    {
        var y = new float[x.Length];
        KernelOf(activation)(x, y);
        Func<double, double> exact = activation switch
        {
            UnaryFunction.Exp => Math.Exp,
            UnaryFunction.Sigmoid => static value => value >= 0 ? 1 / (1 + Math.Exp(-value)) : Math.Exp(value) / (1 + Math.Exp(value)),
            _ => Math.Tanh,
        };
        for (int n = 0; n < x.Length; n++)
        {
            double error = Near.ErrorInUlps(exact(x[n]), y[n]);
            if (!(error <= ActivationUlps))
                Assert.Fail($"{activation}({x[n]:R}) = {y[n]:R}, {error} ulp from {exact(x[n]):R}");
        }
    }

    private UnaryKernel KernelOf(UnaryFunction activation) => activation switch
    {
        UnaryFunction.Exp => Kernels.Exp,
        UnaryFunction.Sigmoid => Kernels.Sigmoid,
        _ => Kernels.Tanh,
    };
}
