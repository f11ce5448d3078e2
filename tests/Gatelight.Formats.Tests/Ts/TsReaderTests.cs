using Gatelight.Data;
using Gatelight.Formats.Ts;

namespace Gatelight.Formats.Tests.Ts;

public sealed class TsReaderTests
{
    private const string Header = "# about\n@problemName Two\n@timeStamps false\n@univariate false\n@classLabel true up down\n@data\n";

    [Fact]
    public void Channels_are_side_by_side_and_lengths_may_differ()
    {
        LabelledSeries series = TsReader.Parse(Header + "1,2,3:10,20,30:up\n\n4,5:40,50:down\n", "two.ts");

        Assert.Equal(["channel 1", "channel 2"], series.Channels);
        Assert.Equal([1f, 10, 2, 20, 3, 30], series.Examples[0].Values);
        Assert.Equal(2, series.Examples[1].Steps);
        Assert.Equal(["up", "down"], series.Labels);
        Assert.Equal([7, 9], series.Lines);
    }

    [Theory]
    [InlineData("1,2,x:10,20,30:up\n", "line 7: value 3 of channel 1")]
    [InlineData("1,?,3:10,20,30:up\n", "missing")]
    [InlineData("1,2:10,20,30:up\n", "channel 2 has 3 values")]
    [InlineData("1,2:10,20:sideways\n", "'sideways' is not among")]
    [InlineData("1,2:3,4:up\n1,2:up\n", "line 8: 1 channels")]
    [InlineData("1,2:3,4:\n", "the class is missing")]
    [InlineData("up\n", "no values")]
    [InlineData("", "no examples")]
    public void What_is_wrong_is_said_with_its_place(string data, string part)
    {
        var failure = Assert.Throws<InvalidInputException>(() => TsReader.Parse(Header + data, "two.ts"));

        Assert.Contains(part, failure.Message, StringComparison.Ordinal);
        Assert.StartsWith("two.ts", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,2,3\n", "stands before @data")]
    [InlineData("@problemName x\n", "no @data line")]
    [InlineData("@timeStamps true\n@data\n", "time stamps")]
    [InlineData("@targetLabel true\n@data\n", "regression")]
    public void A_header_of_another_kind_is_refused(string text, string part) =>
        Assert.Contains(part, Assert.Throws<InvalidInputException>(() => TsReader.Parse(text, "x.ts")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_archives_unequal_lengths_are_read()
    {
        LabelledSeries series = TsReader.Read(TestResources.DataFile("classification", "JapaneseVowels", "JapaneseVowels_TRAIN.ts"));

        Assert.Equal((270, 12, 9), (series.Examples.Length, series.Channels.Length, series.Labels.Distinct().Count()));
        Assert.InRange(series.Examples.Min(example => example.Steps), 7, 29);
    }
}
