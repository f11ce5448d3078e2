namespace Gatelight.Explain.Tests;

public class TimeShapTests : AttributionMethodConformance<TimeShap>
{
    // Steps 0 to 5 of 10 have no say; feature 1 matters at step 8 alone.
    private static readonly FunctionQuestion Question = new(10, 2, x => x[12] + x[14] * x[16] + 5 * x[17] + x[18], x => x);
    private static readonly double[] Input = [.. Enumerable.Repeat(2.0, 20)];

    [Fact]
    public void Old_steps_without_a_say_become_one_player_worth_nothing()
    {
        TimeShapLevels levels = new TimeShap().ExplainLevels(Question, Input, new double[20], TestContext.Current.CancellationToken);
        Assert.Equal(6, levels.PrunedSteps);
        for (int cell = 0; cell < 12; cell++)
            Assert.Equal(0, levels.Cells.Values[cell / 2, cell % 2], Tolerances.Complete);
        double[] expected = [1, 1, 1, 6]; // by step and feature: 2, 4/2, (4/2 + 10), 2, shared by two features each
        Assert.All(expected.Take(3).Zip([6, 7, 9]), pair => Assert.Equal(pair.First, levels.Steps.Values[pair.Second, 0], Tolerances.Complete));
        Assert.Equal(expected[3], levels.Steps.Values[8, 1], Tolerances.Complete);
        Assert.Equal(10, levels.Cells.Values[8, 1], Tolerances.Complete);
        Assert.Equal(2, levels.Cells.Values[8, 0], Tolerances.Complete);
        Assert.Contains("the first 6 steps pruned", levels.Cells.Settings, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_level_adds_up()
    {
        ModelQuestion<double> question = new([SampleModels.Lstm<double>()], SampleModels.Steps, 1);
        TimeShapLevels levels = new TimeShap { StrongestSteps = 2, StrongestFeatures = 1 }.ExplainLevels(question, SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken);
        Assert.All([levels.Steps, levels.Features, levels.Cells], level => Assert.Equal(0, level.CompletenessGap, Tolerances.Complete));
        Assert.Equal(levels.Cells.Prediction, levels.Steps.Prediction);
    }

    [Fact]
    public void Without_tolerance_nothing_that_matters_is_pruned()
    {
        ModelQuestion<double> question = new([SampleModels.Lstm<double>()], SampleModels.Steps, 1);
        Assert.Equal(0, new TimeShap { PruningTolerance = 0 }.ExplainLevels(question, SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken).PrunedSteps);
    }

    [Fact]
    public void A_budget_too_small_for_the_levels_is_refused()
    {
        string message = Assert.Throws<ExplanationException>(() => new TimeShap { Budget = 40 }.Explain(Question, Input, new double[20], TestContext.Current.CancellationToken)).Message;
        Assert.Contains("TimeSHAP needs to ask about", message, StringComparison.Ordinal);
    }
}
