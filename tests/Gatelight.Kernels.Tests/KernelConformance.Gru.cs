namespace Gatelight.Kernels.Tests;

public abstract partial class KernelConformance
{
    [Theory]
    [MemberData(nameof(FirstHiddenSizes))]
    public void Every_GRU_that_resets_after_the_product_matches_the_oracle(int firstHiddenSize)
    {
        for (int hiddenSize = firstHiddenSize; hiddenSize < firstHiddenSize + 10; hiddenSize++)
        {
            foreach (GruVariant variant in SampleVariants.Grus)
            {
                AssertGruForward(variant, rows: hiddenSize % 4, hiddenSize);
                AssertGruBackward(variant, rows: hiddenSize % 4, hiddenSize);
            }
        }
    }

    [Theory]
    [MemberData(nameof(FirstHiddenSizes))]
    public void Every_GRU_that_resets_before_the_product_matches_the_oracle(int firstHiddenSize)
    {
        for (int hiddenSize = firstHiddenSize; hiddenSize < firstHiddenSize + 10; hiddenSize++)
        {
            foreach (GruVariant variant in SampleVariants.Grus)
            {
                AssertGruHalvesForward(variant, rows: hiddenSize % 4, hiddenSize);
                AssertGruHalvesBackward(variant, rows: hiddenSize % 4, hiddenSize);
            }
        }
    }

    [Fact]
    public void A_row_of_a_GRU_does_not_depend_on_the_other_rows()
    {
        const int Rows = 7, HiddenSize = 21;
        var random = new Random(61);
        foreach (GruVariant variant in SampleVariants.Grus)
        {
            float[] gates = Samples.Uniform(random, Rows * 3 * HiddenSize, 3), alone = [.. gates], candidate = Samples.Uniform(random, Rows * HiddenSize);
            float[] previous = Samples.Uniform(random, Rows * HiddenSize), hidden = [.. previous], aloneHidden = [.. previous];
            Kernels.GruForward(gates, candidate, previous, hidden, [], Rows, HiddenSize, variant);
            for (int row = 0; row < Rows; row++)
            {
                Range units = (row * HiddenSize)..((row + 1) * HiddenSize);
                Kernels.GruForward(
                    alone.AsSpan(row * 3 * HiddenSize, 3 * HiddenSize), candidate.AsSpan(units), previous.AsSpan(units), aloneHidden.AsSpan(units), [], 1, HiddenSize, variant);
            }

            Near.SameBits(gates, alone, $"{variant}: gates");
            Near.SameBits(hidden, aloneHidden, $"{variant}: hidden");
        }
    }

    [Fact]
    public void A_NaN_passes_a_GRU_and_stays_in_its_own_unit()
    {
        const int HiddenSize = 19;
        var random = new Random(62);
        foreach (GruVariant variant in SampleVariants.Grus)
        {
            for (int block = 0; block < 3; block++)
            {
                float[] gates = Samples.Uniform(random, 3 * HiddenSize), hidden = Samples.Uniform(random, HiddenSize);
                gates[block * HiddenSize + 17] = float.NaN;
                Kernels.GruForward(gates, Samples.Uniform(random, HiddenSize), hidden, hidden, [], 1, HiddenSize, variant);
                for (int unit = 0; unit < HiddenSize; unit++)
                    Assert.Equal(unit == 17, float.IsNaN(hidden[unit]));
            }
        }
    }

