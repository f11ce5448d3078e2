using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Tasks.Text;
using Gatelight.Tasks.Translation;
using Gatelight.Tasks.Translation.Baselines;
using Gatelight.Training;

namespace Gatelight.Tasks.Tests.Translation;

public sealed class TranslationTaskTests
{
    private static TranslationModel Model => SmallPairs.Trained.Model;

    [Fact]
    public void TheModelIsJudgedBesideSimpleMethods()
    {
        TranslationFacts facts = Model.Facts;
        Assert.Equal(["encoder and decoder", "word by word (IBM model 1)", "the source itself"], facts.Scores.Select(score => score.Name));
        Assert.Equal((500, 40, 40, 0), (facts.TrainingPairs, facts.ValidationPairs, facts.TestPairs, facts.LeftOut));
        Assert.True(facts.Scores[0].Bleu.Score > 80, string.Join(", ", facts.Scores.Select(score => $"{score.Name} {score.Bleu}")));
        Assert.True(facts.Scores[0].Bleu.Score > facts.Scores[2].Bleu.Score);
        Assert.Equal(10, SmallPairs.Trained.Examples.Count);
    }

    [Fact]
    public void WordsAreTranslatedWithAnAlignment()
    {
        TranslatedText output = Model.Translate("two five one .");
        Assert.Equal("deux cinq un.", output.Text);
        Assert.Equal(["two", "five", "one", "."], output.SourceTokens);
        for (int word = 0; word < output.Tokens.Length; word++)
            Assert.Equal(1, Enumerable.Range(0, 4).Sum(from => output.Alignment[word, from]), 1e-5);
        Assert.False(output.IsAllUnknown);
        Assert.InRange(Math.Exp(output.LogProbability), 0.5, 1);
    }

    [Fact]
    public void AnUnknownWordIsCopied()
    {
        TranslatedText output = Model.Translate("two Zorro one .");
        Assert.Contains("Zorro", output.Text, StringComparison.Ordinal);
        TranslatedToken copied = Assert.Single(output.Tokens, token => token.CopiedFrom is not null);
        Assert.Equal("Zorro", output.SourceTokens[copied.CopiedFrom!.Value]);
        Assert.Equal(["Zorro"], output.UnknownWords);
        Assert.True(Model.Translate("Zorro Bernardo").IsAllUnknown);
    }

    [Fact]
    public void EachWrittenWordIsExplainedByItsSource()
    {
        TranslatedText output = Model.Translate("two five one .");
        OutputExplanation why = OutputExplanation.Of(Model, output, new IntegratedGradients(), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((output.Tokens.Length, 4), (why.Values.GetLength(0), why.Values.GetLength(1)));
        for (int word = 0; word < 3; word++)
        {
            Assert.Equal(word, Enumerable.Range(0, 4).MaxBy(from => why.Values[word, from]));
            Assert.False(why.Attributions[word].IsGapTooLarge, $"gap {why.Attributions[word].CompletenessGap}");
        }

        Assert.Throws<InvalidInputException>(() => OutputExplanation.Ask(Model, output, 9));
    }

    [Fact]
    public void AStoredModelWritesTheSame()
    {
        string folder = Directory.CreateTempSubdirectory("gatelight-pairs-").FullName;
        try
        {
            string path = Path.Combine(folder, "mt.gatelight");
            Model.Save(path);
            var loaded = TranslationModel.Load(path);
            Assert.Equal(Model.Translate("ten two").LogProbability, loaded.Translate("ten two").LogProbability);
            Assert.Equal(Model.Facts.Scores.Select(score => score.Bleu.Score), loaded.Facts.Scores.Select(score => score.Bleu.Score));
            Assert.Contains("not a language model", Assert.Throws<InvalidInputException>(() => Gatelight.Tasks.Language.LanguageModel.Load(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void APausedTrainingEndsWithTheSameBits()
    {
        TranslationOptions options = SmallPairs.Options with { Epochs = 2, HiddenSize = 8, Unit = TextUnit.Subword, MaxTokens = 80 };
        TranslationData data = new("numbers.tsv", SmallPairs.Data.Training.Take(80).ToList());
        string folder = Directory.CreateTempSubdirectory("gatelight-pairs-").FullName;
        try
        {
            string path = Path.Combine(folder, "mt.checkpoint");
            TranslationResult whole = TranslationTask.Train(data, options, cancellation: TestContext.Current.CancellationToken);
            using CancellationTokenSource source = new();
            TrainingPausedException paused = Assert.Throws<TrainingPausedException>(() => TranslationTask.Train(data, options, new After(11, source), null, source.Token));
            paused.SaveCheckpoint(path);
            TranslationResult resumed = TranslationTask.Resume(data, path, cancellation: TestContext.Current.CancellationToken);
            Assert.Equal(whole.Model.Network.Network.Parameters.Values, resumed.Model.Network.Network.Parameters.Values);
            Assert.Equal((72, 4, 4), (whole.Model.Facts.TrainingPairs, whole.Model.Facts.ValidationPairs, whole.Model.Facts.TestPairs));
            Assert.Contains("does not hold the pairs", Assert.Throws<InvalidInputException>(() => TranslationTask.Resume(SmallPairs.Data, path, cancellation: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void WhatCannotBeLearnedIsRefused()
    {
        List<TextPair> empty = [.. Enumerable.Repeat(new TextPair(" ", "a"), 30)];
        Assert.Contains("at least 20", Refused(new TranslationData("p.tsv", [new TextPair("a", "b")])), StringComparison.Ordinal);
        Assert.Contains("all are empty", Refused(new TranslationData("p.tsv", empty)), StringComparison.Ordinal);
        Assert.Contains("for the test are empty", Refused(SmallPairs.Data with { Test = [] }), StringComparison.Ordinal);
        Assert.Throws<InvalidInputException>(() => new TranslationOptions { HiddenSize = 7 });
        Assert.Throws<InvalidInputException>(() => new TranslationOptions { Unit = TextUnit.Character });
    }

    [Fact]
    public void ATextThatCannotBeTranslatedIsRefused()
    {
        Assert.Contains("The text is empty", Assert.Throws<InvalidInputException>(() => Model.Translate("  ")).Message, StringComparison.Ordinal);
        Assert.Contains("Text 2 is empty", Assert.Throws<InvalidInputException>(() => Model.Translate(["one", ""])).Message, StringComparison.Ordinal);
        Assert.Contains("sentence by sentence", Assert.Throws<InvalidInputException>(() => Model.Translate(string.Join(' ', Enumerable.Repeat("one", 100_000)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADictionaryLearnsWhichWordStandsForWhich()
    {
        // 0 comes with 10, 1 with 11; 2 and 12 stand in every pair.
        int[][] sources = [[0, 2], [1, 2], [2], [0, 1, 2]], targets = [[10, 12], [11, 12], [12], [11, 10, 12]];
        var lexicon = LexicalTranslation.Fit(sources, targets, iterations: 20, TestContext.Current.CancellationToken);
        Assert.Equal([10, 11, 12], lexicon.Translate([0, 1, 2, 7]));
        Assert.Throws<InvalidInputException>(() => LexicalTranslation.Fit(sources, targets[1..], cancellation: TestContext.Current.CancellationToken));
    }

    private static string Refused(TranslationData data) => Assert.Throws<InvalidInputException>(() => TranslationTask.Train(data, SmallPairs.Options)).Message;

    private sealed class After(int steps, CancellationTokenSource source) : IProgress<TrainingStep>
    {
        public void Report(TrainingStep value)
        {
            if (value.Done == steps)
                source.Cancel();
        }
    }
}
