namespace Gatelight.Kernels.Tests;

public abstract partial class KernelConformance
{
    [Fact]
    public void A_column_sum_does_not_depend_on_the_columns_beside_it()
    {
        const int Rows = 9, Stride = 150;
        float[] x = Samples.Uniform(new Random(71), Rows * Stride), whole = new float[Stride];
        Kernels.AddColumnSums(x, Rows, Stride, whole);
        foreach ((int first, int columns) in ((int, int)[])[(0, 150), (1, 149), (7, 65), (149, 1), (20, 0)])
        {
            var sums = new GuardedBuffer(columns);
            Kernels.AddColumnSums(x.AsSpan(first, (Rows - 1) * Stride + columns), Stride, Rows, columns, sums.Span);
            sums.AssertIntact();
            Near.SameBits(whole.AsSpan(first, columns), sums.Span, $"{columns} columns from {first}");
        }
    }

    [Fact]
    public void AddColumnSums_matches_the_oracle_at_every_number_of_columns()
    {
        for (int columns = 0; columns <= 257; columns++)
        {
            int rows = columns % 7;
            var random = new Random(columns);
            float[] x = Samples.Uniform(random, rows * columns), start = Samples.Uniform(random, columns);
            var sums = new GuardedBuffer(start);
            Kernels.AddColumnSums(new GuardedBuffer(x).Span, rows, columns, sums.Span);
            sums.AssertIntact();
            double[] expected = Samples.Widen(start);
            Oracle.AddColumnSums(Samples.Widen(x), rows, columns, expected);
            for (int n = 0; n < columns; n++)
                Assert.Equal(expected[n], sums.Span[n], Tolerances.Sum(rows + 1, rows + 1));
        }
    }

    [Fact]
    public void AdamStep_matches_the_oracle_at_every_length()
    {
        for (int length = 0; length <= 257; length++)
        {
            var random = new Random(length);
            float[] w = Samples.Uniform(random, length), g = Samples.Uniform(random, length), m = Samples.Uniform(random, length, 0.1f);
            float[] v = Array.ConvertAll(Samples.Uniform(random, length, 0.1f), MathF.Abs);
            GuardedBuffer weights = new(w), gradients = new(g), first = new(m), second = new(v);
            Kernels.AdamStep(
                weights.Span, gradients.Span, first.Span, second.Span, new AdamScalars<float>(0.5f, 0.875f, 0.9375f, 0.25f, 1.5f, 1e-8f, 0.125f));
            AssertIntact(weights, gradients, first, second);
            double[] expectedWeights = Samples.Widen(w), expectedFirst = Samples.Widen(m), expectedSecond = Samples.Widen(v);
            Oracle.AdamStep(
                expectedWeights, Samples.Widen(g), expectedFirst, expectedSecond, new AdamScalars<double>(0.5, 0.875, 0.9375, 0.25, 1.5, 1e-8f, 0.125));
            Near.Equal(expectedWeights, weights.Span, Tolerances.Adam, "weights");
            Near.Equal(expectedFirst, first.Span, Tolerances.Adam, "first moments");
            Near.Equal(expectedSecond, second.Span, Tolerances.Adam, "second moments");
            Near.SameBits(g, gradients.Span, "gradients");
        }
    }

    [Fact]
    public void AdamStep_leaves_a_weight_without_gradient_or_moment_alone()
    {
        float[] weights = [3, -2], gradients = [0, 0], first = [0, 0], second = [0, 0];
        Kernels.AdamStep(weights, gradients, first, second, new AdamScalars<float>(1, 0.9f, 0.999f, 0.1f, 1, 1e-8f, 0));
        Assert.Equal([3f, -2f], weights);
    }

    [Fact]
    public void FillRows_repeats_the_row_and_writes_no_other()
    {
        float[] y = [9, 9, 9, 9, 9];
        Kernels.FillRows([1, 2], y, 2);
        Assert.Equal([1f, 2, 1, 2, 9], y);
    }
}
