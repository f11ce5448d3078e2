using System.Text;
using Gatelight.Data;
using Gatelight.Formats.Csv;

namespace Gatelight.Formats.Tests.Csv;

public sealed class HostileCsvTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatelight-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("", "sales.csv is empty")]
    [InlineData("\n \n\t\n", "sales.csv is empty")]
    [InlineData("\uFEFF", "sales.csv is empty")]
    [InlineData("Month,Sales", "has a header but no rows")]
    [InlineData("Month,Sales\n\n\n", "has a header but no rows")]
    [InlineData("Sales\n1\n2\n", "is not a CSV with at least 2 columns: its first line, 'Sales', has 1")]
    [InlineData("Month Sales\n1960-01 1\n", "separate columns by comma, semicolon or tab")]
    [InlineData("Dear reader.\nThis is a letter.\n", "is not a CSV with at least 2 columns")]
    [InlineData("Month,Sales,Month\n1,2,3\n", "names two columns 'Month' (columns 1 and 3)")]
    [InlineData("1960-01,6550\n1960-02,8728\n", "has no header: its first line holds values ('1960-01', ...)")]
    [InlineData("Month,Sales\n1960-01,1\n1960-02\n", "sales.csv, line 3: 1 field, but the header has 2")]
    [InlineData("Month,Sales\n1960-01,1\n\n1960-02,1,5\n", "sales.csv, line 4: 3 fields, but the header has 2")]
    [InlineData("Month,Sales\n\"1960-01,1\n1960-02,2\n", "sales.csv, line 2: a quoted field is not closed")]
    [InlineData("Month,Sales\n1960-01,1\n\"1960\"-02,2\n", "sales.csv, line 3: a quoted field is not closed, or text follows")]
    [InlineData("{\"a\": [1, 2]}", "looks like JSON")]
    [InlineData("[[1,2],[3,4]]", "looks like JSON")]
    [InlineData("<!DOCTYPE html>\n<html><body>404, sorry</body></html>", "looks like a web page")]
    [InlineData("%PDF-1.7\n", "looks like a PDF")]
    [InlineData("Month,Sales\n1960-01,\u00011\n", "line 2 holds the control character 0x01")]
    [InlineData("Month,Sales\n1960-01,1\n\u001b[31mred,2\n", "line 3 holds the control character 0x1B")]
    [InlineData("Month,Sales\n\0\0\0\0", "line 2 holds the control character 0x00")]
    public void Text_that_is_no_table_is_one_line(string text, string what) => Refused(Encoding.UTF8.GetBytes(text), what);

    [Theory]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4, 20, 0, 6, 0 }, "zip archive or an Excel workbook")]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10 }, "a PNG image")]
    [InlineData(new byte[] { 0x89, 0x48, 0x44, 0x46, 13, 10, 26, 10 }, "an HDF5 file")]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0 }, "a gzip archive")]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0 }, "a JPEG image")]
    [InlineData(new byte[] { 0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0 }, "so it is binary")]
    [InlineData(new byte[] { 0 }, "so it is binary")]
    [InlineData(new byte[] { 0xFF, 0xFE }, "is empty")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x41 }, "is not a CSV")]
    public void Binary_content_is_named(byte[] bytes, string what) => Refused(bytes, what);

    [Fact]
    public void Random_bytes_and_mutated_tables_never_raise_anything_else()
    {
        var random = new Random(20_240_607);
        byte[] good = "\"Month\",\"Sales\"\n\"1960-01\",6550\n\"1960-02\",8728\n"u8.ToArray();
        int refused = 0;
        for (int round = 0; round < 3000; round++)
        {
            byte[] bytes = round % 2 == 0 ? new byte[random.Next(200)] : (byte[])good.Clone();
            if (round % 2 == 0)
                random.NextBytes(bytes);
            else
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                Assert.True(CsvTableReader.Parse(bytes, "fuzz.csv").RowCount > 0);
            }
            catch (InvalidInputException error)
            {
                refused++;
                Assert.DoesNotContain(error.Message, char.IsControl);
            }
        }

        Assert.InRange(refused, 1500, 3000);
    }

    [Fact]
    public void A_row_without_end_is_refused()
    {
        Refused(Encoding.UTF8.GetBytes("a,b\n" + new string('x', 3 << 20) + ",1\n"), "the row is longer than");
    }

    [Fact]
    public void Files_that_cannot_be_read_are_one_line()
    {
        RefusedFile(Path.Combine(_folder, "none.csv"), "There is no file");
        RefusedFile(Path.Combine(_folder, "none", "sales.csv"), "There is no file");
        RefusedFile(_folder, "is a folder");
        RefusedFile("", "empty or not a path");
        RefusedFile("a\0b", "empty or not a path");
        RefusedFile(Path.Combine(_folder, new string('n', 300)), "Cannot read");
    }

    [Fact]
    public void A_file_above_the_limit_is_refused()
    {
        string path = Path.Combine(_folder, "big.csv");
        File.WriteAllText(path, "a,b\n" + string.Concat(Enumerable.Repeat("1,2\n", 1000)));
        var error = Assert.Throws<InvalidInputException>(() => CsvTableReader.Read(path, new CsvReadOptions { MaxBytes = 1000 }));
        Assert.Contains("big.csv is larger than 1,000 bytes", error.Message, StringComparison.Ordinal);
        Assert.Equal(1000, CsvTableReader.Read(path).RowCount);
    }

    [Fact]
    public void A_file_without_read_permission_is_one_line()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Skip("Rights of a file do not bind a privileged user.");
            return;
        }

        string path = Path.Combine(_folder, "secret.csv");
        File.WriteAllText(path, "a,b\n1,2\n");
        File.SetUnixFileMode(path, UnixFileMode.None);
        RefusedFile(path, "No permission to read");
    }

    private static void Refused(byte[] bytes, string what)
    {
        var error = Assert.Throws<InvalidInputException>(() => CsvTableReader.Parse(bytes, "sales.csv"));
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("sales.csv", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, char.IsControl);
    }

    private static void RefusedFile(string path, string what)
    {
        var error = Assert.Throws<InvalidInputException>(() => CsvTableReader.Read(path));
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
