using System.Text;
using Gatelight.Data;
using Gatelight.Formats.Csv;

namespace Gatelight.Formats.Tests.Csv;

public sealed class CsvTableWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatelight-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_text_is_plain_and_quoted_only_where_needed()
    {
        var table = new Table("t", [new("time", ["1969-01", "a \"b\", c"]), TableColumn.FromNumbers("mean, 50 %", [1234.5, -0.1]), new("note", ["", " x"])]);
        using var stream = new MemoryStream();
        CsvTableWriter.Write(stream, table);
        Assert.Equal("time,\"mean, 50 %\",note\n1969-01,1234.5,\"\"\n\"a \"\"b\"\", c\",-0.1,\" x\"\n", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void What_is_written_reads_back()
    {
        string path = Path.Combine(_folder, "forecast.csv");
        var table = new Table("forecast.csv", [new("time", ["1969-01", "with\nbreak", "q\"q"]), TableColumn.FromNumbers("mean", [1.0 / 3, 2, double.Epsilon])]);
        CsvTableWriter.Write(path, table);
        var read = CsvTableReader.Read(path);
        Assert.Equal(table.Columns[0].Cells, read.Columns[0].Cells);
        Assert.Equal(table.Numbers("mean"), read.Numbers("mean"));
    }

    [Fact]
    public void A_missing_folder_is_one_line()
    {
        var error = Assert.Throws<InvalidInputException>(() => CsvTableWriter.Write(Path.Combine(_folder, "none", "f.csv"), new Table("t", [new("a", ["1"])])));
        Assert.Contains("its folder does not exist", error.Message, StringComparison.Ordinal);
    }
}
