namespace Gatelight.Kernels.Tests;

public abstract partial class KernelConformance
{
    private const float Epsilon = 1e-5f;

    [Fact]
    public void AddColumnProducts_matches_the_oracle_at_every_number_of_columns()
    {
        for (int columns = 0; columns <= 257; columns++)
        {
            int rows = columns % 7, aStride = columns + columns % 3, bStride = 4 * columns;
            var random = new Random(columns);
            float[] a = Samples.Uniform(random, rows == 0 ? 0 : (rows - 1) * aStride + columns), b = Samples.Uniform(random, rows * bStride);
            float[] start = Samples.Uniform(random, columns);
            var sums = new GuardedBuffer(start);
            Kernels.AddColumnProducts(new GuardedBuffer(a).Span, aStride, new GuardedBuffer(b).Span, bStride, rows, columns, sums.Span);
            sums.AssertIntact();
            double[] expected = Samples.Widen(start);
            Oracle.AddColumnProducts(Samples.Widen(a), aStride, Samples.Widen(b), bStride, rows, columns, expected);
            for (int n = 0; n < columns; n++)
                Assert.Equal(expected[n], sums.Span[n], Tolerances.Sum(rows + 1, rows + 1));
        }
    }

    [Fact]
    public void Cutting_the_rows_of_AddColumnProducts_changes_no_bit()
    {
        const int Rows = 20, Columns = 43;
        var random = new Random(71);
        float[] a = Samples.Uniform(random, Rows * Columns), b = Samples.Uniform(random, Rows * Columns);
        float[] whole = Samples.Uniform(random, Columns), cut = [.. whole];
        Kernels.AddColumnProducts(a, Columns, b, Columns, Rows, Columns, whole);
        Kernels.AddColumnProducts(a, Columns, b, Columns, 7, Columns, cut);
        Kernels.AddColumnProducts(a.AsSpan(7 * Columns), Columns, b.AsSpan(7 * Columns), Columns, Rows - 7, Columns, cut);
        Near.SameBits(whole, cut, "two parts");
    }

    [Fact]
    public void NormalizeRows_matches_the_oracle_at_every_number_of_columns()
    {
        for (int columns = 0; columns <= 257; columns++)
        {
            int rows = columns % 4;
            bool accumulate = columns % 8 >= 4;
            var random = new Random(columns);
            float[] x = Samples.Uniform(random, rows * columns, 3), gain = Samples.Uniform(random, columns), start = Samples.Uniform(random, x.Length);
            float[] shift = Samples.Uniform(random, columns % 3 == 0 ? 0 : columns);
            double[] expected = new double[x.Length], expectedInverse = new double[rows], expectedScaled = Samples.Widen(start);
            Oracle.NormalizeRows(
                Samples.Widen(x), Samples.Widen(gain), Samples.Widen(shift), expected, expectedInverse, expectedScaled, rows, Epsilon, accumulate);

            ReadOnlySpan<float> guardedGain = new GuardedBuffer(gain).Span, guardedShift = new GuardedBuffer(shift).Span;
            GuardedBuffer normalized = new(x.Length), inverse = new(rows), y = new(start), same = new(x), apart = new(x);
            Kernels.NormalizeRows(new GuardedBuffer(x).Span, guardedGain, guardedShift, normalized.Span, inverse.Span, y.Span, rows, Epsilon, accumulate);
            Near.Equal(expected, normalized.Span, Tolerances.RowSum(columns), $"{columns} columns: normalised");
            Near.Equal(expectedInverse, inverse.Span, Tolerances.RowSum(columns), $"{columns} columns: inverse deviation");
            Near.Equal(expectedScaled, y.Span, Tolerances.RowSum(columns), $"{columns} columns: scaled");

            float[] scaled = [.. start];
            Kernels.NormalizeRows(same.Span, guardedGain, guardedShift, same.Span, inverse.Span, scaled, rows, Epsilon, accumulate);
            Near.SameBits(normalized.Span, same.Span, $"{columns} columns, normalised in place");
            Near.SameBits(y.Span, scaled, $"{columns} columns, scaled beside it");
            Kernels.NormalizeRows(x, guardedGain, guardedShift, normalized.Span, inverse.Span, y.Span, rows, Epsilon, accumulate: false);
            Kernels.NormalizeRows(apart.Span, guardedGain, guardedShift, same.Span, inverse.Span, apart.Span, rows, Epsilon, accumulate: false);
            Near.SameBits(y.Span, apart.Span, $"{columns} columns, scaled in place");
            AssertIntact(normalized, inverse, y, same, apart);
        }
    }

