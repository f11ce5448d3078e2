using Gatelight.Tasks.Text;

namespace Gatelight.Tasks.Tests.Text;

public sealed class WordSplitterTests
{
    [Theory]
    [InlineData("It didn't work!!", "it|did|n't|work|!!")]
    [InlineData("it's we're I'll they’ve", "it|'s|we|'re|i|'ll|they|'ve")]
    [InlineData("wo n't it 's", "wo|n't|it|'s")]
    [InlineData("so-called re-imagining ...", "so-called|re-imagining|...")]
    [InlineData("costs 1,234.50 (about 3 %)", "costs|1,234.50|(|about|3|%|)")]
    [InlineData("<p>Tom &amp; Jerry<br/></p>", "tom|&|jerry")]
    [InlineData("see https://example.org/a?b=c now", "see|<link>|now")]
    [InlineData("sooooo gooood", "sooo|goood")]
    [InlineData("naïve ÉTÉ Straße", "naïve|été|straße")]
    [InlineData("很好 ok 😀", "很|好|ok|😀")]
    [InlineData("a < b and c > d", "a|<|b|and|c|>|d")]
    [InlineData(" \t\n", "")]
    public void Words_and_marks(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', new WordSplitter().Split(text).Select(token => token.Text)));

    [Fact]
    public void Tokens_know_their_place_in_the_original()
    {
        const string Text = "<b>It DIDN'T</b> &amp; sooooo";

        Assert.Equal(["It", "DID", "N'T", "&amp;", "sooooo"], new WordSplitter().Split(Text).Select(token => token.Spelled(Text)));
    }

    [Fact]
    public void Cleaning_is_counted()
    {
        WordSplitter splitter = new();
        splitter.Split("<b>It DIDN'T</b> work &amp; soooo www.example.org");

        CleaningReport report = splitter.Report;

        Assert.Equal((1, 7L, 3L, 2L, 1L, 1L, 1L, 1L), (report.Texts, report.Tokens, report.LowerCased, report.Tags, report.Entities, report.Links, report.Runs, report.Contractions));
        Assert.Contains(report.Describe(), line => line.Contains("2 HTML tags", StringComparison.Ordinal));
        Assert.Equal(["nothing was changed"], CleaningReport.Empty.Describe());
    }

    [Fact]
    public void Nothing_is_changed_where_nothing_is_asked_for() =>
        Assert.Equal(["<b>", "It", "DIDN'T", "&amp;", "soooo"], new WordSplitter(TextCleaning.None).Split("<b>It DIDN'T &amp; soooo").Select(token => token.Text));

    [Theory]
    [InlineData('<')]
    [InlineData('&')]
    [InlineData('\'')]
    [InlineData('-')]
    [InlineData('w')]
    [InlineData('1')]
    public void Long_hostile_texts_end(char character)
    {
        string text = string.Concat(Enumerable.Repeat(character + "a", 50_000)) + new string(character, 50_000);

        Assert.NotEmpty(new WordSplitter().Split(text));
    }
}
