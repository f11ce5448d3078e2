using Gatelight.Data;
using Gatelight.Tasks.Translation.Metrics;

namespace Gatelight.Tasks.Tests.Translation;

/// <summary>BLEU and chrF beside the values that sacrebleu's own tests demand (github.com/mjpost/sacrebleu, test/test_bleu.py and test/test_chrf.py, Apache-2.0).</summary>
public sealed class ScoreTests
{
    private static readonly string[] Outputs = ["The dog bit the man.", "It wasn't surprising.", "The man had just bitten him."];

    private static readonly string[][] References =
    [
        ["The dog bit the man.", "The dog had bit the man."],
        ["It was not unexpected.", "No one was surprised."],
        ["The man bit him first.", "The man had bitten the dog."],
    ];

    [Theory]
    [InlineData(BleuTokens.Mteval13a, 48.530827)]
    [InlineData(BleuTokens.Blanks, 49.1919566)]
    public void BleuOfSacrebleusExample(BleuTokens tokens, double expected)
    {
        BleuScore score = Bleu.OfCorpus(Outputs, References, tokens);
        Assert.Equal(expected, score.Score, 1e-6);
        Assert.Equal(4, score.Precisions.Length);
    }

    [Fact]
    public void BleuFromCounts() => Assert.Equal(83.75922397, Bleu.Score([9, 7, 5, 3], [10, 8, 6, 4], 11, 11).Score, 1e-6);

    [Fact]
    public void EmptyOutputsScoreNothing()
    {
        BleuScore score = Bleu.OfCorpus(["", "", ""], References);
        Assert.Equal((0, 0), (score.Score, score.BrevityPenalty));
        Assert.Equal(0, ChrF.OfCorpus([""], ["reference"]));
        Assert.Equal(100, Bleu.OfCorpus(["a b c d e"], ["a b c d e"]).Score, 1e-9);
    }

    [Fact]
    public void ShortOutputsPay()
    {
        BleuScore score = Bleu.OfCorpus(["a b c d"], ["a b c d e f g h"], BleuTokens.Blanks);
        Assert.Equal(Math.Exp(-1), score.BrevityPenalty, 1e-12);
        Assert.Equal(100 * Math.Exp(-1), score.Score, 1e-9);
        Assert.Equal((4, 8), (score.OutputLength, score.ReferenceLength));
    }

    [Theory]
    [InlineData("a", "a", 100)]
    [InlineData("a b c", "abc", 100)]
    [InlineData("aa", "ab", 25)]
    [InlineData("", "c", 0)]
    [InlineData("Die_Beziehung_zwischen_Obama_und_Netanjahu_ist_nicht_gerade_freundlich.", "Das_Verhältnis_zwischen_Obama_und_Netanyahu_ist_nicht_gerade_freundschaftlich.", 67.3481606)]
    [InlineData(
        "risk_assessment_must_be_made_of_those_who_are_qualified_and_expertise_in_the_sector_-_these_are_the_scientists_.",
        "risk_assessment_has_to_be_undertaken_by_those_who_are_qualified_and_expert_in_that_area_-_that_is_the_scientists_.", 65.2414427)]
    public void ChrFOfSacrebleusExamples(string output, string reference, double expected) =>
        // Those that keep blanks are written with a mark in place of each blank, which counts the same.
        Assert.Equal(expected, ChrF.OfCorpus([output], [reference], beta: 3), 1e-4);

    [Fact]
    public void ChrFOfACorpusSumsCountsFirst() => Assert.Equal(50, ChrF.OfCorpus(["a", "b"], ["a", "c"], beta: 3), 1e-9);

    [Fact]
    public void WithoutAReferenceThereIsNoScore()
    {
        Assert.Throws<InvalidInputException>(() => Bleu.OfCorpus([], Array.Empty<string>()));
        Assert.Throws<InvalidInputException>(() => Bleu.OfCorpus(["a"], ["a", "b"]));
        Assert.Throws<InvalidInputException>(() => ChrF.OfCorpus(["a"], []));
    }
}
