namespace Gatelight.Explain.Tests;

public class TemporalIntegratedGradientsTests : AttributionMethodConformance<TemporalIntegratedGradients>
{
    // F = x·y of two steps from (0, 0) to (3, 5).
    private static readonly FunctionQuestion Product = new(2, 1, x => x[0] * x[1], x => [x[1], x[0]]);

    [Fact]
    public void With_the_others_as_seen_both_factors_get_the_product() =>
        Assert.Equal([15, 15], Ask(new TemporalIntegratedGradients()).Values.Cast<double>().Select(value => Math.Round(value, 10)));

    [Fact]
    public void With_the_past_alone_the_factor_that_came_last_gets_it()
    {
        Attribution answer = Ask(new TemporalIntegratedGradients { Context = TemporalContext.PastOnly });
        Assert.Equal(0, answer.Values[0, 0], Tolerances.Exact);
        Assert.Equal(15, answer.Values[1, 0], Tolerances.Exact);
        Assert.True(answer.IsAdditive);
    }

    [Fact]
    public void The_values_of_a_step_add_up_to_its_occlusion()
    {
        ModelQuestion<double> question = new([SampleModels.Lstm<double>()], SampleModels.Steps, 0);
        Attribution answer = new TemporalIntegratedGradients { Points = 64 }.Explain(question, SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken);
        for (int step = 0; step < SampleModels.Steps; step++)
        {
            double[] occluded = SampleModels.Input;
            SampleModels.Baseline.AsSpan(step * SampleModels.Features, SampleModels.Features).CopyTo(occluded.AsSpan(step * SampleModels.Features));
            double[] ends = new double[2];
            question.Evaluate([.. SampleModels.Input, .. occluded], ends);
            double sum = Enumerable.Range(0, SampleModels.Features).Sum(feature => answer.Values[step, feature]);
            Assert.Equal(ends[0] - ends[1], sum, Tolerances.Complete);
        }

        Assert.False(answer.IsAdditive);
    }

    [Fact]
    public void With_the_past_alone_an_LSTM_adds_up()
    {
        ModelQuestion<double> question = new([SampleModels.Lstm<double>()], SampleModels.Steps, 0);
        Attribution answer = new TemporalIntegratedGradients { Context = TemporalContext.PastOnly, Points = 32 }
            .Explain(question, SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken);
        Assert.Equal(0, answer.CompletenessGap, Tolerances.Complete);
    }

    [Fact]
    public void A_step_at_its_baseline_costs_and_gets_nothing()
    {
        Attribution all = Ask(new TemporalIntegratedGradients());
        Attribution half = new TemporalIntegratedGradients().Explain(Product, [3, 5], [3, 0], TestContext.Current.CancellationToken);
        Assert.Equal(0, half.Values[0, 0]);
        Assert.Equal(all.Passes - 16, half.Passes);
    }

    private static Attribution Ask(TemporalIntegratedGradients method) => method.Explain(Product, [3, 5], [0, 0], TestContext.Current.CancellationToken);
}
