namespace Gatelight.Kernels.Tests;

public abstract partial class KernelConformance
{
    /// <summary>The hidden sizes 1 to 70 in seven bands, each crossed with every variant.</summary>
    public static TheoryData<int> FirstHiddenSizes => [1, 11, 21, 31, 41, 51, 61];

    [Theory]
    [MemberData(nameof(FirstHiddenSizes))]
    public void Every_LSTM_variant_matches_the_oracle(int firstHiddenSize)
    {
        for (int hiddenSize = firstHiddenSize; hiddenSize < firstHiddenSize + 10; hiddenSize++)
        {
            foreach (LstmVariant variant in SampleVariants.Lstms.Concat(SampleVariants.UnusualLstms))
                AssertForward(variant, rows: hiddenSize % 4, hiddenSize);
        }
    }

    [Theory]
    [MemberData(nameof(FirstHiddenSizes))]
    public void Every_LSTM_variant_matches_the_oracle_backward(int firstHiddenSize)
    {
        for (int hiddenSize = firstHiddenSize; hiddenSize < firstHiddenSize + 10; hiddenSize++)
        {
            foreach (LstmVariant variant in SampleVariants.Lstms.Concat(SampleVariants.UnusualLstms))
            {
                AssertBackward(variant, rows: hiddenSize % 4, hiddenSize, withGateOutputGradient: false);
                AssertBackward(variant, rows: hiddenSize % 4, hiddenSize, withGateOutputGradient: true);
            }
        }
    }

    [Fact]
    public void The_default_variant_is_the_LSTM()
    {
        const int Rows = 3, HiddenSize = 37, Units = Rows * HiddenSize;
        var random = new Random(51);
        float[] plain = Samples.Uniform(random, 4 * Units, 5), variant = [.. plain], previous = Samples.Uniform(random, Units, 2);
        float[] plainCell = new float[Units], plainHidden = new float[Units], cell = new float[Units], hidden = new float[Units];
        Kernels.LstmForward(plain, previous, plainCell, plainHidden, Rows, HiddenSize);
        Kernels.LstmVariantForward(variant, [], previous, cell, hidden, [], Rows, HiddenSize, LstmVariant.Default);
        Near.SameBits(plain, variant, "gates");
        Near.SameBits(plainHidden, hidden, "hidden");

        float[] dh = Samples.Uniform(random, Units), plainBefore = Samples.Uniform(random, Units), before = [.. plainBefore];
        Kernels.LstmBackward(plain, previous, cell, dh, plainBefore, plain, Rows, HiddenSize);
        Kernels.LstmVariantBackward(variant, [], [], previous, cell, dh, [], before, variant, Rows, HiddenSize, LstmVariant.Default);
        Near.Equal(Samples.Widen(plain), variant, Tolerances.LstmStep, "gate gradient");
        Near.SameBits(plainBefore, before, "cell gradient");
    }

    [Fact]
    public void A_row_of_an_LSTM_variant_does_not_depend_on_the_other_rows()
    {
        const int Rows = 7, HiddenSize = 21;
        var random = new Random(52);
        foreach (LstmVariant variant in SampleVariants.Lstms.Concat(SampleVariants.UnusualLstms))
        {
            int width = variant.Blocks * HiddenSize;
            float[] gates = Samples.Uniform(random, Rows * width), alone = [.. gates], peepholes = Samples.Uniform(random, variant.PeepholeBlocks * HiddenSize);
            float[] previous = Samples.Uniform(random, Rows * HiddenSize), cell = [.. previous], hidden = [.. previous], aloneCell = [.. previous], aloneHidden = [.. previous];
            Kernels.LstmVariantForward(gates, peepholes, previous, cell, hidden, [], Rows, HiddenSize, variant);
            for (int row = 0; row < Rows; row++)
            {
                Range units = (row * HiddenSize)..((row + 1) * HiddenSize);
                Kernels.LstmVariantForward(
                    alone.AsSpan(row * width, width), peepholes, previous.AsSpan(units), aloneCell.AsSpan(units), aloneHidden.AsSpan(units), [], 1, HiddenSize, variant);
            }

            Near.SameBits(gates, alone, $"{variant}: gates");
            Near.SameBits(cell, aloneCell, $"{variant}: cell");
            Near.SameBits(hidden, aloneHidden, $"{variant}: hidden");
        }
    }

    [Fact]
    public void A_NaN_passes_every_LSTM_variant_and_stays_in_its_own_unit()
    {
        const int HiddenSize = 19;
        var random = new Random(53);
        foreach (LstmVariant variant in SampleVariants.Lstms.Concat(SampleVariants.UnusualLstms))
        {
            for (int block = 0; block < variant.Blocks; block++)
            {
                float[] gates = Samples.Uniform(random, variant.Blocks * HiddenSize), peepholes = Samples.Uniform(random, variant.PeepholeBlocks * HiddenSize);
                gates[block * HiddenSize + 17] = float.NaN;
                float[] cell = Samples.Uniform(random, HiddenSize), hidden = new float[HiddenSize];
                Kernels.LstmVariantForward(gates, peepholes, cell, cell, hidden, [], 1, HiddenSize, variant);
                for (int unit = 0; unit < HiddenSize; unit++)
                    Assert.Equal(unit == 17, float.IsNaN(hidden[unit]));
            }
        }
    }

