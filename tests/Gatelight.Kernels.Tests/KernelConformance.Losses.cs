namespace Gatelight.Kernels.Tests;

public abstract partial class KernelConformance
{
    [Fact]
    public void ShiftedExpSum_matches_the_oracle_at_every_length()
    {
        for (int length = 0; length <= 257; length++)
        {
            // Shifted by the largest, as a softmax is; without the shift the exponential would overflow.
            float[] x = Array.ConvertAll(Samples.Uniform(new Random(length), length, 5), value => value + 300);
            float shift = x.Length == 0 ? 0 : x.Max();
            double[] expected = new double[length];
            double sum = Oracle.ShiftedExpSum(Samples.Widen(x), shift, expected);
            GuardedBuffer y = new(length), same = new(x);
            Assert.Equal(sum, Kernels.ShiftedExpSum(new GuardedBuffer(x).Span, shift, y.Span), Tolerances.Sum(length, sum) + 2 * Tolerances.RowSum(0) * sum);
            Near.Equal(expected, y.Span, Tolerances.RowSum(0), $"{length} elements");
            Assert.Equal(Kernels.ShiftedExpSum(x, shift, new float[length]), Kernels.ShiftedExpSum(same.Span, shift, same.Span));
            Near.SameBits(y.Span, same.Span, $"{length} elements, in place");
            AssertIntact(y, same);
        }
    }

    [Fact]
    public void ShiftedExpSum_passes_what_is_not_finite()
    {
        foreach (int length in (int[])[1, 15, 16, 17, 40])
        {
            float[] x = new float[length], y = new float[length];
            x.AsSpan().Fill(float.NegativeInfinity);
            Assert.Equal(0, Kernels.ShiftedExpSum(x, 2, y));
            x[length / 2] = float.NaN;
            Assert.True(float.IsNaN(Kernels.ShiftedExpSum(x, 2, y)));
            Assert.True(float.IsNaN(y[length / 2]));
            x[length / 2] = float.PositiveInfinity;
            Assert.Equal(float.PositiveInfinity, Kernels.ShiftedExpSum(x, 2, y));
        }
    }

    [Fact]
    public void ShiftedExpSum_refuses_another_length() =>
        Assert.Throws<ArgumentException>(() => Kernels.ShiftedExpSum(new float[3], 0, new float[4]));
}
