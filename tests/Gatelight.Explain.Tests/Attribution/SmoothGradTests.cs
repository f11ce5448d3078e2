namespace Gatelight.Explain.Tests;

public class SmoothGradTests : AttributionMethodConformance<SmoothGrad>
{
    // F = x³ at 2 with noise of deviation σ: the mean slope is E[3(2 + σz)²] = 3(4 + σ²), its variance E[9(2+σz)⁴] less its square.
    private static readonly FunctionQuestion Cube = new(1, 1, x => x[0] * x[0] * x[0], x => [3 * x[0] * x[0]]);

    [Fact]
    public void On_a_cube_it_is_the_mean_slope_within_its_standard_error()
    {
        Attribution answer = Ask(new SmoothGrad { Samples = 4000, Noise = 0.5, FeatureScales = [1], Seed = 4 });
        double error = answer.StandardErrors![0, 0];
        Assert.Equal(3 * (4 + 0.25), answer.Values[0, 0], 4 * error);
        // (2 + z/2)² = 4 + 2z + z²/4 has the variance 4 + 2/16.
        Assert.Equal(3 * Math.Sqrt(4.125) / Math.Sqrt(4000), error, 0.1 * error);
        Assert.Equal(4, answer.Seed);
    }

    [Fact]
    public void A_straight_line_keeps_its_slopes_whatever_the_noise()
    {
        double[] weights = SampleModels.Normals(1);
        FunctionQuestion question = FunctionQuestion.Linear(SampleModels.Steps, SampleModels.Features, 4, weights);
        Attribution answer = new SmoothGrad().Explain(question, SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken);
        Assert.All(weights.Zip(answer.Values.Cast<double>()), pair => Assert.Equal(pair.First, pair.Second, Tolerances.Exact));
        Assert.All(answer.StandardErrors!.Cast<double>(), error => Assert.Equal(0, error, Tolerances.Exact));
        Assert.Equal(answer.Passes, question.Asked);
    }

    [Fact]
    public void Another_seed_draws_other_noise_and_the_inner_method_is_free()
    {
        SmoothGrad first = new() { Inner = new InputTimesGradient(), Samples = 4 };
        Assert.NotEqual(Ask(first).Values[0, 0], Ask(new SmoothGrad { Inner = new InputTimesGradient(), Samples = 4, Seed = 1 }).Values[0, 0]);
        Assert.StartsWith("input-x-gradient", Ask(first).Settings, StringComparison.Ordinal);
    }

    [Fact]
    public void A_feature_that_never_changes_gets_no_noise()
    {
        // The range of the one feature over input and baseline is 0, so all maps are the map.
        Attribution answer = new SmoothGrad().Explain(Cube, [2], [2], TestContext.Current.CancellationToken);
        Assert.Equal((12, 0), (answer.Values[0, 0], answer.StandardErrors![0, 0]));
    }

    [Fact]
    public void Scales_that_do_not_fit_are_refused() =>
        Assert.Contains("2 scales for 1 feature", Assert.Throws<ExplanationException>(() => Ask(new SmoothGrad { FeatureScales = [1, 2] })).Message, StringComparison.Ordinal);

    private static Attribution Ask(SmoothGrad method) => method.Explain(Cube, [2], [0], TestContext.Current.CancellationToken);
}
