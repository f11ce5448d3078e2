using Gatelight.Losses;

namespace Gatelight.Tests.Losses;

public sealed class MeanSquaredErrorTests : LossConformance
{
    public override Loss Loss => new MeanSquaredError();

    protected override HandWorked[] ByHand => [new([3], [1], 4), new([-1], [0.5], 2.25), new([2], [2], 0)];
}
