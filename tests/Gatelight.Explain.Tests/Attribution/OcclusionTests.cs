namespace Gatelight.Explain.Tests;

public class OcclusionTests : AttributionMethodConformance<Occlusion>
{
    [Fact]
    public void On_a_linear_function_it_is_weight_times_change()
    {
        double[] weights = SampleModels.Normals(1);
        Attribution answer = Ask(FunctionQuestion.Linear(SampleModels.Steps, SampleModels.Features, -2, weights));
        double[] expected = [.. weights.Select((weight, n) => weight * (SampleModels.Input[n] - SampleModels.Baseline[n]))];
        Assert.Equal(expected.Length, answer.Values.Length);
        Assert.All(expected.Zip(answer.Values.Cast<double>()), pair => Assert.Equal(pair.First, pair.Second, Tolerances.Exact));
        Assert.False(answer.IsAdditive);
    }

    [Fact]
    public void Values_that_work_together_are_counted_twice()
    {
        FunctionQuestion question = new(1, 2, x => x[0] * x[1], x => [x[1], x[0]]);
        Attribution answer = new Occlusion().Explain(question, [3, 5], [0, 0], TestContext.Current.CancellationToken);
        Assert.Equal([15, 15], answer.Values.Cast<double>());
        Assert.False(answer.IsGapTooLarge); // it never promised to add up
    }

    [Fact]
    public void All_at_once_is_the_same_as_one_at_a_time()
    {
        ModelQuestion<double> question = new([SampleModels.Lstm<double>()], SampleModels.Steps, 1, new AffineLink(3, 7));
        Attribution answer = Ask(question);
        double[] effects = [.. answer.Values.Cast<double>()];
        for (int n = 0; n < effects.Length; n++)
        {
            double[] changed = SampleModels.Input;
            changed[n] = SampleModels.Baseline[n];
            Assert.Equal(One(question, SampleModels.Input) - One(question, changed), effects[n], Tolerances.Exact);
        }

        Assert.Equal(One(question, SampleModels.Baseline), answer.BaselinePrediction, Tolerances.Exact);
        Assert.Equal(effects.Length + 2, answer.Passes);
    }

    private static double One(ModelQuestion<double> question, double[] input)
    {
        double[] answer = new double[1];
        question.Evaluate(input, answer);
        return answer[0];
    }

    private static Attribution Ask(IExplainable question) =>
        new Occlusion().Explain(question, SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken);
}
