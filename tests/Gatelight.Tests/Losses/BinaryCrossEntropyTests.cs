using Gatelight.Data;
using Gatelight.Losses;

namespace Gatelight.Tests.Losses;

public sealed class BinaryCrossEntropyTests : LossConformance
{
    public override Loss Loss => new BinaryCrossEntropy();

    // ln(1 + e^-½), ln(1 + e⁻²), and half of ln(1 + e²) + ln(1 + e⁻²) for a target of ½.
    protected override HandWorked[] ByHand =>
    [
        new([0.5], [1], 0.4740769841801067),
        new([-2], [0], 0.1269280110429726),
        new([2], [0.5], (0.1269280110429726 + 2.1269280110429726) / 2),
    ];

    protected override double[] RandomTarget(SeededRandom random) => [random.NextUniform()];

    [Theory]
    [InlineData(1000, 1, 0, 0)]
    [InlineData(-1000, 1, 1000, -1)]
    [InlineData(1000, 0, 1000, 1)]
    [InlineData(-1000, 0, 0, 0)]
    public void HugeLogitsDoNotOverflow(double logit, double target, double expected, double slope)
    {
        double[] gradient = new double[1];
        Assert.Equal(expected, Loss.Evaluate<double>([logit], [target], gradient), Tolerances.Exact);
        Assert.Equal(slope, gradient[0], Tolerances.Exact);
    }

    [Fact]
    public void ProbabilitiesAreSigmoids()
    {
        double[] values = [0, Math.Log(3), -1000, 1000];
        new BinaryCrossEntropy().Probabilities<double>(values, values);
        Assert.Equal(0.5, values[0], Tolerances.Exact);
        Assert.Equal(0.75, values[1], Tolerances.Exact);
        Assert.Equal([0, 1], values[2..]);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void ATargetThatIsNoProbabilityIsRefused(double target)
    {
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => Loss.Evaluate<double>([1, 1], [0, target], []));
        Assert.StartsWith("Target 1 is ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void AWeightThatIsNotAboveZeroIsRefused(double weight) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BinaryCrossEntropy { PositiveWeight = weight });
}
