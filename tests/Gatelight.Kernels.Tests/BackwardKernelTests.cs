using Gatelight.Kernels.Reference;

namespace Gatelight.Kernels.Tests;

/// <summary>Every backward kernel of the reference, in double, against central differences of its forward kernel.</summary>
public sealed class BackwardKernelTests
{
    private const int Rows = 3;
    private const int Hidden = 4;
    private const int Units = Rows * Hidden;

    private readonly Random _random = new(7);

    private static ReferenceKernels<double> Kernels => ReferenceKernels<double>.Instance;

    public static TheoryData<int> Lstms => [.. Enumerable.Range(0, SampleVariants.Lstms.Count + SampleVariants.UnusualLstms.Count)];

    public static TheoryData<int> Grus => [.. Enumerable.Range(0, SampleVariants.Grus.Count)];

    [Theory]
    [MemberData(nameof(Lstms))]
    public void An_LSTM_variant(int index)
    {
        LstmVariant variant = index < SampleVariants.Lstms.Count
            ? SampleVariants.Lstms[index]
            : SampleVariants.UnusualLstms[index - SampleVariants.Lstms.Count];
        int width = variant.Blocks * Hidden;
        double[] z = Sample(Rows * width), peepholes = Sample(variant.PeepholeBlocks * Hidden), previous = Sample(Units);
        double[] hiddenWeight = Sample(Units), cellWeight = Sample(Units), gateWeight = Sample(Rows * width);
        double[] gates = new double[z.Length], kept = new double[z.Length], cell = new double[Units], hidden = new double[Units];
        double Loss()
        {
            z.CopyTo(gates, 0);
            Kernels.LstmVariantForward(gates, peepholes, previous, cell, hidden, kept, Rows, Hidden, variant);
            return CentralDifference.Dot(hiddenWeight, hidden) + CentralDifference.Dot(cellWeight, cell) + CentralDifference.Dot(gateWeight, gates);
        }

        Loss();
        double[] cellGradient = [.. cellWeight], dz = new double[z.Length];
        Kernels.LstmVariantBackward(
            gates, variant.NeedsPreActivations ? kept : [], peepholes, previous, cell, hiddenWeight, gateWeight, cellGradient, dz, Rows, Hidden, variant);
        double[] peepholeGradient = new double[peepholes.Length];
        foreach ((int block, int peephole, double[] state) in ((int, int, double[])[])
            [(variant.InputBlock, variant.InputPeephole, previous), (variant.ForgetBlock, variant.ForgetPeephole, previous), (variant.OutputBlock, variant.OutputPeephole, [.. cell])])
        {
            if (peephole >= 0)
                Kernels.AddColumnProducts(dz.AsSpan(block * Hidden), width, state, Hidden, Rows, Hidden, peepholeGradient.AsSpan(peephole * Hidden, Hidden));
        }

        CentralDifference.AssertGradient(z, dz, Loss, $"{variant}: z");
        CentralDifference.AssertGradient(previous, cellGradient, Loss, $"{variant}: cell of the step before");
        CentralDifference.AssertGradient(peepholes, peepholeGradient, Loss, $"{variant}: peepholes");
    }

    [Theory]
    [MemberData(nameof(Grus))]
    public void A_GRU_that_resets_after_the_product(int index)
    {
        GruVariant variant = SampleVariants.Grus[index];
        double[] z = Sample(3 * Units), candidate = Sample(Units), previous = Sample(Units), weight = Sample(Units);
        double[] gates = new double[z.Length], kept = new double[z.Length], hidden = new double[Units];
        double Loss()
        {
            z.CopyTo(gates, 0);
            Kernels.GruForward(gates, candidate, previous, hidden, kept, Rows, Hidden, variant);
            return CentralDifference.Dot(weight, hidden);
        }

        Loss();
        double[] previousGradient = new double[Units], dz = new double[z.Length], recurrent = new double[z.Length], dCandidate = new double[Units];
        Kernels.GruBackward(
            gates, variant.NeedsPreActivations ? kept : [], candidate, previous, weight, previousGradient, dz, recurrent, Rows, Hidden, variant);
        for (int row = 0; row < Rows; row++)
        {
            int start = row * 3 * Hidden;
            Assert.Equal(dz.AsSpan(start, 2 * Hidden), recurrent.AsSpan(start, 2 * Hidden));
            recurrent.AsSpan(start + 2 * Hidden, Hidden).CopyTo(dCandidate.AsSpan(row * Hidden));
        }

        CentralDifference.AssertGradient(z, dz, Loss, $"{variant}: z");
        CentralDifference.AssertGradient(candidate, dCandidate, Loss, $"{variant}: recurrent candidate");
        CentralDifference.AssertGradient(previous, previousGradient, Loss, $"{variant}: hidden of the step before");
    }

