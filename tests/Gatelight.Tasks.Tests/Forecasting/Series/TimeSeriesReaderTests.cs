using Gatelight.Data;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Tasks.Tests.Forecasting.Series;

public sealed class TimeSeriesReaderTests
{
    [Theory]
    [InlineData("monthly-car-sales.csv", null, "monthly", 108, "1968-12", "Sales", 0)]
    [InlineData("airline-passengers.csv", null, "monthly", 144, "1960-12", "Passengers", 0)]
    [InlineData("monthly-sunspots.csv", null, "monthly", 2820, "1983-12", "Sunspots", 0)]
    [InlineData("shampoo.csv", null, "monthly", 36, "0003-12", "Sales", 0)]
    [InlineData("daily-min-temperatures.csv", null, "daily", 3652, "1990-12-31", "Temp", 2)] // 31 December of both leap years is missing
    [InlineData("co2-concentration.csv", "CO2", "monthly", 746, "2020-04", "CO2", 5)]
    [InlineData("aapl.csv", "Close", "business daily", 1305, "2018-05-11", "Close", 45)]
    [InlineData("sp500-2000.csv", "close", "business daily", 5295, "2020-04-17", "close", 190)]
    [InlineData("pollution.csv", "TEMP", "hourly", 43824, "2014-12-31 23:00", "TEMP", 0)]
    public void The_shared_series_are_read_without_being_told_more(string file, string? target, string frequency, int count, string last, string name, int missing)
    {
        var series = TimeSeriesReader.FromTable(SeriesFile.Read(file), new TimeSeriesOptions { TargetColumn = target });
        Assert.Equal(frequency, series.Frequency.ToString());
        Assert.Equal(count, series.Count);
        Assert.Equal(last, series.Frequency.Format(series.Times[^1]));
        Assert.Equal(name, series.Name);
        Assert.Equal(missing, series.Gaps.Sum(gap => gap.Count));
        Assert.Equal(-1, FrequencyInference.FirstIrregular(series.Times.AsSpan(), series.Frequency));
    }

    [Fact]
    public void A_gap_is_filled_by_a_straight_line_and_reported()
    {
        var table = Without(SeriesFile.Monthly(60, n => n == 0 ? 5 : 10 * n), 20, 21);
        var series = TimeSeriesReader.FromTable(table);
        Assert.Equal(60, series.Count);
        Assert.Equal(200, series.Values[20], 1e-9);
        Assert.Equal(210, series.Values[21], 1e-9);
        Assert.Equal([new SeriesGap(new(2001, 9, 1), new(2001, 10, 1), 2, Filled: true)], series.Gaps);
    }

    [Fact]
    public void Covariates_are_kept_and_filled_too()
    {
        var table = SeriesFile.Monthly(40, n => n * n);
        table = new Table("sales.csv", [.. table.Columns, TableColumn.FromNumbers("Price", [.. Enumerable.Range(0, 40).Select(n => 2.0 * n)]), new("Note", [.. Enumerable.Repeat("x", 40)])]);
        var series = TimeSeriesReader.FromTable(Without(table, 10), new TimeSeriesOptions { TargetColumn = "Sales", Covariates = ["price"] });
        Assert.Equal("Price", series.Covariates[0].Name);
        Assert.Equal(20, series.Covariates[0].Values[10], 1e-9);
        Assert.Equal(40, series.Covariates[0].Values.Length);
    }

    [Fact]
    public void Gaps_may_be_refused_or_only_reported()
    {
        var table = Without(SeriesFile.Monthly(60, n => n), 20);
        string message = Refused(table, new TimeSeriesOptions { Gaps = GapPolicy.Refuse });
        Assert.Equal("sales.csv: 1 of 60 monthly dates are missing, first 2001-09; add the rows.", message);
        var reported = TimeSeriesReader.FromTable(table, new TimeSeriesOptions { Gaps = GapPolicy.Report });
        Assert.Equal(59, reported.Count);
        Assert.False(Assert.Single(reported.Gaps).Filled);
    }

