namespace Gatelight.Explain.Tests;

public class MethodVerdictTests
{
    private static readonly Attribution Whole = new("m", new double[,] { { 1 } }, 1, 0, IsAdditive: true, 1);

    [Fact]
    public void The_first_in_rank_is_believed()
    {
        MethodVerdict verdict = MethodVerdict.Of([Score("a", 2.0), Score("b", 1.2), Score("c", 2.8)]);
        Assert.Equal(["b"], verdict.Believed);
        Assert.StartsWith("Believe B: over all measures of faithfulness it comes first on this model, with a mean rank of 1.2 among 3.", verdict.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Those_that_fail_a_check_are_left_out_however_well_they_rank()
    {
        MethodScore incomplete = Score("a", 1) with { Maps = [Whole with { Prediction = 9 }] };
        MethodScore failed = Score("b", 1.5) with { Randomization = new RandomizationReport([new RandomizationStep("lstm_1", 0.9, 0.9)], 0.7, 1) };
        MethodScore chance = Score("c", 2) with { DeletionChance = 0.3, InsertionChance = 0.1 };
        MethodVerdict verdict = MethodVerdict.Of([incomplete, failed, chance, Score("d", 4)]);
        Assert.Equal(["d"], verdict.Believed);
        Assert.Equal(
            [
                "A should add up and does not.",
                "B shows much the same map when the weights are random, and so not what the model learned.",
                "C is no better than a random order here.",
                "This rests on 1 input(s); more make it safer.",
            ],
            verdict.Sentences.Skip(1));
    }

    [Fact]
    public void Near_ranks_tie_and_come_best_first()
    {
        MethodVerdict verdict = MethodVerdict.Of([Score("a", 1.4), Score("b", 1.2), Score("c", 1.5)]);
        Assert.Equal(["b", "a"], verdict.Believed);
        Assert.Contains("B and A tie in first place, with mean ranks of 1.2 to 1.4 among 3: believe what they agree on.", verdict.Sentences);
    }

    [Fact]
    public void Where_all_are_left_out_none_is_believed()
    {
        MethodScore refused = new("a", "A") { Refusal = "It cannot." };
        MethodVerdict verdict = MethodVerdict.Of([refused]);
        Assert.Empty(verdict.Believed);
        Assert.Equal(["Believe none of the maps: no method answered and kept its promises.", "A could not answer for this model."], verdict.Sentences);
        Assert.Contains("in a better order than chance", MethodVerdict.Of([Score("a", 1) with { DeletionChance = 0.5 }]).Text, StringComparison.Ordinal);
    }

    private static MethodScore Score(string name, double rank) =>
        new(name, name.ToUpperInvariant()) { Maps = [Whole], MeanRank = rank, DeletionChance = 0.05 };
}