    [Theory]
    [MemberData(nameof(Grus))]
    public void A_GRU_that_resets_before_the_product(int index)
    {
        GruVariant variant = SampleVariants.Grus[index];
        double[] z = Sample(3 * Units), previous = Sample(Units), weight = Sample(Units);
        double[] gates = new double[z.Length], kept = new double[z.Length], hidden = new double[Units], reset = new double[Units];
        double Loss()
        {
            z.CopyTo(gates, 0);
            Kernels.GruResetForward(gates, previous, reset, kept, Rows, Hidden, variant);
            AddToCandidate(gates, reset);
            Kernels.GruOutputForward(gates, previous, hidden, kept, Rows, Hidden, variant);
            return CentralDifference.Dot(weight, hidden);
        }

        Loss();
        double[] before = variant.NeedsPreActivations ? kept : [];
        double[] previousGradient = new double[Units], dz = [.. gates], resetGradient = new double[Units];
        Kernels.GruOutputBackward(gates, before, previous, weight, previousGradient, dz, Rows, Hidden, variant);
        for (int row = 0; row < Rows; row++)
            dz.AsSpan((row * 3 + 2) * Hidden, Hidden).CopyTo(resetGradient.AsSpan(row * Hidden));
        Kernels.GruResetBackward(gates, before, previous, resetGradient, previousGradient, dz, Rows, Hidden, variant);
        CentralDifference.AssertGradient(z, dz, Loss, $"{variant}: z");
        CentralDifference.AssertGradient(previous, previousGradient, Loss, $"{variant}: hidden of the step before");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void An_sLSTM_over_several_steps(bool exponentialForgetGate, bool givenState)
    {
        const int Steps = 4;
        double[] z = Sample(Steps * 4 * Units, 3), weight = Sample(Steps * Units);
        double[] cells = new double[(Steps + 1) * Units], normalizers = [.. cells], stabilizers = [.. cells];
        if (givenState)
        {
            Sample(Units).CopyTo(cells, 0);
            Array.ConvertAll(Sample(Units), value => value + 2.5).CopyTo(normalizers, 0);
            Sample(Units).CopyTo(stabilizers, 0);
        }

        double[] gates = new double[z.Length], hidden = new double[Steps * Units];
        double Loss()
        {
            z.CopyTo(gates, 0);
            for (int step = 0; step < Steps; step++)
            {
                Range before = (step * Units)..((step + 1) * Units), after = ((step + 1) * Units)..((step + 2) * Units);
                Kernels.SLstmForward(
                    gates.AsSpan(step * 4 * Units), cells.AsSpan(before), normalizers.AsSpan(before), stabilizers.AsSpan(before),
                    cells.AsSpan(after), normalizers.AsSpan(after), stabilizers.AsSpan(after), hidden.AsSpan(before), Rows, Hidden, exponentialForgetGate);
            }

            return CentralDifference.Dot(weight, hidden);
        }

        Loss();
        double[] cellGradient = new double[Units], normalizerGradient = new double[Units], dz = new double[z.Length];
        for (int step = Steps - 1; step >= 0; step--)
        {
            Range before = (step * Units)..((step + 1) * Units), after = ((step + 1) * Units)..((step + 2) * Units);
            Kernels.SLstmBackward(
                gates.AsSpan(step * 4 * Units), cells.AsSpan(before), normalizers.AsSpan(before), stabilizers.AsSpan(before),
                cells.AsSpan(after), normalizers.AsSpan(after), stabilizers.AsSpan(after), weight.AsSpan(before),
                cellGradient, normalizerGradient, [], dz.AsSpan(step * 4 * Units), Rows, Hidden, exponentialForgetGate);
        }

        CentralDifference.AssertGradient(z, dz, Loss, "z");
        if (givenState)
        {
            CentralDifference.AssertGradient(cells, [.. cellGradient, .. new double[Steps * Units]], Loss, "first cell");
            CentralDifference.AssertGradient(normalizers, [.. normalizerGradient, .. new double[Steps * Units]], Loss, "first normalizer");
        }
        else
        {
            Assert.Equal(new double[Units], cellGradient);
        }
    }

    [Fact]
    public void Activations_by_name()
    {
        foreach (ActivationFunction activation in SampleVariants.Activations)
        {
            // No sample lies within a step of a kink: the seed is fixed.
            double[] x = Sample(200, 4), weight = Sample(200), y = new double[200], dx = new double[200];
            Kernels.ActivateBackward(activation, x, weight, dx);
            double Loss()
            {
                Kernels.Activate(activation, x, y);
                return CentralDifference.Dot(weight, y);
            }

            CentralDifference.AssertGradient(x, dx, Loss, $"{activation}");
        }
    }

    [Fact]
    public void The_normalisation_of_rows()
    {
        double[] x = Sample(5 * 7), weight = Sample(5 * 7), gain = Sample(7), shift = Sample(7), normalized = new double[x.Length], inverse = new double[5];
        double[] y = new double[x.Length], dx = new double[x.Length];
        double Loss()
        {
            Kernels.NormalizeRows(x, gain, shift, normalized, inverse, y, 5, 0.01, accumulate: false);
            return CentralDifference.Dot(weight, y);
        }

        Loss();
        Kernels.NormalizeRowsBackward(weight, gain, normalized, inverse, dx, 5, accumulate: false);
        CentralDifference.AssertGradient(x, dx, Loss, "x");
    }

    [Fact]
    public void The_softmax_of_rows()
    {
        double[] x = Sample(5 * 7, 3), weight = Sample(5 * 7), y = new double[x.Length], dx = new double[x.Length];
        double Loss()
        {
            Kernels.SoftmaxRows(x, y, 5, 7);
            return CentralDifference.Dot(weight, y);
        }

        Loss();
        Kernels.SoftmaxRowsBackward(y, weight, dx, 5, 7);
        CentralDifference.AssertGradient(x, dx, Loss, "x");
    }

    private static void AddToCandidate(double[] gates, double[] values)
    {
        for (int n = 0; n < Units; n++)
            gates[(n / Hidden * 3 + 2) * Hidden + n % Hidden] += values[n];
    }

    private double[] Sample(int length, float scale = 1.5f) => Samples.Widen(Samples.Uniform(_random, length, scale));
}