    private void AssertGruForward(GruVariant variant, int rows, int hiddenSize)
    {
        int units = rows * hiddenSize;
        var random = new Random(1000 * hiddenSize + rows);
        float[] z = Samples.Uniform(random, 3 * units, 3), candidate = Samples.Uniform(random, units), previous = Samples.Uniform(random, units);
        double[] expectedGates = Samples.Widen(z), expectedHidden = new double[units], expectedKept = new double[variant.NeedsPreActivations ? 3 * units : 0];
        Oracle.GruForward(expectedGates, Samples.Widen(candidate), Samples.Widen(previous), expectedHidden, expectedKept, rows, hiddenSize, variant);

        GuardedBuffer gates = new(z), hidden = new(units), kept = new(expectedKept.Length);
        Kernels.GruForward(gates.Span, new GuardedBuffer(candidate).Span, new GuardedBuffer(previous).Span, hidden.Span, kept.Span, rows, hiddenSize, variant);
        string what = $"{variant}, [{rows}, {hiddenSize}]";
        Near.Equal(expectedGates, gates.Span, Tolerances.LstmStep, $"{what}: gates");
        Near.Equal(expectedHidden, hidden.Span, Tolerances.LstmStep, $"{what}: hidden");
        Near.Equal(expectedKept, kept.Span, Tolerances.LstmStep, $"{what}: pre-activations");
        AssertIntact(gates, hidden, kept);

        GuardedBuffer sameGates = new(z), sameHidden = new(previous);
        Kernels.GruForward(sameGates.Span, candidate, sameHidden.Span, sameHidden.Span, [], rows, hiddenSize, variant);
        Near.SameBits(gates.Span, sameGates.Span, $"{what}: gates without pre-activations");
        Near.SameBits(hidden.Span, sameHidden.Span, $"{what}: hidden over the hidden of the step before");
        AssertIntact(sameGates, sameHidden);
    }

    private void AssertGruBackward(GruVariant variant, int rows, int hiddenSize)
    {
        int units = rows * hiddenSize;
        var random = new Random(1000 * hiddenSize + rows);
        float[] gates = Samples.Uniform(random, 3 * units), kept = Samples.Uniform(random, variant.NeedsPreActivations ? 3 * units : 0, 3);
        float[] candidate = Samples.Uniform(random, units), previous = Samples.Uniform(random, units), dh = Samples.Uniform(random, units);
        double[] expectedPrevious = new double[units], expectedGates = new double[3 * units], expectedRecurrent = new double[3 * units];
        Oracle.GruBackward(
            Samples.Widen(gates), Samples.Widen(kept), Samples.Widen(candidate), Samples.Widen(previous), Samples.Widen(dh),
            expectedPrevious, expectedGates, expectedRecurrent, rows, hiddenSize, variant);

        GuardedBuffer previousGradient = new(units), gateGradient = new(3 * units), recurrent = new(3 * units);
        Kernels.GruBackward(
            gates, kept, new GuardedBuffer(candidate).Span, previous, dh, previousGradient.Span, gateGradient.Span, recurrent.Span, rows, hiddenSize, variant);
        string what = $"{variant}, [{rows}, {hiddenSize}]";
        Near.Equal(expectedPrevious, previousGradient.Span, Tolerances.LstmStep, $"{what}: gradient of the hidden before");
        Near.Equal(expectedGates, gateGradient.Span, Tolerances.LstmStep, $"{what}: gate gradient");
        Near.Equal(expectedRecurrent, recurrent.Span, Tolerances.LstmStep, $"{what}: recurrent gradient");
        AssertIntact(previousGradient, gateGradient, recurrent);

        GuardedBuffer same = new(dh), sameGates = new(gates), sameRecurrent = new(3 * units);
        Kernels.GruBackward(sameGates.Span, kept, candidate, previous, same.Span, same.Span, sameGates.Span, sameRecurrent.Span, rows, hiddenSize, variant);
        Near.SameBits(previousGradient.Span, same.Span, $"{what}: gradient of the hidden before, in place");
        Near.SameBits(gateGradient.Span, sameGates.Span, $"{what}: gate gradient over the gates");
        Near.SameBits(recurrent.Span, sameRecurrent.Span, $"{what}: recurrent gradient with shared gates");
        AssertIntact(same, sameGates, sameRecurrent);
    }

