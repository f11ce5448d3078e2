using System.Globalization;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Tasks.Tests.Forecasting.Series;

public sealed class FrequencyTests
{
    [Theory]
    [InlineData("2000-01 2000-02 2000-03", "monthly", 12)]
    [InlineData("2000-01 2000-02 2000-05", "monthly", 12)]
    [InlineData("2000-01-31 2000-02-29 2000-03-31 2000-04-30", "monthly", 12)]
    [InlineData("2000-01-03 2000-02-01 2000-03-01 2000-04-03 2000-05-01 2000-06-01", "monthly", 12)]
    [InlineData("2000-01 2000-04 2000-07", "quarterly", 4)]
    [InlineData("2000-Q1 2000-Q2 2000-Q3", "quarterly", 4)]
    [InlineData("2000-03-31 2000-06-30 2000-09-30", "quarterly", 4)]
    [InlineData("2000 2001 2002", "yearly", 1)]
    [InlineData("2000-01 2000-03 2000-05", "every 2 months", 6)]
    [InlineData("2000-01-03 2000-01-10 2000-01-17", "weekly", 52)]
    [InlineData("2000-01-03 2000-01-04 2000-01-05", "daily", 7)]
    [InlineData("2000-01-06 2000-01-07 2000-01-10 2000-01-11", "business daily", 5)]
    [InlineData("2000-01-06 2000-01-07 2000-01-08 2000-01-10", "daily", 7)]
    [InlineData("2000-01-06T00:00 2000-01-06T01:00 2000-01-06T02:00", "hourly", 24)]
    [InlineData("2000-01-06T00:00 2000-01-06T06:00 2000-01-06T12:00", "every 6 hours", 4)]
    [InlineData("2000-01-06T00:00 2000-01-06T00:15 2000-01-06T00:30", "every 15 minutes", 96)]
    [InlineData("2000-01-06T00:00 2000-01-06T00:01 2000-01-06T00:02", "every minute", 60)]
    [InlineData("2000-01-06T00:00:00 2000-01-06T00:00:10 2000-01-06T00:00:20", "every 10 seconds", 6)]
    public void Stamps_tell_their_frequency(string stamps, string expected, int season)
    {
        DateTime[] times = [.. stamps.Split(' ').Select(text => TimeStamps.ParseOne(text)!.Value)];
        var frequency = FrequencyInference.Infer(times);
        Assert.Equal(expected, frequency.ToString());
        Assert.Equal(season, frequency.SeasonLength);
        Assert.Equal(-1, FrequencyInference.FirstIrregular(times, frequency));
    }

    [Fact]
    public void An_irregular_stamp_is_found()
    {
        DateTime[] times = [Day("2000-01-03"), Day("2000-01-10"), Day("2000-01-17"), Day("2000-01-25")];
        Assert.Equal(3, FrequencyInference.FirstIrregular(times, FrequencyInference.Infer(times)));
    }

    [Theory]
    [InlineData(FrequencyUnit.Month, 31, "2000-01-31", 1, "2000-02-29")]
    [InlineData(FrequencyUnit.Month, 31, "2000-02-29", 1, "2000-03-31")]
    [InlineData(FrequencyUnit.Month, 28, "2000-02-28", 1, "2000-03-28")]
    [InlineData(FrequencyUnit.Month, 1, "1968-12-01", 12, "1969-12-01")]
    [InlineData(FrequencyUnit.Month, 1, "1968-12-01", -12, "1967-12-01")]
    [InlineData(FrequencyUnit.Quarter, 31, "2000-06-30", 2, "2000-12-31")]
    [InlineData(FrequencyUnit.Year, 31, "2000-02-29", 1, "2001-02-28")]
    [InlineData(FrequencyUnit.Week, 0, "2000-01-03", 2, "2000-01-17")]
    [InlineData(FrequencyUnit.Day, 0, "2000-02-28", 2, "2000-03-01")]
    [InlineData(FrequencyUnit.BusinessDay, 0, "2000-01-07", 1, "2000-01-10")]
    [InlineData(FrequencyUnit.BusinessDay, 0, "2000-01-10", -1, "2000-01-07")]
    [InlineData(FrequencyUnit.BusinessDay, 0, "2000-01-05", 8, "2000-01-17")]
    public void Steps_lead_to_the_next_stamp_and_back(FrequencyUnit unit, int anchor, string from, int steps, string to)
    {
        var frequency = new Frequency(unit, 1, anchor);
        Assert.Equal(Day(to), frequency.Next(Day(from), steps));
        Assert.Equal(steps, frequency.StepsBetween(Day(from), Day(to)));
    }

    [Fact]
    public void Business_days_count_alike_forwards_and_one_by_one()
    {
        var frequency = new Frequency(FrequencyUnit.BusinessDay);
        var time = Day("2000-01-05");
        for (int steps = 1; steps < 40; steps++)
        {
            time = frequency.Next(time);
            Assert.Equal(time, frequency.Next(Day("2000-01-05"), steps));
            Assert.Equal(steps, frequency.StepsBetween(Day("2000-01-05"), time));
        }
    }

    [Theory]
    [InlineData(FrequencyUnit.Month, "1968-12")]
    [InlineData(FrequencyUnit.Quarter, "1968-Q4")]
    [InlineData(FrequencyUnit.Year, "1968")]
    [InlineData(FrequencyUnit.Day, "1968-12-05")]
    [InlineData(FrequencyUnit.Hour, "1968-12-05 00:00")]
    [InlineData(FrequencyUnit.Second, "1968-12-05 00:00:00")]
    public void A_stamp_is_written_no_finer_than_its_frequency_and_reads_back(FrequencyUnit unit, string expected)
    {
        var frequency = new Frequency(unit);
        Assert.Equal(expected, frequency.Format(Day("1968-12-05")));
        Assert.Equal(expected, frequency.Format(TimeStamps.ParseOne(expected)!.Value));
    }

    private static DateTime Day(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);
}
