namespace Gatelight.Explain.Tests;

public class AblationTests : AttributionMethodConformance<Ablation>
{
    [Fact]
    public void It_is_the_mean_of_occlusions_with_the_error_between_them()
    {
        ModelQuestion<double> question = new([SampleModels.Lstm<double>()], SampleModels.Steps, 1);
        Filler[] fillers = [Filler.Zero, Filler.Baseline, Filler.LastValue];
        Attribution answer = Ask(new Ablation { Players = Players.Cells, Fillers = fillers }, question);
        double[][] single = [.. fillers.Select(filler => Ask(new Occlusion { Filler = filler }, question).Values.Cast<double>().ToArray())];
        for (int n = 0; n < single[0].Length; n++)
        {
            double mean = single.Average(values => values[n]);
            double deviation = Math.Sqrt(single.Sum(values => (values[n] - mean) * (values[n] - mean)) / 2);
            Assert.Equal(mean, answer.Values[n / 3, n % 3], Tolerances.Exact);
            Assert.Equal(deviation / Math.Sqrt(3), answer.StandardErrors![n / 3, n % 3], Tolerances.Exact);
        }

        Assert.Contains("fillers zero, baseline, last value", answer.Settings, StringComparison.Ordinal);
        Assert.Throws<ExplanationException>(() => new Ablation { Fillers = [] });
    }

    private static Attribution Ask(IAttributionMethod method, IExplainable question) =>
        method.Explain(question, SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken);
}
