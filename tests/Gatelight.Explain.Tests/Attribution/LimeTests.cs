namespace Gatelight.Explain.Tests;

public class LimeTests : AttributionMethodConformance<Lime>
{
    [Fact]
    public void A_straight_model_is_found_but_for_the_ridge()
    {
        double[] weights = SampleModels.Normals(1);
        Attribution answer = new Lime { Ridge = 1e-9 }.Explain(
            FunctionQuestion.Linear(SampleModels.Steps, SampleModels.Features, -2, weights), SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken);
        for (int step = 0; step < SampleModels.Steps; step++)
        {
            double expected = Enumerable.Range(step * 3, 3).Sum(n => weights[n] * (SampleModels.Input[n] - SampleModels.Baseline[n]));
            double found = Enumerable.Range(0, 3).Sum(feature => answer.Values[step, feature]);
            Assert.Equal(expected, found, 1e-5);
        }

        Assert.Empty(answer.Warnings);
        Assert.False(answer.IsAdditive);
    }

    [Fact]
    public void A_stronger_ridge_shrinks_and_a_step_without_a_say_gets_next_to_nothing()
    {
        FunctionQuestion question = new(6, 1, x => 3 * x[0] * x[1] + x[2], x => x);
        double[] Ask(double ridge) =>
            [.. new Lime { Ridge = ridge, Budget = 2000, Tolerance = 0 }.Explain(question, [1, 1, 1, 1, 1, 1], new double[6], TestContext.Current.CancellationToken).Values.Cast<double>()];
        double[] weak = Ask(1e-6);
        double[] strong = Ask(1);
        Assert.True(weak[0] > 1 && weak[1] > 1);
        Assert.All([3, 4, 5], step => Assert.Equal(0, weak[step], 0.2)); // the straight model cannot say x₀x₁ and spreads what it misses
        Assert.True(strong[0] < weak[0] / 2);
    }

    [Fact]
    public void Settings_out_of_range_are_refused() =>
        Assert.All(
            [() => new Lime { Ridge = 0 }, () => new Lime { KernelWidth = -1 }, () => new Lime { Tolerance = double.NaN }],
            (Func<Lime> make) => Assert.Throws<ExplanationException>(make));
}
