using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Models;
using Gatelight.Tasks.Language;
using Gatelight.Tasks.Text;
using Gatelight.Training;

namespace Gatelight.Tasks.Tests.Language;

public sealed class LanguageTaskTests
{
    private static LanguageModel Model => SmallBook.Trained.Model;

    [Fact]
    public void TheModelIsJudgedBesideSimpleMethodsOnTextItNeverSaw()
    {
        LanguageFacts facts = Model.Facts;
        Assert.Equal(["LSTM", "how often each token comes", "Kneser-Ney bigrams", "Kneser-Ney trigrams", "Kneser-Ney 5-grams"], facts.Scores.Select(score => score.Name));
        // What the man does depends on the word before "man": a memory of one word is not enough.
        Assert.True(facts.Scores[0].CrossEntropy < facts.Scores[2].CrossEntropy, string.Join(", ", facts.Scores));
        Assert.All(facts.Scores, score => Assert.Equal(Math.Exp(score.CrossEntropy), score.Perplexity));
        Assert.InRange(facts.TestTokens, facts.ValidationTokens - 20, facts.ValidationTokens + 20);
        Assert.InRange((double)facts.TestTokens / (facts.TrainingTokens + facts.ValidationTokens + facts.TestTokens), 0.09, 0.11);
        Assert.Equal(0, facts.UnknownShare);
        Assert.NotEmpty(SmallBook.Trained.Cleaning);
    }

    [Fact]
    public void NextWordsComeWithProbabilities()
    {
        IReadOnlyList<NextWord> next = Model.NextWords("The wise man", 3);
        Assert.Equal("loves", next[0].Text);
        Assert.InRange(next[0].Probability, 0.7, 1);
        Assert.Equal(next.OrderByDescending(word => word.Probability), next);
        Assert.Equal("rules", Model.NextWords("the just man", 1)[0].Text);
    }

    [Fact]
    public void TheProbabilitiesAreTheSoftmaxOfTheLogits()
    {
        IReadOnlyList<int> ids = Model.Codec.Encode("The wise man").Ids;
        string[] pieces = [.. Model.Codec.Pieces];
        float[] logits = Model.Network.Predict(new Batch<float>(ids.Select(id => (float)id).ToArray(), 1, ids.Count, 1))[^pieces.Length..];
        double[] exponentials = [.. logits.Select(logit => Math.Exp(logit))];

        IReadOnlyList<NextWord> next = Model.NextWords("The wise man", pieces.Length);

        Assert.Equal(pieces.Length - 2, next.Count);
        Assert.All(next, word => Assert.Equal(exponentials[Array.IndexOf(pieces, word.Text)] / exponentials.Sum(), word.Probability, 1e-5));
        // Padding and the unknown token are never written, but have their share.
        Assert.Equal(1, next.Sum(word => word.Probability) + (exponentials[Vocabulary.Padding] + exponentials[Vocabulary.Unknown]) / exponentials.Sum(), 1e-5);
    }

