using Gatelight.Tasks.Forecasting.Baselines;
using Gatelight.Tasks.Forecasting.Metrics;

namespace Gatelight.Tasks.Tests.Forecasting.Baselines;

public sealed class NaiveBaselineTests
{
    public static TheoryData<IBaseline> All => [new LastValue(), new SeasonalNaive(), new SeasonalMedian(), new HoltWinters()];

    [Fact]
    public void The_last_value_repeats() =>
        Assert.Equal([3, 3, 3], new LastValue().Forecast([1, 2, 3], 12, 3));

    [Fact]
    public void Seasonal_naive_repeats_the_last_season_and_goes_round()
    {
        Assert.Equal([4, 5, 6, 4, 5], new SeasonalNaive().Forecast([1, 2, 3, 4, 5, 6], 3, 5));
        Assert.Equal([5, 5], new SeasonalNaive().Forecast([4, 5], 3, 2));
    }

    [Fact]
    public void Seasonal_median_takes_three_seasons_or_fewer()
    {
        Assert.Equal([2, 20, 2], new SeasonalMedian().Forecast([99, 99, 1, 10, 2, 20, 3, 30], 2, 3));
        Assert.Equal([1.5, 15], new SeasonalMedian().Forecast([1, 10, 2, 20], 2, 2));
        Assert.Equal([7, 8], new SeasonalMedian().Forecast([7, 8], 2, 2));
        Assert.Equal([7, 7], new SeasonalMedian().Forecast([7], 2, 2));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_baseline_answers_the_shortest_history_and_refuses_nonsense(IBaseline baseline)
    {
        Assert.NotEmpty(baseline.Name);
        for (int length = 1; length < 30; length++)
        {
            double[] history = [.. Enumerable.Range(0, length).Select(n => 5.0 + n % 4)];
            double[] forecast = baseline.Forecast(history, 4, 9);
            Assert.Equal(9, forecast.Length);
            Assert.All(forecast, value => Assert.InRange(value, -100, 100));
        }

        Assert.Throws<ArgumentException>(() => baseline.Forecast([], 12, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => baseline.Forecast([1], 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => baseline.Forecast([1], 1, 0));
    }

    [Fact]
    public void Seasonal_median_on_car_sales_has_the_known_one_step_error()
    {
        // 1,841 is the error published for this split: one step ahead over the last 12 of the 108 months.
        double[] sales = SeriesFile.Values("monthly-car-sales.csv");
        double[] forecast = [.. Enumerable.Range(sales.Length - 12, 12).Select(origin => new SeasonalMedian().Forecast(sales.AsSpan(0, origin), 12, 1)[0])];
        Assert.Equal(1841, ForecastMetrics.Rmse(sales.AsSpan(sales.Length - 12), forecast), 1.0);
    }
}
