using Gatelight.Tasks.Forecasting.Pipelines;

namespace Gatelight.Tasks.Tests.Forecasting.Pipelines;

public class SeasonTestTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(12)]
    [InlineData(24)]
    public void A_sine_with_noise_has_a_season(int season)
    {
        Assert.True(SeasonTest.HasSeason(SampleForecast.SeasonalValues(8 * season, season), season));
        Assert.True(SeasonTest.HasSeason([.. SampleForecast.SeasonalValues(8 * season, season).Select(value => value - 120)], season)); // some below 0
    }

    [Fact]
    public void Random_walks_have_none()
    {
        // The limit is that of 90 %: about a twentieth of walks pass by chance.
        int found = Enumerable.Range(0, 100).Count(seed => SeasonTest.HasSeason(Walk(seed), 12));
        Assert.InRange(found, 0, 15);
    }

    [Fact]
    public void Too_few_rows_a_season_of_one_and_a_constant_series_have_none()
    {
        double[] values = SampleForecast.SeasonalValues(48);
        Assert.True(SeasonTest.HasSeason(values, 12));
        Assert.False(SeasonTest.HasSeason(values.AsSpan(0, 35), 12));
        Assert.False(SeasonTest.HasSeason(values, 1));
        Assert.False(SeasonTest.HasSeason([.. Enumerable.Repeat(5.0, 60)], 12));
    }

    private static double[] Walk(int seed)
    {
        SeededRandom random = new((ulong)seed);
        double level = 1000;
        return [.. Enumerable.Range(0, 120).Select(_ => level += random.NextNormal())];
    }
}
