using Gatelight.Losses;

namespace Gatelight.Tests.Losses;

/// <summary>What the cross-entropies of exclusive classes promise beyond <see cref="LossConformance"/>.</summary>
public abstract class CrossEntropyConformance : LossConformance
{
    /// <summary>ln(e + e² + e³) = 3 + ln(1 + e⁻¹ + e⁻²): the normaliser of the logits 1, 2, 3 of the values worked out by hand.</summary>
    protected const double Normaliser = 3.4076059644443806;

    private CrossEntropy CrossEntropy => (CrossEntropy)Loss;

    [Fact]
    public void HugeLogitsNeitherOverflowNorLoseTheLoss()
    {
        double[] gradient = new double[3];
        double[] logits = [1, 2, 3];
        foreach (HandWorked each in ByHand)
        {
            double expected = Loss.Evaluate<double>(logits, each.Target, []);
            Assert.Equal(expected, Loss.Evaluate<double>([1e9 + 1, 1e9 + 2, 1e9 + 3], each.Target, gradient), 1e-6); // rounding of 1e9 in double
            Assert.Equal(expected, Loss.Evaluate<double>([-1e9 + 1, -1e9 + 2, -1e9 + 3], each.Target, gradient), 1e-6);
            Assert.All(gradient, slope => Assert.True(double.IsFinite(slope)));
            Assert.Equal(0, gradient.Sum(), 1e-12);
        }
    }

    [Fact]
    public void ProbabilitiesAreTheSoftmaxOfEachRow()
    {
        double[] logits = [1, 2, 3, 1000, 0, -1000];
        CrossEntropy.Probabilities<double>(logits, logits);
        double[] expected = [Math.Exp(1 - Normaliser), Math.Exp(2 - Normaliser), Math.Exp(3 - Normaliser), 1, 0, 0];
        for (int n = 0; n < expected.Length; n++)
            Assert.Equal(expected[n], logits[n], Tolerances.Exact);
        Assert.Throws<ArgumentException>(() => CrossEntropy.Probabilities<double>(new double[4], new double[4]));
        Assert.Throws<ArgumentException>(() => CrossEntropy.Probabilities<double>(new double[3], new double[6]));
    }

    [Fact]
    public void OptionsOutsideTheirRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossEntropy with { LabelSmoothing = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossEntropy with { LabelSmoothing = -0.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossEntropy with { LabelSmoothing = double.NaN });
        foreach (double[] weights in new double[][] { [1, 1], [1, 1, -1], [1, 1, double.NaN], [1, 1, double.PositiveInfinity] })
            Assert.Throws<ArgumentException>(() => CrossEntropy with { ClassWeights = weights });
    }
}
