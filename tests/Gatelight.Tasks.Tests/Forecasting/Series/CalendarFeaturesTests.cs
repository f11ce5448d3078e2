using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Tasks.Tests.Forecasting.Series;

public sealed class CalendarFeaturesTests
{
    [Theory]
    [InlineData(FrequencyUnit.Month, "month (sin)|month (cos)")]
    [InlineData(FrequencyUnit.Year, "")]
    [InlineData(FrequencyUnit.Hour, "hour (sin)|hour (cos)|day of week (sin)|day of week (cos)")]
    [InlineData(FrequencyUnit.Day, "day of week (sin)|day of week (cos)|day of year (sin)|day of year (cos)")]
    public void The_names_fit_the_frequency(FrequencyUnit unit, string expected) =>
        Assert.Equal(expected, string.Join('|', CalendarFeatures.Names(new Frequency(unit))));

    [Fact]
    public void April_is_a_quarter_round_the_year_and_Monday_the_start_of_the_week()
    {
        var features = new double[2];
        CalendarFeatures.Write(new Frequency(FrequencyUnit.Month), new DateTime(1968, 4, 1), features);
        Assert.Equal(1, features[0], 1e-12);
        Assert.Equal(0, features[1], 1e-12);
        var daily = new double[4];
        CalendarFeatures.Write(new Frequency(FrequencyUnit.Day), new DateTime(2024, 1, 1), daily);
        Assert.Equal([0, 1, 0, 1], daily);
    }

    [Fact]
    public void Every_phase_lies_on_the_circle()
    {
        foreach (var unit in Enum.GetValues<FrequencyUnit>())
        {
            var frequency = new Frequency(unit);
            var features = new double[CalendarFeatures.Names(frequency).Length];
            for (int n = 0; n < 400; n++)
            {
                CalendarFeatures.Write(frequency, new DateTime(2000, 2, 27, 5, 13, 0).AddHours(n * 31), features);
                for (int k = 0; k < features.Length; k += 2)
                    Assert.Equal(1, features[k] * features[k] + features[k + 1] * features[k + 1], 1e-12);
            }
        }
    }
}
