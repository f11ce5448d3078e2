namespace Gatelight.Explain.Tests;

public class AttributionTests
{
    [Theory]
    [InlineData(0.0, false)]
    [InlineData(0.09, false)]
    [InlineData(0.11, true)]
    [InlineData(-0.11, true)]
    [InlineData(double.NaN, true)]
    public void A_gap_above_a_hundredth_of_the_difference_is_flagged(double gap, bool flagged)
    {
        // Prediction 15, baseline 5: the contributions should add up to 10, and 0.1 may be left over.
        Attribution answer = Of(values: [4, 6 - gap], prediction: 15, baseline: 5);
        Assert.Equal(gap, answer.CompletenessGap, 1e-12);
        Assert.Equal(flagged, answer.IsGapTooLarge);
        Assert.False((answer with { IsAdditive = false }).IsGapTooLarge);
    }

    [Theory]
    [InlineData(0.9, false)]
    [InlineData(1.1, true)]
    public void Where_nothing_changed_a_ten_thousandth_of_the_answer_is_rounding(double gap, bool flagged) =>
        Assert.Equal(flagged, Of(values: [1, -1 - gap], prediction: 10_000, baseline: 10_000).IsGapTooLarge);

    [Fact]
    public void The_mean_of_attributions_is_taken_value_by_value()
    {
        Attribution mean = Attribution.Mean([Of([1, 2], 10, 4), Of([3, 8], 20, 6)]);
        Assert.Equal([2, 5], mean.Values.Cast<double>());
        Assert.Equal((15, 5, 14), (mean.Prediction, mean.BaselinePrediction, mean.Passes));
        Assert.Equal(mean.Prediction - mean.BaselinePrediction - mean.Sum, mean.CompletenessGap);
    }

    [Fact]
    public void Attributions_of_other_methods_or_shapes_have_no_mean()
    {
        Attribution one = Of([1, 2], 3, 0);
        Assert.Throws<ArgumentException>(() => Attribution.Mean([one, one with { Method = "other" }]));
        Assert.Throws<ArgumentException>(() => Attribution.Mean([one, one with { Values = new double[1, 2] }]));
    }

    private static Attribution Of(double[] values, double prediction, double baseline) =>
        new("method", new double[,] { { values[0] }, { values[1] } }, prediction, baseline, IsAdditive: true, Passes: 7);

    [Fact]
    public void The_mean_of_sampled_maps_keeps_their_errors_and_warnings()
    {
        Attribution Part(double error, string warning) =>
            new("m", new double[,] { { 1 } }, 1, 0, IsAdditive: true, 1) { StandardErrors = new double[,] { { error } }, Warnings = [warning, "both"] };
        Attribution mean = Attribution.Mean([Part(3, "one"), Part(4, "two")]);
        Assert.Equal(2.5, mean.StandardErrors![0, 0]); // √(9 + 16)/2
        Assert.Equal(["one", "both", "two"], mean.Warnings);
        Assert.Null(Attribution.Mean([Part(3, "one"), Part(4, "two") with { StandardErrors = null }]).StandardErrors);
    }
}
