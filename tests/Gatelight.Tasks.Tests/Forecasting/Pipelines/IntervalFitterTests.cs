using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Forecasting.Pipelines;

namespace Gatelight.Tasks.Tests.Forecasting.Pipelines;

public class IntervalFitterTests
{
    private static readonly DateTime Day = new(2000, 1, 1);

    [Fact]
    public void Sigma_is_the_root_mean_square_error_of_each_step()
    {
        // Step 1: errors 3 and 4, √12.5. Step 2: errors 6 and 8, √50.
        IntervalModel intervals = IntervalFitter.Fit([Error(1, 3), Error(1, -4), Error(2, 6), Error(2, 8)], SeriesScale.Raw, [1], 2);
        Assert.Equal(Math.Sqrt(12.5), intervals.Sigma[0], 1e-12);
        Assert.Equal(Math.Sqrt(50), intervals.Sigma[1], 1e-12);
    }

    [Fact]
    public void Sigma_never_shrinks_with_the_steps()
    {
        // Mean squares 16, 4, 1, 100: the first three are pooled to 7.
        IntervalModel intervals = IntervalFitter.Fit([Error(1, 4), Error(2, 2), Error(3, 1), Error(4, 10)], SeriesScale.Raw, [1], 4);
        Assert.Equal([7, 7, 7, 100], intervals.Sigma.Select(sigma => Math.Round(sigma * sigma, 10)));
    }

    [Fact]
    public void A_step_that_never_came_takes_the_size_of_its_neighbour()
    {
        IntervalModel intervals = IntervalFitter.Fit([Error(1, 4), Error(1, 4)], SeriesScale.Raw, [1], 3);
        Assert.All(intervals.Sigma, sigma => Assert.Equal(4, sigma, 1e-6));
    }

    [Fact]
    public void Quantiles_are_conformal_and_monotone_in_the_errors()
    {
        // 19 errors of 1 and one of 10: σ = √(119/20). Of 20 sorted ratios the 80 % quantile is number ⌈21·0.8⌉ = 17, a small one,
        // and the 95 % quantile number ⌈21·0.95⌉ = 20, the largest.
        FoldForecast[] folds = [.. Enumerable.Range(0, 20).Select(n => Error(1, n == 0 ? 10 : 1))];
        IntervalModel heavy = IntervalFitter.Fit(folds, SeriesScale.Raw, [1], 1);
        IntervalModel even = IntervalFitter.Fit([.. folds.Select(_ => Error(1, 1))], SeriesScale.Raw, [1], 1);
        double sigma = Math.Sqrt(119 / 20.0);
        Assert.Equal(sigma, heavy.Sigma[0], 1e-12);
        // Both 80 % quantiles lie below that of the normal distribution, which is the floor; the widening is the same for all.
        Assert.Equal(even.Quantile80, heavy.Quantile80, 1e-12);
        double widening = even.Quantile80 / 1.2816;
        Assert.True(widening >= 1);
        Assert.Equal(widening * 10 / sigma, heavy.Quantile95, 1e-12);
        Assert.Equal(widening * 1.96, even.Quantile95, 1e-12);
    }

    [Fact]
    public void Errors_are_measured_from_the_shrunken_correction()
    {
        // Anchor 10, correction 4, actual 13: half of the correction leaves an error of 1.
        IntervalModel intervals = IntervalFitter.Fit([new FoldForecast(1, 13, [10], [4]), new FoldForecast(1, 13, [10], [4])], SeriesScale.Raw, [0.5], 1);
        Assert.Equal(1, intervals.Sigma[0], 1e-12);
    }

    [Fact]
    public void On_the_log_scale_errors_and_intervals_are_ratios()
    {
        FoldForecast twice = new(1, Math.Log(20), [Math.Log(10)], [0]);
        IntervalModel intervals = IntervalFitter.Fit([twice, twice], SeriesScale.Log, [1], 1);
        Assert.Equal(Math.Log(2), intervals.Sigma[0], 1e-12);
        ForecastPoint point = intervals.Around(Day, 50, 1);
        Assert.Equal(50 * 50, point.Lower80 * point.Upper80, 1e-8);
        Assert.True(point.Lower95 > 0);
    }

    [Fact]
    public void Beyond_the_horizon_sigma_grows_with_the_square_root_of_the_steps()
    {
        IntervalModel intervals = new(SeriesScale.Raw, [1, 2], 1, 2);
        Assert.Equal(new ForecastPoint(Day, 10, 8, 12, 6, 14), intervals.Around(Day, 10, 2));
        Assert.Equal(new ForecastPoint(Day, 10, 6, 14, 2, 18), intervals.Around(Day, 10, 8)); // 2·√(8/2) = 4
    }

    [Fact]
    public void Errors_of_nothing_leave_a_narrow_finite_interval()
    {
        IntervalModel intervals = IntervalFitter.Fit([Error(1, 0), Error(2, 0)], SeriesScale.Raw, [1], 2);
        ForecastPoint point = intervals.Around(Day, 10, 1);
        Assert.InRange(point.Upper95 - point.Lower95, 0, 1e-9);
        Assert.All(intervals.Sigma, sigma => Assert.True(sigma > 0));
    }

    private static FoldForecast Error(int step, double error) => new(step, 100 + error, [100], [0]);
}
