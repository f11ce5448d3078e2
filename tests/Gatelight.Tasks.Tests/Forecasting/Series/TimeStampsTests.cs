using Gatelight.Data;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Tasks.Tests.Forecasting.Series;

public sealed class TimeStampsTests
{
    [Theory]
    [InlineData("1960-02", "1960-02-01")]
    [InlineData("1960/2", "1960-02-01")]
    [InlineData("1960-02-03", "1960-02-03")]
    [InlineData("1960/02/03", "1960-02-03")]
    [InlineData("1960.2.3", "1960-02-03")]
    [InlineData("2010-01-02 03:04", "2010-01-02T03:04")]
    [InlineData("2010-01-02 03:04:05.25", "2010-01-02T03:04:05.25")]
    [InlineData("2010-01-02T03:04:05", "2010-01-02T03:04:05")]
    [InlineData("2010-01-02T03:04:05Z", "2010-01-02T03:04:05")]
    [InlineData("2010-01-02T03:04:05+02:00", "2010-01-02T01:04:05")]
    [InlineData("2010-01-02 03:04:05 +00:00", "2010-01-02T03:04:05")]
    [InlineData("31.12.2000", "2000-12-31")]
    [InlineData("31.12.2000 23:15", "2000-12-31T23:15")]
    [InlineData("31/12/2000", "2000-12-31")]
    [InlineData("12/31/2000", "2000-12-31")]
    [InlineData("12/31/2000 11:30 PM", "2000-12-31T23:30")]
    [InlineData("Jan 1 2000", "2000-01-01")]
    [InlineData("January 15, 2000", "2000-01-15")]
    [InlineData("15 Jan 2000", "2000-01-15")]
    [InlineData("Feb 2000", "2000-02-01")]
    [InlineData("1960 Jan", "1960-01-01")]
    [InlineData("2000-Q2", "2000-04-01")]
    [InlineData("2000 Q4", "2000-10-01")]
    [InlineData("q3 2000", "2000-07-01")]
    [InlineData("1999", "1999-01-01")]
    [InlineData("19991231", "1999-12-31")]
    [InlineData("199912", "1999-12-01")]
    [InlineData("1-02", "0001-02-01")]
    [InlineData("946684800", null)]
    [InlineData("1262304000", "2010-01-01")]
    [InlineData("3/3/2000", "2000-03-03")]
    [InlineData("3/4/2000", null)]
    [InlineData("2001-02-29", null)]
    [InlineData("2001-13", null)]
    [InlineData("2000-Q5", null)]
    [InlineData("yesterday", null)]
    [InlineData("", null)]
    public void One_stamp_is_read(string text, string? expected) =>
        Assert.Equal(expected is null ? null : DateTime.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), TimeStamps.ParseOne(text));

    [Fact]
    public void The_whole_column_settles_day_and_month()
    {
        Assert.Equal(new DateTime(2000, 1, 13), Parse("11/01/2000", "12/01/2000", "13/01/2000").Values[2]);
        Assert.Equal(new DateTime(2000, 1, 13), Parse("01/11/2000", "01/12/2000", "01/13/2000").Values[2]);
    }

    [Fact]
    public void Regular_steps_settle_day_and_month_where_both_can_be_read()
    {
        string[] months = [.. Enumerable.Range(0, 15).Select(n => $"{n % 12 + 1:00}/01/{2000 + n / 12}")];
        var stamps = Parse(months);
        Assert.Equal("MM/dd/yyyy", stamps.Format);
        Assert.Equal(new DateTime(2001, 3, 1), stamps.Values[14]);
    }

    [Fact]
    public void Day_and_month_that_nothing_settles_are_refused()
    {
        string message = Refused("01/02/2000", "02/02/2000", "03/02/2000");
        Assert.Equal("sales.csv, line 2, column 'Month': '01/02/2000' could be dd/MM/yyyy or MM/dd/yyyy, and the other rows do not tell; write dates as yyyy-MM-dd.", message);
    }

    [Fact]
    public void The_odd_row_out_is_named()
    {
        Assert.Equal("sales.csv, line 4, column 'Month': 'soon' is not a date written like the rows above (yyyy-MM); mend or remove the row.", Refused("1960-01", "1960-02", "soon", "1960-04"));
        Assert.Contains("line 3, column 'Month': the date is missing", Refused("1960-01-01", "", "1960-01-03"), StringComparison.Ordinal);
        Assert.Contains("line 3, column 'Month': '2001-02-29' is not a date", Refused("2001-02-28", "2001-02-29"), StringComparison.Ordinal);
        Assert.Contains("line 2, column 'Month': 'x' is not a date; write yyyy-MM, ", Refused("x", "1960-01"), StringComparison.Ordinal);
    }

    private static TimeStamps Parse(params string[] times) => TimeStamps.Parse(SeriesFile.Of(times), "Month");

    private static string Refused(params string[] times) => Assert.Throws<InvalidInputException>(() => Parse(times)).Message;
}
