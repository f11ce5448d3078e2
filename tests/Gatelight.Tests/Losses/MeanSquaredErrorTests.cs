using Gatelight.Losses;

namespace Gatelight.Tests.Losses;

public sealed class MeanSquaredErrorTests : LossConformance
{
    public override Loss Loss => new MeanSquaredError();

    protected override (double[] Outputs, double Target, double Loss)[] ByHand => [([3], 1, 4), ([-1], 0.5, 2.25), ([2], 2, 0)];
}
