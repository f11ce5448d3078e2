namespace Gatelight.Kernels.Tests;

public abstract partial class KernelConformance
{
    [Theory]
    [MemberData(nameof(FirstHiddenSizes))]
    public void The_sLSTM_matches_the_oracle(int firstHiddenSize)
    {
        for (int hiddenSize = firstHiddenSize; hiddenSize < firstHiddenSize + 10; hiddenSize++)
        {
            foreach (bool exponential in (bool[])[false, true])
            {
                AssertSLstm(hiddenSize % 4, hiddenSize, exponential, withStabilizerGradient: false);
                AssertSLstm(hiddenSize % 4, hiddenSize, exponential, withStabilizerGradient: true);
            }
        }
    }

    [Fact]
    public void An_sLSTM_starts_from_zeros_and_survives_gates_that_would_overflow()
    {
        // H = 4; input gates e⁻³⁰⁰, e³⁰⁰, 1, 1: on an empty memory each gives h = σ(0)·tanh(1).
        float[] gates = [-300, 300, 0, 0, 50, 50, 50, -50, 1, 1, 1, 1, 0, 0, 0, 0];
        float[] cell = new float[4], normalizer = new float[4], stabilizer = new float[4], hidden = new float[4];
        Kernels.SLstmForward(gates, cell, normalizer, stabilizer, cell, normalizer, stabilizer, hidden, 1, 4, exponentialForgetGate: true);
        Assert.All(hidden, h => Assert.Equal(0.5 * Math.Tanh(1), h, 1e-6));
        Assert.Equal([1f, 1, 1, 1], normalizer);
        Assert.Equal([-300f, 300, 0, 0], stabilizer);

        // The second step with g = 0 and forget gate 1: h is halved where both inputs count alike, and new input of e³⁰⁰ drives out the old.
        gates = [-300, 300, 0, 300, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        Kernels.SLstmForward(gates, cell, normalizer, stabilizer, cell, normalizer, stabilizer, hidden, 1, 4, exponentialForgetGate: true);
        for (int unit = 0; unit < 3; unit++)
            Assert.Equal(0.25 * Math.Tanh(1), hidden[unit], 1e-6);
        Assert.Equal(0, hidden[3], 1e-6);
    }

    [Fact]
    public void A_NaN_passes_an_sLSTM_and_stays_in_its_own_unit()
    {
        for (int block = 0; block < 4; block++)
        {
            float[] gates = new float[12], cell = [1, 1, 1], normalizer = [2, 2, 2], stabilizer = [0, 0, 0], hidden = new float[3];
            gates[block * 3 + 1] = float.NaN;
            Kernels.SLstmForward(gates, cell, normalizer, stabilizer, cell, normalizer, stabilizer, hidden, 1, 3, exponentialForgetGate: false);
            Assert.Equal([false, true, false], hidden.Select(float.IsNaN));
        }
    }

    private void AssertSLstm(int rows, int hiddenSize, bool exponential, bool withStabilizerGradient)
    {
        int units = rows * hiddenSize;
        var random = new Random(1000 * hiddenSize + rows);
        float[] z = Samples.Uniform(random, 4 * units, 3), previous = Samples.Uniform(random, units), stabilizerPrevious = Samples.Uniform(random, units, 2);
        float[] normalizerPrevious = Array.ConvertAll(Samples.Uniform(random, units), value => value + 2);
        double[] expectedGates = Samples.Widen(z), expectedCell = new double[units], expectedNormalizer = new double[units];
        double[] expectedStabilizer = new double[units], expectedHidden = new double[units];
        Oracle.SLstmForward(
            expectedGates, Samples.Widen(previous), Samples.Widen(normalizerPrevious), Samples.Widen(stabilizerPrevious),
            expectedCell, expectedNormalizer, expectedStabilizer, expectedHidden, rows, hiddenSize, exponential);

        GuardedBuffer gates = new(z), cell = new(previous), normalizer = new(normalizerPrevious), stabilizer = new(stabilizerPrevious), hidden = new(units);
        Kernels.SLstmForward(
            gates.Span, cell.Span, normalizer.Span, stabilizer.Span, cell.Span, normalizer.Span, stabilizer.Span, hidden.Span, rows, hiddenSize, exponential);
        string what = $"[{rows}, {hiddenSize}], exponential {exponential}";
        Near.Equal(expectedGates, gates.Span, Tolerances.SLstmStep, $"{what}: gates");
        Near.Equal(expectedCell, cell.Span, Tolerances.SLstmStep, $"{what}: cell");
        Near.Equal(expectedNormalizer, normalizer.Span, Tolerances.SLstmStep, $"{what}: normalizer");
        Near.Equal(expectedStabilizer, stabilizer.Span, Tolerances.SLstmStep, $"{what}: stabilizer");
        Near.Equal(expectedHidden, hidden.Span, Tolerances.SLstmStep, $"{what}: hidden");
        AssertIntact(gates, cell, normalizer, stabilizer, hidden);

        float[] dh = Samples.Uniform(random, units), dc = Samples.Uniform(random, units), dn = Samples.Uniform(random, units), dm = Samples.Uniform(random, withStabilizerGradient ? units : 0);
        double[] expectedCellGradient = Samples.Widen(dc), expectedNormalizerGradient = Samples.Widen(dn), expectedStabilizerGradient = Samples.Widen(dm), expectedGradient = new double[4 * units];
        Oracle.SLstmBackward(
            expectedGates, Samples.Widen(previous), Samples.Widen(normalizerPrevious), Samples.Widen(stabilizerPrevious),
            expectedCell, expectedNormalizer, expectedStabilizer, Samples.Widen(dh), expectedCellGradient, expectedNormalizerGradient,
            expectedStabilizerGradient, expectedGradient, rows, hiddenSize, exponential);
        GuardedBuffer cellGradient = new(dc), normalizerGradient = new(dn), stabilizerGradient = new(dm);
        Kernels.SLstmBackward(
            gates.Span, previous, normalizerPrevious, stabilizerPrevious, cell.Span, normalizer.Span, stabilizer.Span, dh,
            cellGradient.Span, normalizerGradient.Span, stabilizerGradient.Span, gates.Span, rows, hiddenSize, exponential);
        Near.Equal(expectedGradient, gates.Span, Tolerances.SLstmStep, $"{what}: gate gradient");
        Near.Equal(expectedCellGradient, cellGradient.Span, Tolerances.SLstmStep, $"{what}: cell gradient");
        Near.Equal(expectedNormalizerGradient, normalizerGradient.Span, Tolerances.SLstmStep, $"{what}: normalizer gradient");
        Near.Equal(expectedStabilizerGradient, stabilizerGradient.Span, 2 * Tolerances.SLstmStep, $"{what}: stabilizer gradient");
        AssertIntact(gates, cellGradient, normalizerGradient, stabilizerGradient);
    }
}
