using Gatelight.Losses;

namespace Gatelight.Tests.Losses;

/// <summary>What every loss promises: the test body. A subclass brings the loss and values worked out by hand.</summary>
public abstract class LossConformance
{
    private const double Step = 1e-6;

    /// <summary>The loss under test.</summary>
    public abstract Loss Loss { get; }

    /// <summary>Outputs and a target whose loss was worked out by hand.</summary>
    protected abstract (double[] Outputs, double Target, double Loss)[] ByHand { get; }

    [Fact]
    public void ValuesAreThoseWorkedOutByHand()
    {
        foreach ((double[] outputs, double target, double expected) in ByHand)
            Assert.Equal(expected, Loss.Evaluate<double>(outputs, [target], []), Tolerances.Exact);
        double[] all = [.. ByHand.SelectMany(each => each.Outputs)];
        double[] targets = [.. ByHand.Select(each => each.Target)];
        Assert.Equal(ByHand.Average(each => each.Loss), Loss.Evaluate<double>(all, targets, []), Tolerances.Exact);
    }

    [Fact]
    public void GradientsEqualCentralDifferences()
    {
        SeededRandom random = new(5);
        double[] outputs = GradientCheck.Normals(random, 40 * Loss.OutputsPerTarget);
        double[] targets = GradientCheck.Normals(random, 40);
        double[] gradient = new double[outputs.Length];
        Loss.Evaluate<double>(outputs, targets, gradient);
        Assert.Contains(gradient, slope => slope != 0);
        for (int n = 0; n < outputs.Length; n++)
        {
            double at = outputs[n];
            outputs[n] = at + Step;
            double above = Loss.Evaluate<double>(outputs, targets, []);
            outputs[n] = at - Step;
            double below = Loss.Evaluate<double>(outputs, targets, []);
            outputs[n] = at;
            Assert.Equal((above - below) / (2 * Step), gradient[n], Tolerances.Gradient);
        }
    }

    [Fact]
    public void NaNIsPassedOnToTheLossAndTheGradient()
    {
        double[] outputs = [.. Enumerable.Repeat(1.0, 2 * Loss.OutputsPerTarget)];
        double[] gradient = new double[outputs.Length];
        outputs[0] = double.NaN;
        Assert.True(double.IsNaN(Loss.Evaluate<double>(outputs, [0, 0], gradient)));
        Assert.True(double.IsNaN(gradient[0]));
        Assert.True(double.IsFinite(gradient[^1]));
    }

    [Fact]
    public void LengthsThatDoNotMeetAreRefused()
    {
        Assert.Throws<ArgumentException>(() => Loss.Evaluate<double>(new double[Loss.OutputsPerTarget + 1], [0], []));
        Assert.Throws<ArgumentException>(() => Loss.Evaluate<double>(new double[Loss.OutputsPerTarget], [0], new double[Loss.OutputsPerTarget + 1]));
        Assert.Equal(0, Loss.Evaluate<double>([], [], []));
    }
}
