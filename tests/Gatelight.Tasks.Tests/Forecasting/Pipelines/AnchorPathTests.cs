using Gatelight.Tasks.Forecasting.Pipelines;

namespace Gatelight.Tasks.Tests.Forecasting.Pipelines;

public class AnchorPathTests
{
    // Worked out by hand below, with a season of 2.
    private static readonly double[] Small = [1, 5, 3, 9, 4, 12];

    [Fact]
    public void A_small_series_by_hand()
    {
        AnchorPath path = new AveragedAnchor(2, 2, 0.5).Along(Small);
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
        AnchorPath path = new AveragedAnchor(2, 2, 0.5).Along(Small);
        // At row 1 one season is known: no drift, and one year of the season.
        Assert.Equal(3 + (1 - 3), path.At(1, 1));
        Assert.Equal(3 + (5 - 3), path.At(1, 2));
    }

    [Fact]
    public void One_year_and_no_drift_is_seasonal_differencing()
    {
        double[] values = SampleForecast.SeasonalValues(48);
        AnchorPath path = new AveragedAnchor(12, 1, 0).Along(values);
        for (int origin = 11; origin < 48; origin++)
        {
            for (int step = 1; step <= 12; step++)
                Assert.Equal(values[origin + step - 12], path.At(origin, step), 1e-10);
        }
    }

    [Fact]
    public void Without_a_season_it_is_the_last_value()
    {
        AnchorPath path = new AveragedAnchor(1, 1, 0).Along(Small);
        for (int origin = 0; origin < Small.Length; origin++)
            Assert.Equal(Small[origin], path.At(origin, 1 + origin % 3));
    }

    [Fact]
    public void Smoothing_a_series_that_repeats_itself_expects_it_to_go_on()
    {
        // Level 6 and a season of -1 and +1: every error is 0, so every setting of the shares gives the same.
        double[] values = [.. Enumerable.Range(0, 12).Select(n => 6.0 + (n % 2 == 0 ? -1 : 1))];
        AnchorPath path = new SmoothedAnchor(2, 0.3, 0.2, 0.4).Along(values);
        for (int origin = 3; origin < 12; origin++)
        {
            Assert.Equal(6, path.Level(origin), 1e-12);
            Assert.Equal(origin % 2 == 0 ? 7 : 5, path.At(origin, 1), 1e-12);
            Assert.Equal(origin % 2 == 0 ? 5 : 7, path.At(origin, 4), 1e-12);
        }
    }

    [Fact]
    public void Smoothing_one_step_by_hand()
    {
        // The row after the repetition is 9 where 5 was expected: error 4, l = 6 + 0.5·4 = 8, b = 0.25·(8 - 6) = 0.5.
        double[] values = [5, 7, 5, 7, 9];
        AnchorPath path = new SmoothedAnchor(2, 0.5, 0.25, 0.4).Along(values);
        Assert.Equal(8, path.Level(4), 1e-12);
        Assert.Equal(8 + 0.97 * 0.5 + 1, path.At(4, 1), 1e-12);
        // s = 0.4·(9 - 8) + 0.6·(-1) = -0.2, used two steps ahead.
        Assert.Equal(8 + (0.97 + 0.97 * 0.97) * 0.5 - 0.2, path.At(4, 2), 1e-12);
    }

    public static TheoryData<Anchor> Anchors =>
        [new AveragedAnchor(1, 1, 0), new AveragedAnchor(4, 1, 0.5), new AveragedAnchor(4, 3, 0.5), new AveragedAnchor(12, 4, 0.5), new SmoothedAnchor(4, 0.3, 0.1, 0.2), new SmoothedAnchor(12, 0.3, 0.1, 0.2)];

    [Theory]
    [MemberData(nameof(Anchors))]
    public void Nothing_after_the_origin_is_used(Anchor anchor)
    {
        double[] values = SampleForecast.SeasonalValues(72);
        AnchorPath path = anchor.Along(values);
        for (int origin = GroupPipeline.EarliestOrigin(anchor.Season, 2); origin < 71; origin++)
        {
            AnchorPath other = anchor.Along([.. values.Select((value, row) => row > origin ? -1e6 : value)]);
            for (int step = 1; step <= 24; step++)
                Assert.Equal(path.At(origin, step), other.At(origin, step));
        }

        // The last row known does count.
        Assert.NotEqual(path.At(60, 1), anchor.Along([.. values.Select((value, row) => row == 60 ? 0 : value)]).At(60, 1));
    }
}
