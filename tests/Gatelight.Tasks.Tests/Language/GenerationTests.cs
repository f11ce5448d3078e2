using Gatelight.Data;
using Gatelight.Tasks.Language;

namespace Gatelight.Tasks.Tests.Language;

public sealed class GenerationTests
{
    private static LanguageModel Model => SmallBook.Trained.Model;

    [Fact]
    public void TheSameSeedWritesTheSame()
    {
        GenerationOptions options = new() { Words = 30, Seed = 4, Temperature = 1.5 };
        GeneratedText first = Write(options), second = Write(options);
        Assert.Equal(first.Text, second.Text);
        Assert.NotEqual(first.Text, Write(options with { Seed = 5 }).Text);
        Assert.Equal(first.Tokens.Sum(token => Math.Log(token.Probability)), first.LogProbability, 1e-9);
        Assert.DoesNotContain("<", first.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(25)]
    public void AsManyWordsAreWrittenAsAskedFor(int words)
    {
        string text = Write(new GenerationOptions { Words = words }).Text;
        Assert.Equal(words, text.Split([' ', '.'], StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void NoTemperatureAndTopOneAreTheLikeliest()
    {
        string greedy = Write(new GenerationOptions { Words = 12, Temperature = 0 }).Text;
        Assert.Equal(greedy, Write(new GenerationOptions { Words = 12, TopK = 1, Seed = 9 }).Text);
        Assert.Equal(greedy, Write(new GenerationOptions { Words = 12, TopP = 1e-6, Seed = 9 }).Text);
        Assert.StartsWith("rules the city", greedy, StringComparison.Ordinal);
    }

    [Fact]
    public void TopKAndNucleusLeaveTheUnlikelyOut()
    {
        HashSet<string> seen = [], two = [.. Model.NextWords("the", 2).Select(word => word.Text)];
        for (int seed = 0; seed < 40; seed++)
        {
            seen.Add(Model.Generate("the", new GenerationOptions { Words = 1, TopK = 2, Temperature = 5, Seed = seed }, TestContext.Current.CancellationToken).Tokens[0].Text);
        }

        Assert.Equal(two.Order(), seen.Order());
    }

    [Fact]
    public void AStopWordIsTheLastAndAnAvoidedOneNeverComes()
    {
        GeneratedText stopped = Write(new GenerationOptions { Words = 60, Stop = ["."] });
        Assert.EndsWith(".", stopped.Text, StringComparison.Ordinal);
        Assert.Single(stopped.Tokens, token => token.Text == ".");
        Assert.DoesNotContain(Write(new GenerationOptions { Words = 60, Avoid = ["the"] }).Tokens, token => token.Text == "the");
        Assert.EndsWith("the city", Write(new GenerationOptions { Words = 60, Temperature = 0, Stop = ["the city"] }).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ABeamFindsAtLeastAsLikelyATextAsGreed()
    {
        // Without a mark at the end both have as many tokens, so that their probabilities compare.
        GenerationOptions greedy = new() { Words = 6, Temperature = 0, Avoid = ["."] };
        GeneratedText one = Write(greedy), many = Write(new GenerationOptions { Words = 6, Beams = 8, Avoid = ["."] });
        Assert.True(many.LogProbability / many.Tokens.Length >= one.LogProbability / one.Tokens.Length - 1e-9, $"{many.LogProbability} {one.LogProbability}");
        Assert.Equal(many.Text, Write(new GenerationOptions { Words = 6, Beams = 8, Avoid = ["."], Seed = 7 }).Text);
    }

    [Fact]
    public void UnknownWordsOfThePromptAreNamed() =>
        Assert.Equal(["Zorro"], Model.Generate("The Zorro man", new GenerationOptions { Words = 3 }, TestContext.Current.CancellationToken).UnknownWords);

    [Theory]
    [InlineData("stop", "zebra", "not in the model's vocabulary")]
    [InlineData("avoid", "zebra", "not in the model's vocabulary")]
    [InlineData("avoid", "the gods", "only a single token")]
    public void AWordThatCannotComeIsRefused(string option, string word, string message)
    {
        GenerationOptions options = option == "stop" ? new GenerationOptions { Stop = [word] } : new GenerationOptions { Avoid = [word] };
        Assert.Contains(message, Assert.Throws<InvalidInputException>(() => Write(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OptionsThatContradictAreRefused()
    {
        Assert.Contains("beam search draws nothing", Assert.Throws<InvalidInputException>(() => Write(new GenerationOptions { Beams = 2, TopK = 3 })).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidInputException>(() => new GenerationOptions { Words = 0 });
        Assert.Throws<InvalidInputException>(() => new GenerationOptions { Temperature = double.NaN });
        Assert.Throws<InvalidInputException>(() => new GenerationOptions { TopP = 0 });
        Assert.Contains("is empty", Assert.Throws<InvalidInputException>(() => Model.Generate("  ", new GenerationOptions(), TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    private static GeneratedText Write(GenerationOptions options) => Model.Generate("The just man", options, TestContext.Current.CancellationToken);
}