    [Fact]
    public void AStoredModelAnswersWithTheSameBits()
    {
        string folder = Directory.CreateTempSubdirectory("gatelight-language-").FullName;
        try
        {
            string path = Path.Combine(folder, "lm.gatelight");
            Model.Save(path);
            var loaded = LanguageModel.Load(path);
            Assert.Equal(Model.NextWords("the old man", 5), loaded.NextWords("the old man", 5));
            Assert.Equal(Model.Facts.Scores, loaded.Facts.Scores);
            Assert.Equal(Model.Score(SmallBook.Text[..500]), loaded.Score(SmallBook.Text[..500]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(TextUnit.Subword)]
    [InlineData(TextUnit.Character)]
    public void SubwordsAndCharactersWorkToo(TextUnit unit)
    {
        LanguageOptions options = SmallBook.Options with { Unit = unit, Epochs = 6, PieceSteps = 20, MaxTokens = 60 };
        LanguageModel model = LanguageTask.Train(SmallBook.Text, "book.txt", options, cancellation: TestContext.Current.CancellationToken).Model;
        Assert.Equal(unit, model.Codec.Unit);
        Assert.True(model.Facts.Scores[0].CrossEntropy < model.Facts.Scores[1].CrossEntropy, string.Join(", ", model.Facts.Scores));
        GeneratedText written = model.Generate("The just man ", new GenerationOptions { Words = 5 }, TestContext.Current.CancellationToken);
        Assert.NotEmpty(written.Text.Trim());
        Assert.InRange(written.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, 1, 8);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    public void APausedTrainingEndsWithTheSameBits(int stopAfter)
    {
        LanguageOptions options = SmallBook.Options with { Epochs = 2, HiddenSize = 12, Dropout = 0.2 };
        string folder = Directory.CreateTempSubdirectory("gatelight-language-").FullName;
        try
        {
            string path = Path.Combine(folder, "lm.checkpoint");
            LanguageResult whole = LanguageTask.Train(SmallBook.Text, "book.txt", options, cancellation: TestContext.Current.CancellationToken);
            using CancellationTokenSource source = new();
            TrainingPausedException paused = Assert.Throws<TrainingPausedException>(() =>
                LanguageTask.Train(SmallBook.Text, "book.txt", options, null, new After(stopAfter, source), null, source.Token));
            paused.SaveCheckpoint(path);
            LanguageResult resumed = LanguageTask.Resume(SmallBook.Text, "book.txt", path, cancellation: TestContext.Current.CancellationToken);
            Assert.Equal(whole.Model.Network.Parameters.Values, resumed.Model.Network.Parameters.Values);
            Assert.Equal(whole.Model.Facts.Scores, resumed.Model.Facts.Scores);
            Assert.Contains("is not the text", Assert.Throws<InvalidInputException>(() => LanguageTask.Resume(SmallBook.Text + " x", "book.txt", path, cancellation: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("", "too few")]
    [InlineData("one", "too few")]
    public void ATextThatIsTooShortIsRefused(string text, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidInputException>(() => LanguageTask.Train(text, "short.txt", SmallBook.Options, cancellation: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);

    [Fact]
    public void ATextOfWordsThatComeOnceHasNothingToChooseFrom()
    {
        string text = string.Join(' ', Enumerable.Range(0, 400).Select(n => $"word{n}x"));
        Assert.Contains("fewer than two different", Assert.Throws<InvalidInputException>(() => LanguageTask.Train(text, "odd.txt", SmallBook.Options, cancellation: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AWhyAndWhyNotAddUp()
    {
        var asked = NextWordQuestion.Of(Model, "The wise man", "loves", "rules");
        Assert.Equal(["The", "wise", "man"], asked.Words);
        Assert.Equal(("loves", "rules", "log odds"), (asked.Word, asked.Against, asked.Unit));
        Attribution map = asked.Question.PerToken(new IntegratedGradients().Explain(
            asked.Question.Vectors, asked.Question.Input, asked.Question.Baseline(TokenBaseline.Zero), TestContext.Current.CancellationToken));
        Assert.False(map.IsGapTooLarge);
        // "wise" is what tells this man from the others.
        Assert.Equal(1, Enumerable.Range(0, 3).MaxBy(word => map.Values[word, 0]));
        IReadOnlyList<NextWord> next = Model.NextWords("The wise man", 20);
        double odds = Math.Log(next.Single(word => word.Text == "loves").Probability / next.Single(word => word.Text == "rules").Probability);
        Assert.Equal(odds, map.Prediction, 1e-3);
        Assert.Equal(next[0].Probability, Answer(NextWordQuestion.Of(Model, "The wise man")), 1e-4);
    }

    [Fact]
    public void AQuestionThatMakesNoSenseIsRefused()
    {
        Assert.Contains("vocabulary", Refused("The wise man", "zebra", null), StringComparison.Ordinal);
        Assert.Contains("2 tokens", Refused("The wise man", "the gods", null), StringComparison.Ordinal);
        Assert.Contains("against itself", Refused("The wise man", "loves", "loves"), StringComparison.Ordinal);
        Assert.Contains("is empty", Refused(" ", null, null), StringComparison.Ordinal);
    }

    [Fact]
    public void LikeContextsOfAWordAreThoseWithTheSameBefore()
    {
        var meaning = WordMeaning.Of(Model, "The brave man", "man", SmallBook.Text, 4, TestContext.Current.CancellationToken);
        Assert.Equal(420, meaning.Places);
        Assert.All(meaning.Nearest, context => Assert.EndsWith("brave", context.Before.TrimEnd(), StringComparison.Ordinal));
        Assert.All(meaning.Farthest, context => Assert.False(context.Before.TrimEnd().EndsWith("brave", StringComparison.Ordinal)));
        Assert.Equal((1, 9), (meaning.Similarities[0, 0], meaning.Similarities.GetLength(0)));
        Assert.All(meaning.Nearest.Concat(meaning.Farthest), context => Assert.Equal("man", context.Word));
        Assert.Contains("does not stand", Assert.Throws<InvalidInputException>(() => WordMeaning.Of(Model, "The brave king", "man", SmallBook.Text, cancellation: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        Assert.Contains("at 1 place", Assert.Throws<InvalidInputException>(() => WordMeaning.Of(Model, "The brave man", "man", "the man", cancellation: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    private static string Refused(string text, string? word, string? against) =>
        Assert.Throws<InvalidInputException>(() => NextWordQuestion.Of(Model, text, word, against)).Message;

    private static double Answer(NextWordQuestion asked)
    {
        double[] answer = new double[1];
        asked.Question.Evaluate(asked.Question.Input, answer);
        return answer[0];
    }

    private sealed class After(int steps, CancellationTokenSource source) : IProgress<TrainingStep>
    {
        public void Report(TrainingStep value)
        {
            if (value.Done == steps)
                source.Cancel();
        }
    }
}
