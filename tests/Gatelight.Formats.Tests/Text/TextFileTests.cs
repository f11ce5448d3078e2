using System.Text;
using Gatelight.Data;
using Gatelight.Formats.Text;

namespace Gatelight.Formats.Tests.Text;

public sealed class TextFileTests
{
    [Theory]
    [InlineData(new byte[] { (byte)'c', (byte)'a', (byte)'f', 0xC3, 0xA9 })]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'c', (byte)'a', (byte)'f', 0xC3, 0xA9 })]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'c', 0, (byte)'a', 0, (byte)'f', 0, 0xE9, 0 })]
    [InlineData(new byte[] { 0xFE, 0xFF, 0, (byte)'c', 0, (byte)'a', 0, (byte)'f', 0, 0xE9 })]
    public void A_mark_or_none_gives_the_same_text(byte[] bytes) => Assert.Equal("café", TextFile.Decode(bytes, "a.txt"));

    [Fact]
    public void Latin1_is_read_where_it_is_asked_for() =>
        Assert.Equal("café – naïve", TextFile.Decode([.. "caf"u8, 0xE9, .. " "u8, 0x96, .. " na"u8, 0xEF, .. "ve"u8], "a.txt", TextEncoding.Latin1));

    [Fact]
    public void A_wrong_encoding_names_the_byte()
    {
        byte[] bytes = [.. "first line\ncaf"u8, 0xE9, .. " is good"u8];

        var failure = Assert.Throws<InvalidInputException>(() => TextFile.Decode(bytes, "reviews.txt"));

        Assert.Equal("reviews.txt, byte 15 (line 2): 0xE9 is not valid UTF-8; save the file as UTF-8, or read it as Latin-1 (--encoding latin1).", failure.Message);
    }

    [Theory]
    [InlineData("PK\u0003\u0004rest", "zip archive")]
    [InlineData("a\0b", "binary")]
    [InlineData("  \n ", "empty")]
    [InlineData("", "empty")]
    public void What_is_no_text_is_refused(string content, string reason)
    {
        var failure = Assert.Throws<InvalidInputException>(() => TextFile.Decode(Encoding.UTF8.GetBytes(content), "x.txt"));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("no file nowhere.txt", Assert.Throws<InvalidInputException>(() => TextFile.Read("nowhere.txt")).Message, StringComparison.Ordinal);
}
