using System.Text;
using Gatelight.Data;
using Gatelight.Formats.Csv;

namespace Gatelight.Formats.Tests.Csv;

public sealed class CsvTableReaderTests
{
    [Theory]
    [InlineData("Month,Sales\n1960-01,6550\n1960-02,8728\n")]
    [InlineData("Month,Sales\r\n1960-01,6550\r\n1960-02,8728")]
    [InlineData("Month,Sales\r1960-01,6550\r1960-02,8728\r")]
    [InlineData("\"Month\",\"Sales\"\n\"1960-01\",6550\n\"1960-02\",8728")]
    [InlineData("Month;Sales\n1960-01;6550\n1960-02;8728\n")]
    [InlineData("Month\tSales\n1960-01\t6550\n1960-02\t8728\n")]
    [InlineData("\uFEFFMonth,Sales\n1960-01,6550\n1960-02,8728\n")]
    [InlineData("\n\nMonth, Sales \n\n1960-01,6550\n   \n1960-02,8728\n\n\n")]
    public void The_usual_spellings_of_one_table_read_alike(string text)
    {
        var table = Read(text);
        Assert.Equal("Month|Sales", Names(table));
        Assert.Equal(["1960-01", "1960-02"], table.Column("Month").Cells);
        Assert.Equal([6550, 8728], table.Numbers("Sales"));
        Assert.Equal("sales.csv", table.Name);
    }

    [Fact]
    public void Quotes_hold_delimiters_quotes_and_line_breaks_and_lines_are_still_counted()
    {
        var table = Read("Note,Value\n\"a, \"\"b\"\"\nc\",1\n\nplain,2\n");
        Assert.Equal("a, \"b\"\nc", table.Column("Note").Cells[0]);
        Assert.Equal(2, table.SourceLine(0));
        Assert.Equal(5, table.SourceLine(1));
    }

    [Fact]
    public void A_semicolon_file_keeps_its_decimal_commas()
    {
        var table = Read("Datum;Wert\n2000-01;1,5\n2000-02;2,25\n");
        Assert.Equal([1.5, 2.25], table.Numbers("Wert"));
    }

    [Fact]
    public void Latin1_and_utf16_are_read()
    {
        var latin1 = CsvTableReader.Parse(Encoding.Latin1.GetBytes("Année,Été\n2000,1\n"), "a.csv");
        Assert.Equal("Été", latin1.Columns[1].Name);
        byte[] utf16 = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("Année\tÉté\n2000\t1\n")];
        Assert.Equal("Été", CsvTableReader.Parse(utf16, "a.csv").Columns[1].Name);
        Assert.Equal("Été", Read("Année,Été\n2000,1\n").Columns[1].Name);
    }

    [Fact]
    public void A_column_without_a_name_gets_its_number()
    {
        Assert.Equal("column 1|Sales", Names(Read(",Sales\n0,1\n")));
    }

    [Fact]
    public void A_delimiter_within_quotes_does_not_count()
    {
        Assert.Equal("a;b;c|d", Names(Read("\"a;b;c\",d\n\"1;2;3\",4\n")));
    }

    [Fact]
    public void A_named_delimiter_is_obeyed()
    {
        var table = CsvTableReader.Parse("a,b;c\n1,2;3\n"u8, "t.csv", new CsvReadOptions { Delimiter = ';' });
        Assert.Equal("a,b|c", Names(table));
    }

    [Fact]
    public void Every_row_of_a_long_file_arrives()
    {
        const int rows = 200_000;
        var text = new StringBuilder("Time,Value\n");
        for (int n = 0; n < rows; n++)
            text.Append(n).Append(',').Append(n * 2).Append('\n');
        var values = Read(text.ToString()).Numbers("Value");
        Assert.Equal(rows, values.Length);
        Assert.Equal(2.0 * (rows - 1), values[^1]);
    }

    private static string Names(Table table) => string.Join('|', table.Columns.Select(column => column.Name));

    private static Table Read(string text) => CsvTableReader.Parse(Encoding.UTF8.GetBytes(text), "sales.csv");
}