    [Fact]
    public void NormalizeRows_keeps_its_accuracy_far_from_zero()
    {
        // Integers around 1000: their sums are exact, so a second pass must see the deviations exactly; a single pass of squares would not.
        float[] x = [.. Enumerable.Range(0, 64).Select(n => 1000f + n % 4)], normalized = new float[64], inverse = new float[1];
        Kernels.NormalizeRows(x, new float[64], [], normalized, inverse, new float[64], 1, 0, accumulate: false);
        Assert.Equal(1 / Math.Sqrt(1.25), inverse[0], 1e-6);
        Assert.Equal(-1.5 / Math.Sqrt(1.25), normalized[0], 1e-6);
    }

    [Fact]
    public void NormalizeRowsBackward_matches_the_oracle_at_every_number_of_columns()
    {
        for (int columns = 0; columns <= 257; columns++)
        {
            int rows = columns % 4;
            var random = new Random(columns);
            float[] gradient = Samples.Uniform(random, rows * columns), normalized = Samples.Uniform(random, rows * columns, 2), inverse = Samples.Uniform(random, rows);
            float[] gain = Samples.Uniform(random, columns), start = Samples.Uniform(random, gradient.Length);
            ReadOnlySpan<float> guardedGain = new GuardedBuffer(gain).Span, guarded = new GuardedBuffer(normalized).Span;
            foreach (bool accumulate in (bool[])[false, true])
            {
                double[] expected = Samples.Widen(start);
                Oracle.NormalizeRowsBackward(
                    Samples.Widen(gradient), Samples.Widen(gain), Samples.Widen(normalized), Samples.Widen(inverse), expected, rows, accumulate);
                GuardedBuffer dx = new(start);
                Kernels.NormalizeRowsBackward(new GuardedBuffer(gradient).Span, guardedGain, guarded, inverse, dx.Span, rows, accumulate);
                Near.Equal(expected, dx.Span, Tolerances.RowSum(columns), $"{columns} columns, accumulate {accumulate}");
                dx.AssertIntact();
            }

            GuardedBuffer apart = new(gradient.Length), overGradient = new(gradient), overNormalized = new(normalized);
            Kernels.NormalizeRowsBackward(gradient, gain, normalized, inverse, apart.Span, rows, accumulate: false);
            Kernels.NormalizeRowsBackward(overGradient.Span, gain, normalized, inverse, overGradient.Span, rows, accumulate: false);
            Kernels.NormalizeRowsBackward(gradient, gain, overNormalized.Span, inverse, overNormalized.Span, rows, accumulate: false);
            Near.SameBits(apart.Span, overGradient.Span, $"{columns} columns, over the gradient");
            Near.SameBits(apart.Span, overNormalized.Span, $"{columns} columns, over the normalised rows");
            AssertIntact(apart, overGradient, overNormalized);

            GuardedBuffer summing = new(gradient), gainSums = new(start), shiftSums = new(start);
            Kernels.NormalizeRowsBackward(summing.Span, gain, normalized, inverse, summing.Span, gainSums.Span, shiftSums.Span, rows, accumulate: false);
            Near.SameBits(apart.Span, summing.Span, $"{columns} columns, with sums");
            for (int n = 0; n < start.Length; n++)
            {
                Assert.Equal((double)start[n] + (double)gradient[n] * normalized[n], gainSums.Span[n], 1e-6);
                Assert.Equal(start[n] + gradient[n], shiftSums.Span[n]);
            }

            AssertIntact(summing, gainSums, shiftSums);
        }
    }

    [Fact]
    public void ScaleRows_matches_the_oracle_at_every_number_of_columns()
    {
        for (int columns = 0; columns <= 257; columns++)
        {
            int rows = columns % 4;
            var random = new Random(columns);
            float[] x = Samples.Uniform(random, rows * columns), start = Samples.Uniform(random, x.Length), gain = Samples.Uniform(random, columns);
            foreach (float[] shift in (float[][])[[], Samples.Uniform(random, columns)])
            {
                foreach (bool accumulate in (bool[])[false, true])
                {
                    double[] expected = Samples.Widen(start);
                    Oracle.ScaleRows(Samples.Widen(x), Samples.Widen(gain), Samples.Widen(shift), expected, rows, accumulate);
                    var y = new GuardedBuffer(start);
                    Kernels.ScaleRows(new GuardedBuffer(x).Span, new GuardedBuffer(gain).Span, new GuardedBuffer(shift).Span, y.Span, rows, accumulate);
                    Near.Equal(expected, y.Span, Tolerances.LstmStep, $"{columns} columns, {shift.Length} shifts, accumulate {accumulate}");
                    y.AssertIntact();
                }

                GuardedBuffer apart = new(x.Length), same = new(x);
                Kernels.ScaleRows(x, gain, shift, apart.Span, rows, accumulate: false);
                Kernels.ScaleRows(same.Span, gain, shift, same.Span, rows, accumulate: false);
                Near.SameBits(apart.Span, same.Span, $"{columns} columns, in place");
                same.AssertIntact();
            }
        }
    }

