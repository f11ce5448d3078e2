using Gatelight.Data;

namespace Gatelight.Tests.Data;

public sealed class TableTests
{
    private static Table Sales(params string[] sales) =>
        new("sales.csv", [new("Month", [.. sales.Select((_, n) => $"1960-{n + 1:00}")]), new("Sales", [.. sales])]);

    [Fact]
    public void A_column_is_found_by_its_name_and_without_regard_to_case()
    {
        var table = Sales("1", "2");
        Assert.Equal(["1", "2"], table.Column("Sales").Cells);
        Assert.Equal("Sales", table.Column("sales").Name);
        Assert.Equal(2, table.RowCount);
        Assert.Equal(3, table.SourceLine(1));
    }

    [Theory]
    [InlineData("Sale", "did you mean 'Sales'?")]
    [InlineData("Moth", "did you mean 'Month'?")]
    [InlineData("Temperature", "it has 'Month', 'Sales'.")]
    [InlineData("Sa\nles", "did you mean 'Sales'?")]
    public void An_unknown_column_is_one_line_with_the_nearest_name(string name, string mend)
    {
        var error = Assert.Throws<InvalidInputException>(() => Sales("1").Column(name));
        Assert.StartsWith("sales.csv has no column '", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(mend, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("abc", "'abc' is not a finite number")]
    [InlineData("", "the value is missing ('')")]
    [InlineData("NA", "the value is missing ('NA')")]
    [InlineData("nan", "the value is missing ('nan')")]
    [InlineData("inf", "'inf' is not a finite number")]
    [InlineData("∞", "'∞' is not a finite number")]
    [InlineData("1e999", "'1e999' is not a finite number")]
    [InlineData("12 34", "'12 34' is not a finite number")]
    [InlineData("1,2,3", "its comma could mean two things")]
    public void A_cell_that_is_no_number_is_named(string cell, string what)
    {
        var error = Assert.Throws<InvalidInputException>(() => Sales("1", cell, "3").Numbers("Sales"));
        Assert.StartsWith("sales.csv, line 3, column 'Sales': ", error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "1", "-2.5", " 3e2 ", "+4" }, new[] { 1, -2.5, 300, 4 })]
    [InlineData(new[] { "1,234.5", "1,000", "7" }, new[] { 1234.5, 1000, 7 })]
    [InlineData(new[] { "1,234,567", "12" }, new[] { 1234567.0, 12 })]
    [InlineData(new[] { "1,5", "2,25", "3" }, new[] { 1.5, 2.25, 3 })]
    [InlineData(new[] { "1.234,5", "2.000,25" }, new[] { 1234.5, 2000.25 })]
    public void The_whole_column_settles_what_a_comma_means(string[] cells, double[] expected) =>
        Assert.Equal(expected, Sales(cells).Numbers("Sales"));

    [Theory]
    [InlineData("1,234", "5,678")] // thousands or thousandths: nothing in the column tells
    [InlineData("1,5", "2.5")]
    public void A_comma_that_could_mean_two_things_is_refused(string first, string second)
    {
        var error = Assert.Throws<InvalidInputException>(() => Sales(first, second).Numbers("Sales"));
        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("1234.5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_survive_being_written_as_text()
    {
        double[] values = [0.1, -1.0 / 3, double.Epsilon, double.MaxValue, 6550];
        var table = new Table("t", [TableColumn.FromNumbers("x", values)]);
        Assert.Equal(values, table.Numbers("x"));
    }

    [Fact]
    public void A_column_is_numeric_when_all_that_is_there_is_a_number()
    {
        Assert.True(new TableColumn("x", ["1", "", "NA", "2.5"]).IsNumeric());
        Assert.False(new TableColumn("x", ["1", "two"]).IsNumeric());
        Assert.False(new TableColumn("x", ["", "NA"]).IsNumeric());
    }

    [Fact]
    public void Columns_that_differ_in_length_or_share_a_name_make_no_table()
    {
        Assert.Throws<ArgumentException>(() => new Table("t", [new("a", ["1"]), new("b", ["1", "2"])]));
        Assert.Throws<ArgumentException>(() => new Table("t", [new("a", ["1"]), new("a", ["1"])]));
    }
}
