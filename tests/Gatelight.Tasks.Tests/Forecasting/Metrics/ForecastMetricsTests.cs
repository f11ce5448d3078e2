using Gatelight.Tasks.Forecasting.Metrics;

namespace Gatelight.Tasks.Tests.Forecasting.Metrics;

public sealed class ForecastMetricsTests
{
    [Fact]
    public void The_measures_are_what_a_hand_gives()
    {
        // Errors 2, -1, 4 of y = 10, 20, 40; training 1, 3, 2, 6 with a season of 2: |2-1|, |6-3| -> q = 2.
        var score = ForecastMetrics.Score([10, 20, 40], [8, 21, 36], [1, 3, 2, 6], season: 2);
        Assert.Equal(Math.Sqrt(21 / 3.0), score.Rmse, 1e-12);
        Assert.Equal(7 / 3.0, score.Mae, 1e-12);
        Assert.Equal(100 * (0.2 + 0.05 + 0.1) / 3, score.Mape, 1e-12);
        Assert.Equal(100 * (4 / 18.0 + 2 / 41.0 + 8 / 76.0) / 3, score.Smape, 1e-12);
        Assert.Equal(7 / 3.0 / 2, score.Mase, 1e-12);
    }

    [Fact]
    public void A_percentage_of_zero_does_not_exist()
    {
        Assert.True(double.IsNaN(ForecastMetrics.Mape([1, 0], [1, 1])));
        Assert.Equal(100, ForecastMetrics.Smape([0, 0], [0, 1]), 1e-12);
    }

    [Fact]
    public void The_seasonal_naive_forecast_of_the_training_rows_scores_one()
    {
        double[] x = [3, 1, 4, 1, 5, 9, 2, 6];
        Assert.Equal(1, ForecastMetrics.Mase(x.AsSpan(2), x.AsSpan(0, 6), x, 2), 1e-12);
    }

    [Fact]
    public void Short_and_constant_training_rows_are_scaled_as_stated()
    {
        Assert.Equal(2, ForecastMetrics.Mase([5], [3], [1, 2], 12), 1e-12);
        Assert.True(double.IsNaN(ForecastMetrics.Mase([5], [3], [1], 12)));
        Assert.True(double.IsNaN(ForecastMetrics.Mase([5], [3], [1, 1, 1], 1)));
    }

    [Fact]
    public void Coverage_counts_the_ends()
    {
        Assert.Equal(0.75, ForecastMetrics.Coverage([1, 2, 3, 4], [1, 0, 0, 5], [2, 2, 3, 6]), 1e-12);
    }

    [Fact]
    public void Lengths_that_differ_and_nothing_at_all_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ForecastMetrics.Rmse([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => ForecastMetrics.Mae([], []));
    }
}