    private void AssertGruHalvesForward(GruVariant variant, int rows, int hiddenSize)
    {
        int units = rows * hiddenSize;
        var random = new Random(1000 * hiddenSize + rows);
        float[] z = Samples.Uniform(random, 3 * units, 3), previous = Samples.Uniform(random, units);
        double[] expectedGates = Samples.Widen(z), expectedReset = new double[units], expectedHidden = new double[units];
        double[] expectedKept = new double[variant.NeedsPreActivations ? 3 * units : 0];
        GuardedBuffer gates = new(z), reset = new(units), hidden = new(previous), kept = new(expectedKept.Length);
        string what = $"{variant}, [{rows}, {hiddenSize}]";

        Oracle.GruResetForward(expectedGates, Samples.Widen(previous), expectedReset, expectedKept, rows, hiddenSize, variant);
        Kernels.GruResetForward(gates.Span, hidden.Span, reset.Span, kept.Span, rows, hiddenSize, variant);
        Near.Equal(expectedGates, gates.Span, Tolerances.LstmStep, $"{what}: gates half-way");
        Near.Equal(expectedReset, reset.Span, Tolerances.LstmStep, $"{what}: reset hidden");

        Oracle.GruOutputForward(expectedGates, Samples.Widen(previous), expectedHidden, expectedKept, rows, hiddenSize, variant);
        Kernels.GruOutputForward(gates.Span, hidden.Span, hidden.Span, kept.Span, rows, hiddenSize, variant);
        Near.Equal(expectedGates, gates.Span, Tolerances.LstmStep, $"{what}: gates");
        Near.Equal(expectedHidden, hidden.Span, Tolerances.LstmStep, $"{what}: hidden");
        Near.Equal(expectedKept, kept.Span, Tolerances.LstmStep, $"{what}: pre-activations");
        AssertIntact(gates, reset, hidden, kept);
    }

    private void AssertGruHalvesBackward(GruVariant variant, int rows, int hiddenSize)
    {
        int units = rows * hiddenSize;
        var random = new Random(1000 * hiddenSize + rows);
        float[] gates = Samples.Uniform(random, 3 * units), kept = Samples.Uniform(random, variant.NeedsPreActivations ? 3 * units : 0, 3);
        float[] previous = Samples.Uniform(random, units), dh = Samples.Uniform(random, units), d = Samples.Uniform(random, units);
        double[] expectedPrevious = Samples.Widen(dh), expectedGates = Samples.Widen(gates);
        GuardedBuffer previousGradient = new(dh), gateGradient = new(gates);
        string what = $"{variant}, [{rows}, {hiddenSize}]";

        Oracle.GruOutputBackward(
            expectedGates, Samples.Widen(kept), Samples.Widen(previous), expectedPrevious, expectedPrevious, expectedGates, rows, hiddenSize, variant);
        Kernels.GruOutputBackward(
            gateGradient.Span, kept, previous, previousGradient.Span, previousGradient.Span, gateGradient.Span, rows, hiddenSize, variant);
        Near.Equal(expectedGates, gateGradient.Span, Tolerances.LstmStep, $"{what}: gate gradient half-way");
        Near.Equal(expectedPrevious, previousGradient.Span, Tolerances.LstmStep, $"{what}: direct gradient");

        Oracle.GruResetBackward(expectedGates, Samples.Widen(kept), Samples.Widen(previous), Samples.Widen(d), expectedPrevious, expectedGates, rows, hiddenSize, variant);
        Kernels.GruResetBackward(gateGradient.Span, kept, previous, d, previousGradient.Span, gateGradient.Span, rows, hiddenSize, variant);
        Near.Equal(expectedGates, gateGradient.Span, Tolerances.LstmStep, $"{what}: gate gradient");
        Near.Equal(expectedPrevious, previousGradient.Span, Tolerances.LstmStep, $"{what}: gradient of the hidden before");
        AssertIntact(previousGradient, gateGradient);
    }
}