    [Fact]
    public void SoftmaxRows_matches_the_oracle_at_every_number_of_columns()
    {
        for (int columns = 0; columns <= 257; columns++)
        {
            // Far below and far above 0, where the exponential alone would vanish or overflow.
            int rows = columns % 4;
            float[] x = Samples.Uniform(new Random(columns), rows * columns, 5);
            for (int n = 0; n < x.Length; n++)
                x[n] += (n / columns - 1) * 400;
            double[] expected = new double[x.Length];
            Oracle.SoftmaxRows(Samples.Widen(x), expected, rows, columns);

            GuardedBuffer y = new(x.Length), same = new(x);
            Kernels.SoftmaxRows(new GuardedBuffer(x).Span, y.Span, rows, columns);
            Near.Equal(expected, y.Span, Tolerances.RowSum(columns), $"{columns} columns");
            Kernels.SoftmaxRows(same.Span, same.Span, rows, columns);
            Near.SameBits(y.Span, same.Span, $"{columns} columns, in place");
            AssertIntact(y, same);

            double[] expectedGradient = new double[x.Length];
            float[] dy = Samples.Uniform(new Random(columns), x.Length);
            Oracle.SoftmaxRowsBackward(Samples.Widen(y.Span), Samples.Widen(dy), expectedGradient, rows, columns);
            GuardedBuffer dx = new(x.Length), sameGradient = new(dy);
            Kernels.SoftmaxRowsBackward(y.Span, new GuardedBuffer(dy).Span, dx.Span, rows, columns);
            Near.Equal(expectedGradient, dx.Span, Tolerances.RowSum(columns), $"{columns} columns, backward");
            Kernels.SoftmaxRowsBackward(y.Span, sameGradient.Span, sameGradient.Span, rows, columns);
            Near.SameBits(dx.Span, sameGradient.Span, $"{columns} columns, backward in place");
            AssertIntact(dx, sameGradient);
        }
    }

    [Fact]
    public void Softmax_gives_no_weight_to_minus_infinity_and_passes_NaN()
    {
        foreach (int columns in (int[])[1, 3, 17, 40])
        {
            float[] x = new float[3 * columns], y = new float[x.Length];
            x.AsSpan(0, columns).Fill(float.NegativeInfinity);
            x[columns - 1] = -300;
            x[2 * columns - 1] = float.NaN;
            x.AsSpan(2 * columns).Fill(float.NegativeInfinity);
            Kernels.SoftmaxRows(x, y, 3, columns);
            Assert.Equal([.. new float[columns - 1], 1f], y[..columns]);
            Assert.All(y[columns..], value => Assert.True(float.IsNaN(value)));
        }
    }

    [Fact]
    public void A_row_is_normalised_without_regard_to_the_other_rows()
    {
        const int Rows = 5;
        foreach (int columns in (int[])[1, 7, 16, 37, 130])
        {
            float[] x = Samples.Uniform(new Random(72), Rows * columns), dy = Samples.Uniform(new Random(73), Rows * columns);
            x[2 * columns] = float.NaN;
            float[] normalized = [.. x], softmax = [.. x], dx = [.. x], inverse = new float[Rows], alone = new float[columns];
            float[] gain = Samples.Uniform(new Random(74), columns), y = [.. x], yAlone = new float[columns];
            Kernels.NormalizeRows(x, gain, [], normalized, inverse, y, Rows, Epsilon, accumulate: false);
            Kernels.SoftmaxRows(x, softmax, Rows, columns);
            Kernels.NormalizeRowsBackward(dy, gain, normalized, inverse, dx, Rows, accumulate: false);
            for (int row = 0; row < Rows; row++)
            {
                Range range = (row * columns)..((row + 1) * columns);
                Assert.Equal(row == 2, float.IsNaN(normalized[range][^1]));
                if (row == 2)
                    continue;
                Kernels.NormalizeRows(x.AsSpan(range), gain, [], alone, new float[1], yAlone, 1, Epsilon, accumulate: false);
                Near.SameBits(normalized.AsSpan(range), alone, "normalised");
                Near.SameBits(y.AsSpan(range), yAlone, "scaled");
                Kernels.NormalizeRowsBackward(dy.AsSpan(range), gain, normalized.AsSpan(range), inverse.AsSpan(row, 1), alone, 1, accumulate: false);
                Near.SameBits(dx.AsSpan(range), alone, "gradient");
                Kernels.SoftmaxRows(x.AsSpan(range), alone, 1, columns);
                Near.SameBits(softmax.AsSpan(range), alone, "softmax");
            }
        }
    }
}
