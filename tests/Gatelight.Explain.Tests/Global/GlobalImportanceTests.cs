namespace Gatelight.Explain.Tests;

public class GlobalImportanceTests
{
    private static readonly Attribution[] Maps = [Of(1, -2, 3, 4), Of(-5, 2, 1, 0), Of(0, 0, -1, 6)];

    [Fact]
    public void Sizes_are_averaged_by_feature_lag_and_cell()
    {
        GlobalImportance summary = GlobalImportance.Of(Maps);
        // Feature 0: 4, 6, 1; feature 1: 6, 2, 6. Lag 0 is the second step: 7, 1, 7; lag 1: 3, 7, 0.
        Assert.Equal([11 / 3.0, 14 / 3.0], summary.Features.Select(feature => feature.Mean));
        Assert.Equal([5, 10 / 3.0], summary.Lags.Select(lag => lag.Mean));
        Assert.Equal(2, summary.Cells[0, 0].Mean);
        Assert.Equal(3, summary.Count);
        // 4, 6, 1 about 11/3: squares 1/9 + 49/9 + 64/9 = 114/9, over 2 and 3.
        Assert.Equal(Math.Sqrt(114 / 9.0 / 6), summary.Features[0].StandardError, Tolerances.Exact);
        Assert.Equal(0, GlobalImportance.Of(Maps[..1]).Features[0].StandardError);
    }

    [Fact]
    public void Groups_come_in_the_order_in_which_they_appear()
    {
        IReadOnlyList<GroupImportance> groups = GlobalImportance.ByGroup(Maps, ["winter", "summer", "winter"]);
        Assert.Equal(["winter", "summer"], groups.Select(group => group.Group));
        Assert.Equal([2, 1], groups.Select(group => group.Importance.Count));
        Assert.Equal(2.5, groups[0].Importance.Features[0].Mean);
    }

    [Fact]
    public void A_beeswarm_lays_values_beside_contributions()
    {
        IReadOnlyList<IReadOnlyList<BeeswarmPoint>> points = Beeswarm.Points(Maps[..2], [[10, 11, 12, 13], [20, 21, 22, 23]]);
        Assert.Equal(2, points.Count);
        Assert.Equal([new(0, 1, 0, 13, 4), new(0, 1, 1, 11, -2), new(1, 1, 0, 23, 0), new(1, 1, 1, 21, 2)], points[1]);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Refused(() => GlobalImportance.Of([]), "no map");
        Refused(() => GlobalImportance.Of([Maps[0], Maps[1] with { Method = "other" }]), "Map 1 is other");
        Refused(() => GlobalImportance.ByGroup(Maps, ["a"]), "as many groups, not 1");
        Refused(() => Beeswarm.Points(Maps, [[1, 2, 3, 4]]), "as many inputs");
    }

    private static void Refused(Func<object> ask, string expected) =>
        Assert.Contains(expected, Assert.Throws<ExplanationException>(ask).Message, StringComparison.Ordinal);

    private static Attribution Of(double a, double b, double c, double d) => new("m", new double[,] { { a, b }, { c, d } }, 1, 0, IsAdditive: true, 1);
}
