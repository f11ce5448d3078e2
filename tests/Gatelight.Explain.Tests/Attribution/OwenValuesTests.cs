namespace Gatelight.Explain.Tests;

public class OwenValuesTests : AttributionMethodConformance<OwenValues>
{
    [Fact]
    public void Groups_that_the_budget_leaves_closed_share_alike_and_still_add_up()
    {
        ModelQuestion<double> question = new([SampleModels.Lstm<double>()], SampleModels.Steps, 1);
        Attribution answer = new OwenValues { Players = Players.Cells, Budget = 20 }.Explain(question, SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken);
        Assert.Equal(0, answer.CompletenessGap, Tolerances.Complete);
        Assert.Contains("The budget of 20 inputs ran out", Assert.Single(answer.Warnings), StringComparison.Ordinal);
        Assert.True(answer.Passes <= 20);
    }

    [Fact]
    public void A_hierarchy_that_lacks_a_player_is_refused()
    {
        OwenValues method = new() { Players = Players.Steps, Hierarchy = PlayerTree.Balanced(6) };
        string message = Assert.Throws<ExplanationException>(() =>
            method.Explain(FunctionQuestion.Linear(7, 3, 0, new double[21]), SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken)).Message;
        Assert.Contains("each of the 7 players once", message, StringComparison.Ordinal);
        Assert.Contains("Player 1 is on both sides", Assert.Throws<ExplanationException>(() => PlayerTree.Join(PlayerTree.Balanced(3), PlayerTree.Leaf(1))).Message, StringComparison.Ordinal);
    }
}
