using System.Globalization;
using Gatelight.Data;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Tasks.Tests.Forecasting.Series;

public sealed class HostileSeriesTests
{
    private static readonly string[] Pieces =
    [
        "1960-01", "1960-02", "0001-01", "9999-12", "9999-12-31", "0001-01-01", "1960-01-31", "2000-Q1", "2000-Q4", "1-01", "999-12", "2000", "2999",
        "01/02/2000", "31/12/2000", "12/31/2000", "9999-12-31T23:59:59.9999999", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00",
        "1262304000", "9999999999", "20000101", "Jan 1 2000", "1", "-1", "1e308", "-1e308", "1,5", "1,234", "1.234,5", "NaN", "", " ", "x", "\u001b[2J", "a\nb",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Whatever_the_cells_hold_it_is_a_series_or_one_line(int seed)
    {
        var random = new Random(seed);
        int refused = 0, read = 0;
        for (int round = 0; round < 2000; round++)
        {
            int rows = random.Next(2, 6), columns = random.Next(2, 4);
            // Some tables have good columns, so that the others get as far as frequency and gaps.
            var table = new Table("fuzz.csv", Enumerable.Range(0, columns).Select(column => new TableColumn($"c{column}",
                [.. column == 0 && round % 2 == 0 ? Months(random, rows) : column == 1 && round % 4 < 2 ? Numbers(random, rows) : Cells(random, rows)])));
            var options = new TimeSeriesOptions { Gaps = (GapPolicy)random.Next(3), TimeColumn = random.Next(2) == 0 ? "c0" : null };
            try
            {
                var series = TimeSeriesReader.FromTable(table, options);
                Assert.All(series.Values, value => Assert.True(double.IsFinite(value)));
                read++;
            }
            catch (InvalidInputException error)
            {
                refused++;
                Assert.DoesNotContain(error.Message, char.IsControl);
            }
        }

        Assert.InRange(read, 20, 1980);
        Assert.Equal(2000, refused + read);
    }

    [Fact]
    public void Extremes_of_the_calendar_and_of_the_numbers_are_read_or_refused()
    {
        string[] message =
        [
            Outcome(["0001-01", "0001-02", "9999-12"], GapPolicy.Report),
            Outcome(["0001-01", "0001-02", "9999-12"], GapPolicy.Interpolate),
            Outcome(["0001-01-01T00:00:00", "0001-01-01T00:00:01", "9999-12-31T23:59:59"], GapPolicy.Interpolate),
            Outcome(["0001-01-01", "0001-01-02", "9999-12-31"], GapPolicy.Refuse),
        ];
        Assert.Equal("read", message[0]);
        Assert.Contains("monthly dates are missing", message[1], StringComparison.Ordinal);
        Assert.Contains("is no whole", message[2], StringComparison.Ordinal);
        Assert.Contains("daily dates are missing", message[3], StringComparison.Ordinal);
    }

    private static string Outcome(string[] times, GapPolicy gaps)
    {
        try
        {
            var table = SeriesFile.Of(times.Length, n => times[n], n => n == 0 ? 1e308 : -1e308);
            return TimeSeriesReader.FromTable(table, new TimeSeriesOptions { Gaps = gaps }).Count == times.Length ? "read" : "filled";
        }
        catch (InvalidInputException error)
        {
            return error.Message;
        }
    }

    private static IEnumerable<string> Cells(Random random, int rows) =>
        Enumerable.Range(0, rows).Select(_ => Pieces[random.Next(Pieces.Length)]);

    private static IEnumerable<string> Months(Random random, int rows)
    {
        int month = random.Next(1, 12 * 9000);
        for (int row = 0; row < rows; row++)
        {
            month += random.Next(10) == 0 ? random.Next(0, 40) : 1;
            yield return new DateTime(1 + month / 12, 1 + month % 12, 1).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        }
    }

    private static IEnumerable<string> Numbers(Random random, int rows) =>
        Enumerable.Range(0, rows).Select(_ => random.Next(99).ToString(CultureInfo.InvariantCulture));
}
