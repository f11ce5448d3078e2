using Gatelight.Tasks.Forecasting.Pipelines;

namespace Gatelight.Tasks.Tests.Forecasting.Pipelines;

public class AnchorPathTests
{
    // Worked out by hand below, with a season of 2.
    private static readonly double[] Small = [1, 5, 3, 9, 4, 12];

    [Fact]
    public void A_small_series_by_hand()
    {
        AnchorPath path = new(new SeasonalAnchor(2, 2, 0.5), Small);
        // L5 = (4 + 12)/2 = 8, L3 = (3 + 9)/2 = 6, L1 = (1 + 5)/2 = 3. The years averaged are 2, and 3 - 1 seasons lie before the last.
        Assert.Equal(8, path.Level(5));
        // S(5, 1) = ((u4 - L5) + (u2 - L3)) / 2 = ((4 - 8) + (3 - 6)) / 2; S(5, 2) = ((12 - 8) + (9 - 6)) / 2.
        Assert.Equal(-3.5, path.SeasonalPart(5, 1));
        Assert.Equal(3.5, path.SeasonalPart(5, 2));
        // Drift = 0.5·(L5 - L1)/2 = 1.25.
        Assert.Equal(8 + 1.25 - 3.5, path.At(5, 1));
        Assert.Equal(8 + 1.25 + 3.5, path.At(5, 2));
        Assert.Equal(path.At(5, 1), path.At(5, 3)); // the season repeats
    }

    [Fact]
    public void With_less_history_it_takes_the_seasons_there_are()
    {
        AnchorPath path = new(new SeasonalAnchor(2, 2, 0.5), Small);
        // At row 1 one season is known: no drift, and one year of the season.
        Assert.Equal(3 + (1 - 3), path.At(1, 1));
        Assert.Equal(3 + (5 - 3), path.At(1, 2));
    }

    [Fact]
    public void One_year_and_no_drift_is_seasonal_differencing()
    {
        double[] values = SampleForecast.SeasonalValues(48);
        AnchorPath path = new(new SeasonalAnchor(12, 1, 0), values);
        for (int origin = 11; origin < 48; origin++)
        {
            for (int step = 1; step <= 12; step++)
                Assert.Equal(values[origin + step - 12], path.At(origin, step), 1e-10);
        }
    }

    [Fact]
    public void Without_a_season_it_is_the_last_value()
    {
        AnchorPath path = new(new SeasonalAnchor(1, 1, 0), Small);
        for (int origin = 0; origin < Small.Length; origin++)
            Assert.Equal(Small[origin], path.At(origin, 1 + origin % 3));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(4, 3)]
    [InlineData(12, 4)]
    public void Nothing_after_the_origin_is_used(int season, int years)
    {
        double[] values = SampleForecast.SeasonalValues(72);
        SeasonalAnchor anchor = new(season, years, 0.5);
        AnchorPath path = new(anchor, values);
        for (int origin = season - 1; origin < 71; origin++)
        {
            AnchorPath other = new(anchor, [.. values.Select((value, row) => row > origin ? -1e6 : value)]);
            for (int step = 1; step <= 24; step++)
                Assert.Equal(path.At(origin, step), other.At(origin, step));
        }

        // The last row known does count.
        Assert.NotEqual(path.At(60, 1), new AnchorPath(anchor, [.. values.Select((value, row) => row == 60 ? 0 : value)]).At(60, 1));
    }
}