    [Fact]
    public void Too_many_gaps_and_too_long_ones_are_refused()
    {
        Assert.Contains("4 of 60 monthly dates are missing", Refused(Without(SeriesFile.Monthly(60, n => n), 10, 20, 30, 40)), StringComparison.Ordinal);
        Assert.Contains("at most 6 in a row", Refused(Without(SeriesFile.Monthly(200, n => n), 10, 11, 12, 13, 14, 15)), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_out_of_order_doubled_or_backwards_are_named()
    {
        Assert.Equal("sales.csv, line 4, column 'Month': '1960-02' comes after the later '1960-03' on line 3; sort the rows by date.", Refused("1960-01", "1960-03", "1960-02", "1960-04"));
        Assert.Equal("sales.csv, line 3, column 'Month': '1960-01' stands on line 2 too; keep one row for each date.", Refused("1960-01", "1960-01", "1960-02"));
        Assert.Contains("the rows run backwards in time", Refused("1960-03", "1960-02", "1960-01"), StringComparison.Ordinal);
        Assert.Contains("line 5, column 'Month': 2000-01-25 00:00 is no whole weekly step after 2000-01-17 00:00 on line 4", Refused("2000-01-03", "2000-01-10", "2000-01-17", "2000-01-25"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_several_series_is_recognised()
    {
        var message = Assert.Throws<InvalidInputException>(() => TimeSeriesReader.FromTable(SeriesFile.Read("stocks.csv"))).Message;
        Assert.Contains("keep the rows of one 'symbol'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_cell_in_the_only_other_column_is_named()
    {
        var table = new Table("sales.csv", [new("Month", ["1960-01", "1960-02", "1960-03"]), new("Sales", ["1", "many", "3"])]);
        Assert.StartsWith("sales.csv, line 3, column 'Sales': 'many' is not a finite number", Refused(table), StringComparison.Ordinal);
    }

    [Fact]
    public void A_choice_of_targets_is_left_to_the_user()
    {
        var table = new Table("t.csv", [new("Month", ["1960-01", "1960-02", "1960-03"]), new("a", ["1", "2", "3"]), new("b", ["1", "2", "3"])]);
        Assert.Equal("t.csv has several columns of numbers ('a', 'b'); choose one with --target.", Refused(table));
        Assert.Equal("b", TimeSeriesReader.FromTable(table, new TimeSeriesOptions { TargetColumn = "b" }).Name);
    }

    [Fact]
    public void Without_dates_without_numbers_too_short_or_constant_it_is_refused()
    {
        Assert.Contains("has no column of dates ('a', 'b')", Refused(new Table("t.csv", [new("a", ["x", "y"]), new("b", ["1", "2"])])), StringComparison.Ordinal);
        Assert.Contains("has no column of numbers", Refused(new Table("t.csv", [new("m", ["1960-01", "1960-02"]), new("b", ["x", "y"]), new("c", ["x", "y"])])), StringComparison.Ordinal);
        Assert.Equal("sales.csv has 2 rows, too few: at least 3 are needed; add older rows.", Refused(SeriesFile.Monthly(2, n => n)));
        Assert.Contains("has 30 rows, too few: at least 36", Refused(SeriesFile.Monthly(30, n => n), new TimeSeriesOptions { MinRows = 36 }), StringComparison.Ordinal);
        Assert.Contains("is constant (every value is 5)", Refused(SeriesFile.Monthly(30, _ => 5)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stamp_is_found_by_its_text()
    {
        var series = TimeSeriesReader.FromTable(SeriesFile.Monthly(24, n => n));
        Assert.Equal(13, series.IndexOf("2001-02"));
        Assert.Equal(13, series.IndexOf("2001-02-01"));
        Assert.Equal("sales.csv has no row for 2002-01; the series runs from 2000-01 to 2001-12.", Assert.Throws<InvalidInputException>(() => series.IndexOf("2002-01")).Message);
        Assert.Contains("'soon' is not a date", Assert.Throws<InvalidInputException>(() => series.IndexOf("soon")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slice_is_a_series_and_the_future_goes_on()
    {
        var series = TimeSeriesReader.FromTable(SeriesFile.Monthly(24, n => n)).Slice(0, 12);
        Assert.Equal(12, series.Count);
        Assert.Equal([new(2001, 1, 1), new(2001, 2, 1)], series.FutureTimes(2));
        Assert.Contains("beyond the year 9999", Assert.Throws<InvalidInputException>(() => series.FutureTimes(int.MaxValue)).Message, StringComparison.Ordinal);
    }

    private static Table Without(Table table, params int[] rows) =>
        new(table.Name, table.Columns.Select(column => new TableColumn(column.Name, [.. column.Cells.Where((_, row) => !rows.Contains(row))])));

    private static string Refused(params string[] times) => Refused(SeriesFile.Of(times));

    private static string Refused(Table table, TimeSeriesOptions? options = null)
    {
        string message = Assert.Throws<InvalidInputException>(() => TimeSeriesReader.FromTable(table, options)).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
