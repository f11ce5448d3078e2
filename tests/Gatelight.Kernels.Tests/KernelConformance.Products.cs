using Gatelight.Kernels.Threading;

namespace Gatelight.Kernels.Tests;

public abstract partial class KernelConformance
{
    [Fact]
    public void Multiply_matches_the_oracle_at_every_number_of_columns()
    {
        var random = new Random(21);
        for (int columns = 0; columns <= 257; columns++)
            AssertMultiply(random, rows: 3, depth: 5, columns);
    }

    [Fact]
    public void Multiply_matches_the_oracle_at_every_depth()
    {
        var random = new Random(22);
        for (int depth = 0; depth <= 257; depth++)
            AssertMultiply(random, rows: 2, depth, columns: 19);
    }

    [Fact]
    public void Multiply_matches_the_oracle_at_every_number_of_rows()
    {
        var random = new Random(23);
        for (int rows = 0; rows <= 257; rows++)
            AssertMultiply(random, rows, depth: 7, columns: 37);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Multiply_matches_the_oracle_on_random_shapes(int seed)
    {
        var random = new Random(seed);
        AssertMultiply(random, random.Next(1, 300), random.Next(1, 600), random.Next(1, 300));
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [InlineData(1, 8)]
    [InlineData(7, 33)]
    [InlineData(64, 128)]
    [InlineData(300, 70)]
    [InlineData(33, 300)]
    public void An_output_row_does_not_depend_on_the_other_rows(int depth, int columns)
    {
        KernelSet<float> kernels = Kernels;
        var random = new Random(24);
        float[] x = Samples.Uniform(random, 40 * depth), start = Samples.Uniform(random, 40 * columns);
        float[] packed = Pack(Samples.Uniform(random, depth * columns), depth, columns);
        foreach (bool accumulate in (bool[])[false, true])
        {
            float[] alone = [.. start];
            for (int row = 0; row < 40; row++)
                kernels.Multiply(x.AsSpan(row * depth, depth), packed, alone.AsSpan(row * columns, columns), 1, depth, columns, accumulate);
            for (int rows = 1; rows <= 40; rows++)
            {
                float[] together = start[..(rows * columns)];
                kernels.Multiply(x, packed, together, rows, depth, columns, accumulate);
                Near.SameBits(alone.AsSpan(0, together.Length), together, $"{rows} rows");
            }
        }
    }

    [Theory]
    [InlineData(1, 1, 0, 1)]
    [InlineData(1, 3, 5, 300)]
    [InlineData(1, 16, 64, 256)]
    [InlineData(13, 1, 32, 128)]
    [InlineData(25, 7, 9, 70)]
    [InlineData(100, 5, 0, 33)]
    [InlineData(3, 300, 20, 40)]
    [InlineData(50, 20, 512, 40)]
    public void A_pair_of_products_has_the_bits_of_one_after_the_other(int rows, int xDepth, int hDepth, int columns)
    {
        KernelSet<float> kernels = Kernels;
        var random = new Random(26);
        float[] x = Samples.Uniform(random, rows * xDepth), h = Samples.Uniform(random, rows * hDepth), bias = Samples.Uniform(random, columns);
        float[] w = Pack(Samples.Uniform(random, xDepth * columns), xDepth, columns), r = Pack(Samples.Uniform(random, hDepth * columns), hDepth, columns);
        foreach (float[] start in (float[][])[bias, []])
        {
            var y = new GuardedBuffer(rows * columns);
            kernels.MultiplyPair(start, x, w, xDepth, h, r, hDepth, y.Span, rows, columns);
            y.AssertIntact();
            float[] expected = new float[rows * columns];
            kernels.FillRows(start.Length > 0 ? start : new float[columns], expected, rows);
            kernels.Multiply(x, w, expected, rows, xDepth, columns, accumulate: true);
            kernels.Multiply(h, r, expected, rows, hDepth, columns, accumulate: true);
            Near.SameBits(expected, y.Span, "b + x·W + h·R");
        }
    }

    [Theory]
    [InlineData(1, 40, 700)]
    [InlineData(1, 70, 1024)]
    [InlineData(3, 0, 129)]
    [InlineData(7, 513, 100)]
    public void A_product_cut_into_bands_of_columns_has_the_bits_of_the_whole(int rows, int depth, int columns)
    {
        KernelSet<float> kernels = Kernels;
        var random = new Random(27);
        float[] x = Samples.Uniform(random, rows * depth), packed = Pack(Samples.Uniform(random, depth * columns), depth, columns);
        float[] start = Samples.Uniform(random, rows * columns);
        foreach (bool accumulate in (bool[])[false, true])
        {
            float[] whole = [.. start], cut = [.. start], shared = [.. start];
            kernels.Multiply(x, packed, whole, rows, depth, columns, accumulate);
            for (int first = 0; first < columns; first += 3 * kernels.ColumnGrain)
                kernels.MultiplyColumns(x, packed, cut, rows, depth, columns, accumulate, first, Math.Min(3 * kernels.ColumnGrain, columns - first));
            Near.SameBits(whole, cut, "bands");
            new SharedProduct<float>().Multiply(kernels, x, packed, shared, rows, depth, columns, accumulate, threads: 3);
            Near.SameBits(whole, shared, "shared");
        }
    }

    [Fact]
    public void A_band_of_columns_off_the_grain_or_outside_is_refused()
    {
        KernelSet<float> kernels = Kernels;
        int grain = kernels.ColumnGrain, columns = 4 * grain;
        float[] x = new float[1], packed = new float[kernels.PackedLength(1, columns)], y = new float[columns];
        AssertRefused("MultiplyColumns: ", () => kernels.MultiplyColumns(x, packed, y, 1, 1, columns, false, columns, grain));
        AssertRefused("MultiplyColumns: ", () => kernels.MultiplyColumns(x, packed, y, 1, 1, columns, false, -grain, grain));
        if (grain > 1)
            AssertRefused("MultiplyColumns: ", () => kernels.MultiplyColumns(x, packed, y, 1, 1, columns, false, 1, grain));
    }

    [Fact]
    public void A_transposed_matrix_packs_to_the_same_bits()
    {
        KernelSet<float> kernels = Kernels;
        float[] matrix = Samples.Uniform(new Random(25), 9 * 70);
        var transposed = new float[matrix.Length];
        for (int k = 0; k < 9; k++)
        {
            for (int n = 0; n < 70; n++)
                transposed[n * 9 + k] = matrix[k * 70 + n];
        }

        var packed = new GuardedBuffer(kernels.PackedLength(9, 70));
        kernels.PackTransposed(transposed, 70, 9, packed.Span);
        packed.AssertIntact();
        Near.SameBits(Pack(matrix, 9, 70), packed.Span, "packed");
    }

    [Fact]
    public void Multiply_lets_no_padding_or_other_row_touch_special_values()
    {
        KernelSet<float> kernels = Kernels;
        float[] x = [float.PositiveInfinity, 1, float.NaN, 1, float.Epsilon, 0];
        float[] y = new float[3 * 3];
        kernels.Multiply(x, Pack([1, -1, 2, 0, 3, 4], 2, 3), y, 3, 2, 3, accumulate: false);
        float[] expected =
        [
            float.PositiveInfinity, float.NegativeInfinity, float.PositiveInfinity, float.NaN, float.NaN, float.NaN,
            float.Epsilon, -float.Epsilon, 2 * float.Epsilon,
        ];
        Assert.Equal(expected, y);
    }

    [Fact]
    public void MultiplyTransposed_matches_the_oracle_at_every_width()
    {
        var random = new Random(31);
        for (int columns = 0; columns <= 130; columns++)
        {
            AssertMultiplyTransposed(random, depth: 6, aColumns: 9, columns);
            AssertMultiplyTransposed(random, depth: 6, columns, bColumns: 3);
        }
    }

    [Fact]
    public void MultiplyTransposed_matches_the_oracle_at_every_depth()
    {
        var random = new Random(32);
        for (int depth = 0; depth <= 257; depth++)
            AssertMultiplyTransposed(random, depth, aColumns: 13, bColumns: 5);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void MultiplyTransposed_matches_the_oracle_on_random_shapes(int seed)
    {
        var random = new Random(seed);
        AssertMultiplyTransposed(random, random.Next(1, 700), random.Next(1, 200), random.Next(1, 200));
    }

    [Theory]
    [InlineData(300, 40, 1)]
    [InlineData(300, 40, 7)]
    [InlineData(300, 40, 31)]
    [InlineData(300, 40, 70)]
    public void Bands_of_MultiplyTransposed_change_no_bit(int depth, int aColumns, int bColumns)
    {
        KernelSet<float> kernels = Kernels;
        var random = new Random(33);
        float[] a = Samples.Uniform(random, depth * aColumns), b = Samples.Uniform(random, depth * bColumns);
        float[] start = Samples.Uniform(random, aColumns * bColumns), whole = [.. start];
        kernels.MultiplyTransposed(a, b, whole, depth, aColumns, bColumns, 0, aColumns);
        for (int band = 1; band < aColumns; band++)
        {
            float[] banded = [.. start];
            for (int row = 0; row < aColumns; row += band)
                kernels.MultiplyTransposed(a, b, banded, depth, aColumns, bColumns, row, Math.Min(band, aColumns - row));
            Near.SameBits(whole, banded, $"bands of {band} rows");
        }
    }

    [Theory]
    [InlineData(90, 3)]
    [InlineData(90, 40)]
    [InlineData(700, 3)]
    [InlineData(700, 40)]
    [InlineData(700, 64)]
    public void Cutting_the_depth_of_MultiplyTransposed_changes_no_bit(int depth, int bColumns)
    {
        KernelSet<float> kernels = Kernels;
        var random = new Random(34);
        float[] a = Samples.Uniform(random, depth * 20), b = Samples.Uniform(random, depth * bColumns);
        float[] whole = Samples.Uniform(random, 20 * bColumns), cut = [.. whole];
        kernels.MultiplyTransposed(a, b, whole, depth, 20, bColumns, 0, 20);
        int first = depth / 3;
        kernels.MultiplyTransposed(a, b, cut, first, 20, bColumns, 0, 20);
        kernels.MultiplyTransposed(a.AsSpan(first * 20), b.AsSpan(first * bColumns), cut, depth - first, 20, bColumns, 0, 20);
        Near.SameBits(whole, cut, "two parts");
    }

    private float[] Pack(ReadOnlySpan<float> matrix, int depth, int columns)
    {
        KernelSet<float> kernels = Kernels;
        var packed = new GuardedBuffer(kernels.PackedLength(depth, columns));
        kernels.Pack(matrix, depth, columns, packed.Span);
        packed.AssertIntact();
        return packed.ToArray();
    }

    private void AssertMultiply(Random random, int rows, int depth, int columns)
    {
        float[] x = Samples.Uniform(random, rows * depth), w = Samples.Uniform(random, depth * columns);
        float[] start = Samples.Uniform(random, rows * columns);
        var xGuarded = new GuardedBuffer(x);
        var packed = new GuardedBuffer(Pack(w, depth, columns));
        foreach (bool accumulate in (bool[])[false, true])
        {
            var y = new GuardedBuffer(start);
            Kernels.Multiply(xGuarded.Span, packed.Span, y.Span, rows, depth, columns, accumulate);
            y.AssertIntact();
            double[] expected = Samples.Widen(start), magnitude = new double[expected.Length];
            Oracle.Multiply(Samples.Widen(x), Samples.Widen(w), expected, rows, depth, columns, accumulate);
            Oracle.Multiply(Magnitudes(x), Magnitudes(w), magnitude, rows, depth, columns, accumulate: false);
            AssertSums(expected, magnitude, y.Span, start, depth, $"[{rows},{depth}]x[{depth},{columns}], accumulate {accumulate}");
        }
    }

    private void AssertMultiplyTransposed(Random random, int depth, int aColumns, int bColumns)
    {
        float[] a = Samples.Uniform(random, depth * aColumns), b = Samples.Uniform(random, depth * bColumns);
        float[] start = Samples.Uniform(random, aColumns * bColumns);
        int first = random.Next(0, aColumns + 1), count = random.Next(0, aColumns - first + 1);
        var c = new GuardedBuffer(start);
        Kernels.MultiplyTransposed(
            new GuardedBuffer(a).Span, new GuardedBuffer(b).Span, c.Span, depth, aColumns, bColumns, first, count);
        c.AssertIntact();
        double[] expected = Samples.Widen(start), magnitude = new double[expected.Length];
        Oracle.MultiplyTransposed(Samples.Widen(a), Samples.Widen(b), expected, depth, aColumns, bColumns, first, count);
        Oracle.MultiplyTransposed(Magnitudes(a), Magnitudes(b), magnitude, depth, aColumns, bColumns, first, count);
        string what = $"[{depth},{aColumns}]ᵀx[{depth},{bColumns}], rows {first} to {first + count - 1}";
        AssertSums(expected, magnitude, c.Span, start, depth, what);
        Near.SameBits(start.AsSpan(0, first * bColumns), c.Span[..(first * bColumns)], $"{what}: rows above the band");
        int end = (first + count) * bColumns;
        Near.SameBits(start.AsSpan(end), c.Span[end..], $"{what}: rows below the band");
    }

    private static void AssertSums(
        double[] expected, double[] magnitude, ReadOnlySpan<float> actual, float[] start, int terms, string what)
    {
        for (int n = 0; n < expected.Length; n++)
        {
            double bound = Tolerances.Sum(terms + 1, magnitude[n] + Math.Abs(start[n]));
            if (!(Math.Abs(expected[n] - actual[n]) <= bound))
                Assert.Fail($"{what}, element {n}: expected {expected[n]:R}, got {actual[n]:R}");
        }
    }

    private static double[] Magnitudes(float[] values) => Array.ConvertAll(values, value => (double)MathF.Abs(value));
}
