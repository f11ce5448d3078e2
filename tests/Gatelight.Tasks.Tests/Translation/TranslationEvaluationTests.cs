using Gatelight.Data;
using Gatelight.Tasks.Translation;

namespace Gatelight.Tasks.Tests.Translation;

public sealed class TranslationEvaluationTests
{
    [Fact]
    public void TheTestPairsGiveTheScoresOfTheTraining()
    {
        TranslationModel model = SmallPairs.Trained.Model;
        var evaluation = TranslationEvaluation.Of(model, [new TextPair("one", " "), .. SmallPairs.Data.Test!]);
        Assert.Equal(40, evaluation.Count);
        TranslationScore[] trained = [.. model.Facts.Scores.Where(score => score.Name != "word by word (IBM model 1)")];
        Assert.Equal(trained.Select(score => (score.Name, score.Bleu.Score, score.ChrF)), evaluation.Scores.Select(score => (score.Name, score.Bleu.Score, score.ChrF)));
        Assert.Equal(SmallPairs.Trained.Examples.Select(example => (example.Pair, example.Output.Text)), evaluation.Examples.Select(example => (example.Pair, example.Output.Text)));
    }

    [Fact]
    public void PairsThatAreAllEmptyAreRefused() =>
        Assert.Contains("no pair to measure by", Assert.Throws<InvalidInputException>(() => TranslationEvaluation.Of(SmallPairs.Trained.Model, [new TextPair("", "un")])).Message, StringComparison.Ordinal);
}
