using Gatelight.Losses;

namespace Gatelight.Tests.Losses;

public sealed class MeanAbsoluteErrorTests : LossConformance
{
    public override Loss Loss => new MeanAbsoluteError();

    protected override HandWorked[] ByHand => [new([3], [1], 2), new([-1], [0.5], 1.5), new([2], [2], 0)];

    [Fact]
    public void TheSlopeAtNoErrorIsZero()
    {
        double[] gradient = [1];
        Loss.Evaluate<double>([2], [2], gradient);
        Assert.Equal(0, gradient[0]);
    }
}
