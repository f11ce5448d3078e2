namespace Gatelight.Kernels.Tests;

public abstract partial class KernelConformance
{
    public static TheoryData<int> HiddenSizes => [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 64, 100, 257];

    [Theory]
    [MemberData(nameof(HiddenSizes))]
    public void The_LSTM_step_matches_the_oracle(int hiddenSize)
    {
        for (int rows = 0; rows <= 5; rows++)
        {
            var random = new Random(1000 * hiddenSize + rows);
            float[] z = Samples.Uniform(random, rows * 4 * hiddenSize, 5), previous = Samples.Uniform(random, rows * hiddenSize, 2);
            double[] expectedGates = Samples.Widen(z), expectedCell = new double[previous.Length], expectedHidden = new double[previous.Length];
            Oracle.LstmForward(expectedGates, Samples.Widen(previous), expectedCell, expectedHidden, rows, hiddenSize);

            GuardedBuffer gates = new(z), cell = new(previous.Length), hidden = new(previous.Length);
            Kernels.LstmForward(gates.Span, previous, cell.Span, hidden.Span, rows, hiddenSize);
            Near.Equal(expectedGates, gates.Span, Tolerances.LstmStep, "gates");
            Near.Equal(expectedCell, cell.Span, Tolerances.LstmStep, "cell");
            Near.Equal(expectedHidden, hidden.Span, Tolerances.LstmStep, "hidden");
            AssertIntact(gates, cell, hidden);

            GuardedBuffer sameGates = new(z), sameCell = new(previous), sameHidden = new(previous.Length);
            Kernels.LstmForward(sameGates.Span, sameCell.Span, sameCell.Span, sameHidden.Span, rows, hiddenSize);
            Near.SameBits(cell.Span, sameCell.Span, "cell over the cell of the step before");
            Near.SameBits(hidden.Span, sameHidden.Span, "hidden with a shared cell");
            AssertIntact(sameGates, sameCell, sameHidden);
        }
    }

    [Theory]
    [MemberData(nameof(HiddenSizes))]
    public void The_LSTM_backward_step_matches_the_oracle(int hiddenSize)
    {
        for (int rows = 0; rows <= 5; rows++)
        {
            var random = new Random(1000 * hiddenSize + rows);
            int units = rows * hiddenSize;
            float[] gates = Samples.Uniform(random, 4 * units), previous = Samples.Uniform(random, units, 2), cell = Samples.Uniform(random, units, 2);
            float[] hiddenGradient = Samples.Uniform(random, units), cellGradient = Samples.Uniform(random, units);
            double[] expectedCell = Samples.Widen(cellGradient), expectedGates = new double[4 * units];
            Oracle.LstmBackward(
                Samples.Widen(gates), Samples.Widen(previous), Samples.Widen(cell), Samples.Widen(hiddenGradient), expectedCell, expectedGates, rows, hiddenSize);

            GuardedBuffer actualCell = new(cellGradient), actualGates = new(4 * units);
            Kernels.LstmBackward(gates, previous, cell, hiddenGradient, actualCell.Span, actualGates.Span, rows, hiddenSize);
            Near.Equal(expectedCell, actualCell.Span, Tolerances.LstmStep, "cell gradient");
            Near.Equal(expectedGates, actualGates.Span, Tolerances.LstmStep, "gate gradient");
            AssertIntact(actualCell, actualGates);

            GuardedBuffer sameCell = new(cellGradient), sameGates = new(gates);
            Kernels.LstmBackward(sameGates.Span, previous, cell, hiddenGradient, sameCell.Span, sameGates.Span, rows, hiddenSize);
            Near.SameBits(actualGates.Span, sameGates.Span, "gate gradient over the gates");
            Near.SameBits(actualCell.Span, sameCell.Span, "cell gradient with shared gates");
            AssertIntact(sameCell, sameGates);
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(33)]
    public void An_LSTM_row_does_not_depend_on_the_other_rows(int hiddenSize)
    {
        const int Rows = 9;
        KernelSet<float> kernels = Kernels;
        var random = new Random(41);
        float[] gates = Samples.Uniform(random, Rows * 4 * hiddenSize, 5), alone = [.. gates];
        float[] previous = Samples.Uniform(random, Rows * hiddenSize), cell = new float[previous.Length], hidden = new float[previous.Length];
        float[] aloneCell = new float[previous.Length], aloneHidden = new float[previous.Length];
        kernels.LstmForward(gates, previous, cell, hidden, Rows, hiddenSize);
        for (int row = 0; row < Rows; row++)
        {
            int at = row * hiddenSize;
            kernels.LstmForward(
                alone.AsSpan(4 * at, 4 * hiddenSize), previous.AsSpan(at, hiddenSize), aloneCell.AsSpan(at, hiddenSize), aloneHidden.AsSpan(at, hiddenSize), 1, hiddenSize);
        }

        Near.SameBits(gates, alone, "gates");
        Near.SameBits(cell, aloneCell, "cell");
        Near.SameBits(hidden, aloneHidden, "hidden");
    }

    [Fact]
    public void A_NaN_or_a_saturated_gate_stays_in_its_own_unit()
    {
        // Gate order i, f, g, o; H = 3: unit 0 holds a NaN, unit 1 infinities, unit 2 plain numbers.
        float[] gates = [0, float.PositiveInfinity, 0, 0, float.NegativeInfinity, 0, 0, float.PositiveInfinity, 0, float.NaN, float.PositiveInfinity, 0];
        float[] cell = new float[3], hidden = new float[3];
        Kernels.LstmForward(gates, [1, 1, 1], cell, hidden, 1, 3);
        Assert.Equal([0.5f, 1, 0.5f], cell);
        Assert.True(float.IsNaN(hidden[0]));
        Assert.Equal(Math.Tanh(1), hidden[1], 6);
        Assert.Equal(0.5 * Math.Tanh(0.5), hidden[2], 6);
    }

    private static void AssertIntact(params ReadOnlySpan<GuardedBuffer> buffers)
    {
        foreach (GuardedBuffer buffer in buffers)
            buffer.AssertIntact();
    }
}
