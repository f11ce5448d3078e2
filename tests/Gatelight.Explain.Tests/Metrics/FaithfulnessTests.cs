namespace Gatelight.Explain.Tests;

public class FaithfulnessTests
{
    private static readonly FunctionQuestion Sum = FunctionQuestion.Linear(4, 1, 0, [0.4, 0.3, 0.2, 0.05]);
    private static readonly double[] Ones = [1, 1, 1, 1];
    private static readonly double[] Zeros = [0, 0, 0, 0];
    private static readonly double[,] True = { { 0.4 }, { 0.3 }, { 0.2 }, { 0.05 } };

    [Fact]
    public void The_top_half_by_hand()
    {
        TopCellScore score = new TopCells { Share = 0.5 }.Score(Sum, Ones, Zeros, True);
        Assert.Equal(0.7, score.Comprehensiveness, Tolerances.Exact);
        Assert.Equal(0.25, score.Sufficiency, Tolerances.Exact);
        Assert.Equal(Math.Log(0.25 / 0.95), score.LogOdds!.Value, Tolerances.Exact);
        Assert.Equal(2, score.Cells);
    }

    [Fact]
    public void At_least_one_cell_is_taken_and_only_probabilities_have_log_odds()
    {
        FunctionQuestion large = FunctionQuestion.Linear(4, 1, 0, [40, 30, 20, 5]);
        TopCellScore score = new TopCells { Share = 0.01 }.Score(large, Ones, Zeros, True);
        Assert.Equal((1, 40), (score.Cells, score.Comprehensiveness));
        Assert.Null(score.LogOdds);
    }

    [Fact]
    public void The_true_map_of_a_linear_model_has_no_infidelity_and_a_multiple_of_it_nothing_unexplained()
    {
        InfidelityScore exact = new Infidelity().Score(Sum, Ones, Zeros, True);
        Assert.Equal(0, exact.Value, Tolerances.Exact);
        double[,] doubled = { { 0.8 }, { 0.6 }, { 0.4 }, { 0.1 } };
        InfidelityScore twice = new Infidelity().Score(Sum, Ones, Zeros, doubled);
        Assert.Equal(0, twice.UnexplainedShare, Tolerances.Exact);
        // The error is the change itself, whose mean square is E[S]² + Var[S] for independent halves.
        double expected = 0.475 * 0.475 + (0.16 + 0.09 + 0.04 + 0.0025) / 4;
        Assert.Equal(expected, twice.Value, 4 * twice.StandardError);
        Assert.True(twice.StandardError > 0);
    }

    [Fact]
    public void A_map_of_nothing_explains_nothing()
    {
        Assert.Equal(1, new Infidelity().Score(Sum, Ones, Zeros, new double[4, 1]).UnexplainedShare);
        FunctionQuestion constant = new(4, 1, _ => 7, _ => Zeros);
        InfidelityScore still = new Infidelity().Score(constant, Ones, Zeros, new double[4, 1]);
        Assert.Equal((0, 0, 0), (still.Value, still.StandardError, still.UnexplainedShare));
    }

    [Fact]
    public void A_straight_line_has_still_slopes_and_a_parabola_has_not()
    {
        FunctionQuestion parabola = new(1, 1, x => x[0] * x[0], x => [2 * x[0]]);
        MaxSensitivity test = new() { Radius = 0.1, FeatureScales = [1], Samples = 200 };
        Assert.Equal(0, test.Score(new Saliency(), FunctionQuestion.Linear(1, 1, 0, [3]), [2], [0], TestContext.Current.CancellationToken).Value);
        // |2y - 2x|/|2x| is at most 0.1/2.
        SensitivityScore score = test.Score(new Saliency(), parabola, [2], [0], TestContext.Current.CancellationToken);
        Assert.InRange(score.Value, 0.045, 0.05);
        Assert.Equal(0.025, score.Mean, 0.004);
    }

    [Fact]
    public void A_constant_model_is_still()
    {
        FunctionQuestion constant = new(1, 1, _ => 7, _ => [0]);
        SensitivityScore score = new MaxSensitivity().Score(new IntegratedGradients(), constant, [2], [0], TestContext.Current.CancellationToken);
        Assert.Equal((0, 0), (score.Value, score.Mean));
    }

    [Theory]
    [InlineData(10, 0, 9, 0.1)]
    [InlineData(0, 10, -10, 0)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(5, 5, 0.5, 0.1)]
    [InlineData(0, 0, 1, double.PositiveInfinity)]
    public void The_gap_is_a_share_of_what_was_to_be_explained(double prediction, double baseline, double sum, double expected) =>
        Assert.Equal(expected, Completeness.GapShare(new Attribution("m", new double[,] { { sum } }, prediction, baseline, IsAdditive: true, 1)), Tolerances.Exact);

    [Fact]
    public void The_report_bundles_all_measures()
    {
        Attribution map = new("m", True, 0.95, 0, IsAdditive: true, 1);
        FunctionQuestion question = FunctionQuestion.Linear(4, 1, 0, [0.4, 0.3, 0.2, 0.05]);
        FaithfulnessReport report = new Faithfulness().Measure(question, Ones, Zeros, map, TestContext.Current.CancellationToken);
        Assert.Equal(0, report.GapShare!.Value, Tolerances.Exact);
        Assert.Equal(question.Asked, report.Passes);
        Assert.Null(new Faithfulness().Measure(question, Ones, Zeros, map with { IsAdditive = false }, TestContext.Current.CancellationToken).GapShare);
    }
}
