using Gatelight.Losses;

namespace Gatelight.Tests.Losses;

public sealed class QuantileLossTests : LossConformance
{
    public override Loss Loss => new QuantileLoss([0.1, 0.5, 0.9]);

    // y = 2: 0.1·1 + 0.5·0 + 0.1·2 over 3; y = 0: 0.9·1 + 0.5·2 + 0.1·4 over 3.
    protected override HandWorked[] ByHand => [new([1, 2, 4], [2], 0.1), new([1, 2, 4], [0], 2.3 / 3)];

    [Fact]
    public void TheSlopeAtTheTargetIsZeroAndThePointForecastIsTheMedian()
    {
        double[] gradient = [1, 1, 1];
        Loss.Evaluate<double>([1, 2, 4], [2], gradient);
        Assert.Equal([-0.1 / 3, 0, 0.1 / 3], gradient.Select(slope => Math.Round(slope, 15)), new Near());
        Assert.Equal(2, new QuantileLoss([0.1, 0.5, 0.9]).PointForecast([1, 2, 4]));
    }

    [Fact]
    public void LevelsThatDoNotAscendInsideZeroAndOneAreRefused()
    {
        foreach (double[] levels in new double[][] { [], [0.1, 0.9], [0.5, 0.1], [0, 0.5], [0.5, 1], [0.5, 0.5], [0.5, double.NaN] })
            Assert.Throws<ArgumentException>(() => new QuantileLoss(levels));
    }

    private sealed class Near : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= Tolerances.Exact;

        public int GetHashCode(double obj) => 0;
    }
}
