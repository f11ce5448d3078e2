namespace Gatelight.Kernels.Tests;

public abstract partial class KernelConformance
{
    private static readonly float[] SpecialPoints =
    [
        0f, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon, 1e-6f, -1e-6f, 0.25f, 1, -1, 100, -100,
    ];

    [Fact]
    public void Every_activation_matches_the_oracle_at_every_length()
    {
        foreach (ActivationFunction activation in SampleVariants.Activations)
        {
            for (int length = 0; length <= 70; length++)
            {
                float[] x = Samples.Uniform(new Random(length), length, 6), dy = Samples.Uniform(new Random(-length), length);
                double[] expected = new double[length], expectedGradient = new double[length];
                Oracle.Activate(activation, Samples.Widen(x), expected);
                Oracle.ActivateBackward(activation, Samples.Widen(x), Samples.Widen(dy), expectedGradient);

                GuardedBuffer y = new(length), dx = new(length), same = new(x), sameGradient = new(dy), overX = new(x);
                Kernels.Activate(activation, new GuardedBuffer(x).Span, y.Span);
                Kernels.ActivateBackward(activation, new GuardedBuffer(x).Span, new GuardedBuffer(dy).Span, dx.Span);
                Near.Equal(expected, y.Span, Tolerances.LstmStep, $"{activation}");
                Near.Equal(expectedGradient, dx.Span, Tolerances.LstmStep, $"slope of {activation}");

                Kernels.Activate(activation, same.Span, same.Span);
                Kernels.ActivateBackward(activation, x, sameGradient.Span, sameGradient.Span);
                Kernels.ActivateBackward(activation, overX.Span, dy, overX.Span);
                Near.SameBits(y.Span, same.Span, $"{activation} in place");
                Near.SameBits(dx.Span, sameGradient.Span, $"slope of {activation} over the gradient");
                Near.SameBits(dx.Span, overX.Span, $"slope of {activation} over the pre-activations");
                AssertIntact(y, dx, same, sameGradient, overX);
            }
        }
    }

    [Fact]
    public void Every_activation_and_its_slope_keep_special_values()
    {
        float[] ones = new float[SpecialPoints.Length], y = new float[ones.Length], dx = new float[ones.Length];
        Array.Fill(ones, 1);
        foreach (ActivationFunction activation in SampleVariants.Activations)
        {
            Kernels.Activate(activation, SpecialPoints, y);
            Kernels.ActivateBackward(activation, SpecialPoints, ones, dx);
            for (int n = 0; n < ones.Length; n++)
            {
                double value = activation.Value((double)SpecialPoints[n]), slope = activation.Slope((double)SpecialPoints[n]);
                AssertNear(value, y[n], $"{activation} at {SpecialPoints[n]}");
                AssertNear(slope, dx[n], $"slope of {activation} at {SpecialPoints[n]}");
            }
        }
    }

    private static void AssertNear(double expected, float actual, string what)
    {
        if (double.IsFinite(expected))
            Near.Equal([expected], [actual], Tolerances.LstmStep, what);
        else
            Assert.True(expected.Equals(actual), $"{what}: expected {expected}, got {actual}");
    }
}
