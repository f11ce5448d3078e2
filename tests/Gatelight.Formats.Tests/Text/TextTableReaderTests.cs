using System.Text;
using Gatelight.Data;
using Gatelight.Formats.Text;

namespace Gatelight.Formats.Tests.Text;

public sealed class TextTableReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatelight-text-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("a.csv", "review,sentiment\n\"good, really\",pos\nbad,neg\n")]
    [InlineData("a.csv", "review;sentiment\n\"good, really\";pos\nbad;neg\n")]
    [InlineData("a.tsv", "review\tsentiment\ngood, really\tpos\nbad\tneg\n")]
    [InlineData("a.jsonl", "{\"review\": \"good, really\", \"sentiment\": \"pos\"}\n\n{\"sentiment\": \"neg\", \"review\": \"bad\"}\n")]
    [InlineData("a.json", "[{\"review\": \"good, really\", \"sentiment\": \"pos\"}, {\"review\": \"bad\", \"sentiment\": \"neg\"}]")]
    public void Every_kind_of_table_gives_the_same_columns(string name, string content)
    {
        Table table = TextTableReader.Read(Write(name, content));

        Assert.Equal(["good, really", "bad"], table.Column("review").Cells);
        Assert.Equal(["pos", "neg"], table.Column("sentiment").Cells);
    }

    [Fact]
    public void Lines_are_texts()
    {
        Table table = TextTableReader.Read(Write("a.txt", "first\n\nthird\n"));

        Assert.Equal(["first", "third"], table.Column("text").Cells);
        Assert.Equal(3, table.SourceLine(1));
    }

    [Fact]
    public void A_label_may_stand_first_on_its_line()
    {
        Table table = TextTableReader.Read(Write("a.train", "4 a fine film\n0\tdull\n"), new TextReadOptions { Format = TextFormat.LabelledLines });

        Assert.Equal(["4", "0"], table.Column("label").Cells);
        Assert.Equal(["a fine film", "dull"], table.Column("text").Cells);
    }

    [Fact]
    public void Folders_are_labels()
    {
        foreach (string file in (string[])["neg/1.txt", "neg/2.txt", "pos/1.txt", ".git/config"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, file))!);
            Write(file, "text of " + file);
        }

        Table table = TextTableReader.Read(_folder);

        Assert.Equal(["neg", "neg", "pos"], table.Column("label").Cells);
        Assert.Equal("text of neg/2.txt", table.Column("text").Cells[1]);
    }

    [Fact]
    public void A_file_may_stand_for_a_label()
    {
        KeyValuePair<string, string>[] files = [new("bad", Write("a.neg", "dull\nflat\n")), new("good", Write("a.pos", "bright\n"))];

        Table table = TextTableReader.ReadClasses(files);

        Assert.Equal(["bad", "bad", "good"], table.Column("label").Cells);
        Assert.Equal(["dull", "flat", "bright"], table.Column("text").Cells);
    }

    [Theory]
    [InlineData("a.jsonl", "{\"text\": \"a\"}\n{\"text\": \n", "line 2")]
    [InlineData("a.jsonl", "{\"text\": \"a\"}\n{\"text\": \"\\ud83d\"}\n", "line 2: a text in it holds half a character")]
    [InlineData("a.jsonl", "{\"text\": \"a\"}\n[1]\n", "line 2")]
    [InlineData("a.jsonl", "{\"text\": \"a\", \"text\": \"b\"}\n", "twice")]
    [InlineData("a.json", "[{\"text\": \"a\"}", "JSON")]
    [InlineData("a.csv", "text,label\n\"never closed,pos\nmore,neg\n", "line 2")]
    [InlineData("a.csv", "text,label\n", "no rows")]
    [InlineData("a.train", "alone\n", "no file")]
    public void What_is_wrong_is_said_with_its_place(string name, string content, string place)
    {
        string path = place == "no file" ? Path.Combine(_folder, "missing.csv") : Write(name, content);

        var failure = Assert.Throws<InvalidInputException>(() => TextTableReader.Read(path));

        Assert.Contains(place, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void A_wrong_encoding_in_a_csv_names_the_byte()
    {
        string path = Path.Combine(_folder, "a.csv");
        File.WriteAllBytes(path, [.. "text,label\ncaf"u8, 0xE9, .. ",pos\n"u8]);

        Assert.Contains("byte 15 (line 2): 0xE9", Assert.Throws<InvalidInputException>(() => TextTableReader.Read(path)).Message, StringComparison.Ordinal);
        Assert.Equal("café", TextTableReader.Read(path, new TextReadOptions { Encoding = TextEncoding.Latin1 }).Column("text").Cells[0]);
    }

    private string Write(string name, string content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return path;
    }
}
