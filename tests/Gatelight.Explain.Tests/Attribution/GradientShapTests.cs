namespace Gatelight.Explain.Tests;

public class GradientShapTests : AttributionMethodConformance<GradientShap>
{
    [Fact]
    public void On_a_linear_function_it_is_weight_times_the_way_from_the_mean_of_the_background()
    {
        double[] weights = SampleModels.Normals(1);
        FunctionQuestion question = FunctionQuestion.Linear(SampleModels.Steps, SampleModels.Features, 4, weights);
        double[][] background = [SampleModels.Normals(31), SampleModels.Normals(32), SampleModels.Normals(33), SampleModels.Normals(34)];
        Attribution answer = Ask(new GradientShap { Background = background, Samples = 64 }, question);
        for (int n = 0; n < weights.Length; n++)
        {
            double expected = weights[n] * (SampleModels.Input[n] - background.Average(values => values[n]));
            Assert.Equal(expected, answer.Values[n / SampleModels.Features, n % SampleModels.Features], Tolerances.Complete);
        }

        Assert.Equal(0, answer.CompletenessGap, Tolerances.Complete);
        Assert.Equal(answer.Passes, question.Asked);
        Assert.False(new GradientShap { Background = background }.UsesBaseline);
    }

    [Fact]
    public void With_one_baseline_it_comes_near_integrated_gradients()
    {
        ModelQuestion<double> question = new([SampleModels.Lstm<double>()], SampleModels.Steps, 0);
        Attribution exact = Ask(new IntegratedGradients(), question);
        Attribution drawn = Ask(new GradientShap { Samples = 512, Seed = 2 }, question);
        Assert.Contains(drawn.StandardErrors!.Cast<double>(), error => error > 0);
        for (int step = 0; step < SampleModels.Steps; step++)
        {
            for (int feature = 0; feature < SampleModels.Features; feature++)
                Assert.Equal(exact.Values[step, feature], drawn.Values[step, feature], drawn.StandardErrors![step, feature]);
        }
    }

    [Fact]
    public void A_background_larger_than_the_samples_is_sampled()
    {
        FunctionQuestion sum = FunctionQuestion.Linear(1, 1, 0, [1]);
        double[][] background = [.. Enumerable.Range(0, 50).Select(n => new double[] { n })];
        Attribution answer = new GradientShap { Background = background, Samples = 10 }.Explain(sum, [100], [], TestContext.Current.CancellationToken);
        Assert.Equal(0, answer.CompletenessGap, Tolerances.Complete);
        Assert.Equal(21, answer.Passes);
        Assert.NotEqual(24.5, answer.BaselinePrediction);
    }

    [Fact]
    public void Too_few_samples_are_said_to_be_too_few()
    {
        FunctionQuestion steep = new(1, 1, x => Math.Exp(5 * x[0]), x => [5 * Math.Exp(5 * x[0])]);
        Attribution answer = new GradientShap { Samples = 2 }.Explain(steep, [1], [0], TestContext.Current.CancellationToken);
        Assert.True(answer.IsGapTooLarge);
        Assert.Contains("2 samples are too few", Assert.Single(answer.Warnings), StringComparison.Ordinal);
    }

    private static Attribution Ask(IAttributionMethod method, IExplainable question) =>
        method.Explain(question, SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken);
}
