using Gatelight.Losses;

namespace Gatelight.Tests.Losses;

/// <summary>What every loss promises: the test body. A subclass brings the loss and values worked out by hand.</summary>
public abstract class LossConformance
{
    private const double Step = 1e-6;
    private const int Count = 40;

    /// <summary>The loss under test.</summary>
    public abstract Loss Loss { get; }

    /// <summary>Outputs and targets whose loss was worked out by hand.</summary>
    protected abstract HandWorked[] ByHand { get; }

    /// <summary>The values of a sound target.</summary>
    protected virtual double[] RandomTarget(SeededRandom random) => GradientCheck.Normals(random, Loss.ValuesPerTarget);

    [Fact]
    public void ValuesAreThoseWorkedOutByHand()
    {
        foreach (HandWorked each in ByHand)
            Assert.Equal(each.Loss / each.Weight, Loss.Evaluate<double>(each.Outputs, each.Target, []), Tolerances.Exact);
        double[] outputs = [.. ByHand.SelectMany(each => each.Outputs)];
        double[] targets = [.. ByHand.SelectMany(each => each.Target)];
        double total = ByHand.Sum(each => each.Weight);
        Assert.Equal(total, Loss.TotalWeight<double>(targets, []), Tolerances.Exact);
        Assert.Equal(ByHand.Sum(each => each.Loss) / total, Loss.Evaluate<double>(outputs, targets, []), Tolerances.Exact);
        double[] weights = [.. ByHand.Select((_, n) => n + 0.5)];
        double weighted = ByHand.Select((each, n) => each.Weight * weights[n]).Sum();
        Assert.Equal(weighted, Loss.TotalWeight<double>(targets, weights), Tolerances.Exact);
        Assert.Equal(ByHand.Select((each, n) => each.Loss * weights[n]).Sum() / weighted, Loss.Evaluate<double>(outputs, targets, [], weights), Tolerances.Exact);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void GradientsEqualCentralDifferences(bool weighted)
    {
        (double[] outputs, double[] targets) = Random(5);
        double[] weights = weighted ? [.. Enumerable.Range(0, Count).Select(n => n % 3 * 0.75)] : [];
        double[] gradient = new double[outputs.Length];
        double loss = Loss.Evaluate<double>(outputs, targets, gradient, weights);
        Assert.Equal(loss, Loss.Evaluate<double>(outputs, targets, [], weights));
        Assert.Contains(gradient, slope => slope != 0);
        for (int n = 0; n < outputs.Length; n++)
        {
            double at = outputs[n];
            outputs[n] = at + Step;
            double above = Loss.Evaluate<double>(outputs, targets, [], weights);
            outputs[n] = at - Step;
            double below = Loss.Evaluate<double>(outputs, targets, [], weights);
            outputs[n] = at;
            Assert.Equal((above - below) / (2 * Step), gradient[n], Tolerances.Gradient);
        }
    }

    [Fact]
    public void FloatFollowsDouble()
    {
        (double[] outputs, double[] targets) = Random(6);
        float[] singles = [.. outputs.Select(value => (float)value)];
        float[] singleTargets = [.. targets.Select(value => (float)value)];
        double[] expected = new double[outputs.Length];
        float[] gradient = new float[outputs.Length];
        double loss = Loss.Evaluate<double>([.. singles.Select(value => (double)value)], [.. singleTargets.Select(value => (double)value)], expected);
        Assert.Equal(loss, Loss.Evaluate<float>(singles, singleTargets, gradient), Tolerances.SinglePrecision * Math.Max(1, loss));
        for (int n = 0; n < gradient.Length; n++)
            Assert.Equal(expected[n], gradient[n], Tolerances.SinglePrecision);
    }

    [Fact]
    public void ATargetOfWeightZeroIsNotLookedAt()
    {
        (double[] outputs, double[] targets) = Random(7);
        int each = Loss.OutputsPerTarget;
        double expected = Loss.Evaluate<double>(outputs.AsSpan(0, each), targets.AsSpan(0, Loss.ValuesPerTarget), []);
        outputs.AsSpan(each).Fill(double.NaN);
        targets.AsSpan(Loss.ValuesPerTarget).Fill(double.NaN);
        double[] weights = new double[Count];
        weights[0] = 3;
        double[] gradient = [.. Enumerable.Repeat(-77.0, outputs.Length)];
        Assert.Equal(expected, Loss.Evaluate<double>(outputs, targets, gradient, weights), Tolerances.Exact);
        Assert.DoesNotContain(-77.0, gradient);
        Assert.All(gradient[each..], slope => Assert.Equal(0, slope));
        Assert.Equal(0, Loss.Evaluate<double>(outputs, targets, gradient, new double[Count]));
        Assert.All(gradient, slope => Assert.Equal(0, slope));
    }

    [Fact]
    public void NaNIsPassedOnToTheLossAndTheGradient()
    {
        SeededRandom random = new(8);
        double[] outputs = [.. Enumerable.Repeat(1.0, 2 * Loss.OutputsPerTarget)];
        double[] targets = [.. RandomTarget(random), .. RandomTarget(random)];
        double[] gradient = new double[outputs.Length];
        outputs[0] = double.NaN;
        Assert.True(double.IsNaN(Loss.Evaluate<double>(outputs, targets, gradient)));
        Assert.True(double.IsNaN(gradient[0]));
        Assert.True(double.IsFinite(gradient[^1]));
    }

    [Fact]
    public void LengthsThatDoNotMeetAreRefused()
    {
        int outputs = Loss.OutputsPerTarget;
        double[] target = RandomTarget(new SeededRandom(9));
        Assert.Throws<ArgumentException>(() => Loss.Evaluate<double>(new double[outputs + 1], target, []));
        Assert.Throws<ArgumentException>(() => Loss.Evaluate<double>(new double[outputs], target, new double[outputs + 1]));
        Assert.Throws<ArgumentException>(() => Loss.Evaluate<double>(new double[outputs], target, [], [1, 1]));
        Assert.Equal(0, Loss.Evaluate<double>([], [], []));
    }

    private (double[] Outputs, double[] Targets) Random(ulong seed)
    {
        SeededRandom random = new(seed);
        double[] outputs = GradientCheck.Normals(random, Count * Loss.OutputsPerTarget);
        return (outputs, [.. Enumerable.Range(0, Count).SelectMany(_ => RandomTarget(random))]);
    }
}
