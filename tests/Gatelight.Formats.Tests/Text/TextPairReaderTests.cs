using Gatelight.Data;
using Gatelight.Formats.Text;

namespace Gatelight.Formats.Tests.Text;

public sealed class TextPairReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatelight-pairs-").FullName;

    [Fact]
    public void ATabStandsBetweenSourceAndTarget() =>
        Assert.Equal([new("a man", "un homme"), new("two", "deux")], TextPairReader.Read(Write("pairs.tsv", "a man\tun homme\r\n\ntwo\tdeux")));

    [Fact]
    public void ColumnsMayBeNamed()
    {
        string path = Write("pairs.tsv", "id\ten\tfr\n1\tone\tun\n2\ttwo\tdeux\n");
        Assert.Equal([new("one", "un"), new("two", "deux")], TextPairReader.Read(path, source: "en", target: "fr"));
        Assert.Contains("has no column 'de'; it has 'id', 'en', 'fr'", Refused(() => TextPairReader.Read(path, source: "en", target: "de")), StringComparison.Ordinal);
    }

    [Fact]
    public void ATableWithTwoColumnsNeedsNoNames()
    {
        Assert.Equal([new("one, two", "un, deux")], TextPairReader.Read(Write("pairs.csv", "en,fr\n\"one, two\",\"un, deux\"\n")));
        Assert.Equal([new("one", "un")], TextPairReader.Read(Write("pairs.jsonl", "{\"target\":\"un\",\"source\":\"one\"}\n")));
    }

    [Fact]
    public void TwoFilesBelongTogetherLineByLine()
    {
        string en = Write("a.en", "one\n\ntwo\n");
        Assert.Equal([new("one", "un"), new("two", "deux")], TextPairReader.ReadAligned(en, Write("a.fr", "un\n\ndeux")));
        Assert.Contains("a.en has 3 lines and b.fr has 2", Refused(() => TextPairReader.ReadAligned(en, Write("b.fr", "un\ndeux\n"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one\tun\ntwo\n", "pairs.tsv, line 2: there is no tab")]
    [InlineData("one\tun\t1\n", "pairs.tsv, line 1: there are 3 columns")]
    public void ALineThatIsNoPairIsNamed(string text, string message) =>
        Assert.Contains(message, Refused(() => TextPairReader.Read(Write("pairs.tsv", text))), StringComparison.Ordinal);

    [Fact]
    public void AWrongEncodingNamesTheByte()
    {
        string path = Path.Combine(_folder, "latin.tsv");
        File.WriteAllBytes(path, [.. "one\tt"u8, 0xE9, (byte)'\n']);
        Assert.Contains("byte 6 (line 1): 0xE9", Refused(() => TextPairReader.Read(path)), StringComparison.Ordinal);
        Assert.EndsWith("é", TextPairReader.Read(path, new TextReadOptions { Encoding = TextEncoding.Latin1 })[0].Value, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Refused(Func<object> read) => Assert.Throws<InvalidInputException>(read).Message;
}
