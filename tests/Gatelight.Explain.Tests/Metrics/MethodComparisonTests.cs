namespace Gatelight.Explain.Tests;

public class MethodComparisonTests
{
    private static readonly double[] Weights = [8, -0.5, 0.2, 5, 0.1, -3, 0.3, 2, -0.1, 0.05, 6, -0.4];

    [Fact]
    public void On_a_linear_function_the_exact_methods_tie_and_the_input_itself_is_no_better_than_chance()
    {
        ComparisonReport report = Compare(new IntegratedGradients(), new Occlusion(), new InputItself());
        Assert.Equal(["integrated-gradients", "occlusion"], report.Verdict.Believed);
        Assert.Contains("tie in first place", report.Verdict.Text, StringComparison.Ordinal);
        Assert.Contains("The input itself is no better than a random order here.", report.Verdict.Sentences);
        Assert.Equal(0, report.Scores[0].GapShare!.Value, Tolerances.Complete);
        Assert.Null(report.Scores[1].GapShare);
        Assert.Equal(0, report.Scores[0].UnexplainedShare, Tolerances.Complete);
        Assert.Equal(1.5, report.Scores[0].MeanRank);
        Assert.Equal(3, report.Scores[2].MeanRank);
        Assert.Equal(report.Agreement.Spearman[0, 2] / 2 + 0.5, report.Scores[0].Agreement, Tolerances.Exact);
        Assert.All(report.Scores, score => Assert.Null(score.Randomization)); // a function has no weights
    }

    [Fact]
    public void A_method_that_cannot_answer_is_named_with_its_reason()
    {
        ComparisonReport report = Compare(new MemoryLedger(), new IntegratedGradients());
        Assert.Contains("needs a model to look into", report.Scores[0].Refusal!, StringComparison.Ordinal);
        Assert.Equal(["integrated-gradients"], report.Verdict.Believed);
        Assert.Contains("Memory ledger could not answer for this model.", report.Verdict.Sentences);
        Assert.Equal(["integrated-gradients"], report.Agreement.Methods);
    }

    [Fact]
    public void On_a_model_the_map_of_the_input_fails_the_check_with_random_weights()
    {
        ModelQuestion<double> question = new([SampleModels.Lstm<double>()], SampleModels.Steps, 0);
        ComparisonReport report = new MethodComparison().Compare(
            question, [new IntegratedGradients(), new InputItself()], SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken);
        Assert.False(report.Scores[1].Randomization!.IsPassed);
        Assert.Contains("The input itself shows much the same map when the weights are random, and so not what the model learned.", report.Verdict.Sentences);
        Assert.DoesNotContain("input-itself", report.Verdict.Believed);
        Assert.NotNull(report.Scores[0].MaxSensitivity);
    }

    [Fact]
    public void A_method_that_does_not_add_up_is_left_out()
    {
        // A step has no slope, so integrated gradients find nothing; occlusion sees it.
        FunctionQuestion step = new(4, 1, x => x[0] > 0.5 ? 1 : 0, _ => [0, 0, 0, 0]);
        ComparisonReport report = new MethodComparison().Compare(step, [new IntegratedGradients(), new Occlusion()], [1, 1, 1, 1], [0, 0, 0, 0], TestContext.Current.CancellationToken);
        Assert.True(report.Scores[0].IsIncomplete);
        Assert.Contains("Integrated gradients should add up and does not.", report.Verdict.Sentences);
        Assert.DoesNotContain("integrated-gradients", report.Verdict.Believed);
    }

    [Fact]
    public void On_a_constant_model_none_is_believed_and_nothing_is_NaN()
    {
        FunctionQuestion constant = new(3, 2, _ => 7, _ => new double[6]);
        ComparisonReport report = new MethodComparison().Compare(
            constant, [new IntegratedGradients(), new Occlusion(), new Saliency()], SampleModels.Normals(3, 6), new double[6], TestContext.Current.CancellationToken);
        Assert.Empty(report.Verdict.Believed);
        Assert.Contains("no method takes the cells in a better order than chance", report.Verdict.Text, StringComparison.Ordinal);
        Assert.All(report.Scores, score => Assert.All(
            [score.DeletionArea, score.InsertionArea, score.Comprehensiveness, score.Sufficiency, score.Infidelity, score.UnexplainedShare, score.MeanRank, score.Agreement, score.DeletionRatio],
            measure => Assert.True(double.IsFinite(measure))));
    }

    [Fact]
    public void Several_inputs_are_averaged_and_the_same_seed_has_the_same_bits()
    {
        ModelQuestion<double> question = new([SampleModels.Lstm<double>()], SampleModels.Steps, 0);
        ComparisonSample[] samples = [.. Enumerable.Range(50, 5).Select(seed => new ComparisonSample(SampleModels.Normals(seed), SampleModels.Baseline))];
        MethodComparison comparison = new() { Sensitivity = null, Randomization = null };
        ComparisonReport[] reports = [.. Enumerable.Range(0, 2).Select(_ => comparison.Compare(question, [new IntegratedGradients(), new GradientShap(), new Saliency()], samples, TestContext.Current.CancellationToken))];
        Assert.Equal(5, reports[0].Scores[0].Maps.Count);
        Assert.DoesNotContain("rests on", reports[0].Verdict.Text, StringComparison.Ordinal);
        MethodScore[] alone = [.. samples.Select(sample => comparison.Compare(question, [new Saliency()], [sample], TestContext.Current.CancellationToken).Scores[0])];
        double[] ways = [.. alone.Select(score => Math.Abs(score.Maps[0].Prediction - score.Maps[0].BaselinePrediction))];
        Assert.Equal(alone.Zip(ways, (score, way) => score.DeletionArea * way).Sum() / ways.Sum(), reports[0].Scores[2].DeletionArea, Tolerances.Exact);
        Assert.Equal(alone.Average(score => score.Sufficiency), reports[0].Scores[2].Sufficiency, Tolerances.Exact);
        Assert.Equal(reports[0].Scores.Select(score => score.InsertionArea), reports[1].Scores.Select(score => score.InsertionArea));
        Assert.Equal(reports[0].Verdict.Text, reports[1].Verdict.Text);
    }

    [Fact]
    public void Nothing_to_compare_is_refused() =>
        Assert.Contains("at least one method", Assert.Throws<ExplanationException>(() => Compare()).Message, StringComparison.Ordinal);

    private static ComparisonReport Compare(params IAttributionMethod[] methods)
    {
        // The inputs rise while the weights do not, so that the input itself says nothing about them.
        double[] input = [.. Enumerable.Range(0, 12).Select(n => 1 + n / 100.0)];
        return new MethodComparison().Compare(FunctionQuestion.Linear(4, 3, 1, Weights), methods, input, new double[12], TestContext.Current.CancellationToken);
    }
}
