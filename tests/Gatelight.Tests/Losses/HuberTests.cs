using Gatelight.Losses;

namespace Gatelight.Tests.Losses;

public sealed class HuberTests : LossConformance
{
    public override Loss Loss => new Huber(0.5);

    // Inside: e²/2. Outside: 0.5 (|e| - 0.25).
    protected override HandWorked[] ByHand => [new([1.4], [1], 0.08), new([3], [1], 0.875), new([-1], [1], 0.875), new([1.5], [1], 0.125)];

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void ADeltaThatIsNotAboveZeroIsRefused(double delta) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Huber(delta));
}