    private void AssertForward(LstmVariant variant, int rows, int hiddenSize)
    {
        int units = rows * hiddenSize, length = units * variant.Blocks;
        var random = new Random(1000 * hiddenSize + rows);
        float[] z = Samples.Uniform(random, length, 3), peepholes = Samples.Uniform(random, variant.PeepholeBlocks * hiddenSize);
        float[] previous = Samples.Uniform(random, units, 2);
        double[] expectedGates = Samples.Widen(z), expectedCell = new double[units], expectedHidden = new double[units];
        double[] expectedKept = new double[variant.NeedsPreActivations ? length : 0];
        Oracle.LstmVariantForward(
            expectedGates, Samples.Widen(peepholes), Samples.Widen(previous), expectedCell, expectedHidden, expectedKept, rows, hiddenSize, variant);

        GuardedBuffer gates = new(z), cell = new(units), hidden = new(units), kept = new(expectedKept.Length), guardedPeepholes = new(peepholes);
        Kernels.LstmVariantForward(gates.Span, guardedPeepholes.Span, new GuardedBuffer(previous).Span, cell.Span, hidden.Span, kept.Span, rows, hiddenSize, variant);
        string what = $"{variant}, [{rows}, {hiddenSize}]";
        Near.Equal(expectedGates, gates.Span, Tolerances.LstmVariantStep, $"{what}: gates");
        Near.Equal(expectedCell, cell.Span, Tolerances.LstmVariantStep, $"{what}: cell");
        Near.Equal(expectedHidden, hidden.Span, Tolerances.LstmVariantStep, $"{what}: hidden");
        Near.Equal(expectedKept, kept.Span, Tolerances.LstmVariantStep, $"{what}: pre-activations");
        AssertIntact(gates, cell, hidden, kept);

        GuardedBuffer sameGates = new(z), sameCell = new(previous), sameHidden = new(units);
        Kernels.LstmVariantForward(sameGates.Span, guardedPeepholes.Span, sameCell.Span, sameCell.Span, sameHidden.Span, [], rows, hiddenSize, variant);
        Near.SameBits(gates.Span, sameGates.Span, $"{what}: gates without pre-activations");
        Near.SameBits(cell.Span, sameCell.Span, $"{what}: cell over the cell of the step before");
        Near.SameBits(hidden.Span, sameHidden.Span, $"{what}: hidden with a shared cell");
        AssertIntact(sameGates, sameCell, sameHidden);
    }

    private void AssertBackward(LstmVariant variant, int rows, int hiddenSize, bool withGateOutputGradient)
    {
        int units = rows * hiddenSize, length = units * variant.Blocks;
        var random = new Random(1000 * hiddenSize + rows);
        float[] gates = Samples.Uniform(random, length), kept = Samples.Uniform(random, variant.NeedsPreActivations ? length : 0, 3);
        float[] peepholes = Samples.Uniform(random, variant.PeepholeBlocks * hiddenSize), previous = Samples.Uniform(random, units, 2), cell = Samples.Uniform(random, units, 2);
        float[] dh = Samples.Uniform(random, units), dc = Samples.Uniform(random, units), extra = Samples.Uniform(random, withGateOutputGradient ? length : 0);
        double[] expectedCell = Samples.Widen(dc), expectedGates = new double[length];
        Oracle.LstmVariantBackward(
            Samples.Widen(gates), Samples.Widen(kept), Samples.Widen(peepholes), Samples.Widen(previous), Samples.Widen(cell), Samples.Widen(dh),
            Samples.Widen(extra), expectedCell, expectedGates, rows, hiddenSize, variant);

        GuardedBuffer actualCell = new(dc), actualGates = new(length), guardedPeepholes = new(peepholes);
        Kernels.LstmVariantBackward(gates, kept, guardedPeepholes.Span, previous, cell, dh, extra, actualCell.Span, actualGates.Span, rows, hiddenSize, variant);
        string what = $"{variant}, [{rows}, {hiddenSize}]";
        Near.Equal(expectedCell, actualCell.Span, Tolerances.LstmVariantStep, $"{what}: cell gradient");
        Near.Equal(expectedGates, actualGates.Span, Tolerances.LstmVariantStep, $"{what}: gate gradient");
        AssertIntact(actualCell, actualGates);

        foreach (float[] target in withGateOutputGradient ? (float[][])[gates, extra] : [gates])
        {
            GuardedBuffer sameCell = new(dc), same = new(target);
            Kernels.LstmVariantBackward(
                target == gates ? same.Span : gates, kept, peepholes, previous, cell, dh, target == extra ? same.Span : extra,
                sameCell.Span, same.Span, rows, hiddenSize, variant);
            Near.SameBits(actualGates.Span, same.Span, $"{what}: gate gradient in place");
            Near.SameBits(actualCell.Span, sameCell.Span, $"{what}: cell gradient with a shared span");
            AssertIntact(sameCell, same);
        }
    }
}
