using Gatelight.Models;

namespace Gatelight.Explain.Tests;

public class RandomizationCheckTests
{
    [Fact]
    public void Integrated_gradients_lose_their_map_with_the_weights()
    {
        RandomizationReport report = Check(new RandomizationCheck { Draws = 5 }, new IntegratedGradients());
        Assert.Equal(["dense_1", "lstm_1"], report.Steps.Select(step => step.Layer));
        Assert.True(report.IsPassed, $"similarity {report.Similarity}");
        Assert.All(report.Steps, step => Assert.InRange(step.Similarity, 0, 1));
    }

    [Fact]
    public void A_map_of_the_input_alone_fails()
    {
        RandomizationReport report = Check(new RandomizationCheck(), new InputItself());
        Assert.False(report.IsPassed);
        Assert.Equal(1, report.Similarity, Tolerances.Exact);
        Assert.Equal(1, report.Steps[0].MagnitudeSimilarity, Tolerances.Exact);
    }

    [Fact]
    public void Without_the_cascade_only_the_end_is_looked_at_and_is_the_same()
    {
        RandomizationReport all = Check(new RandomizationCheck(), new IntegratedGradients());
        RandomizationReport last = Check(new RandomizationCheck { Cascades = false }, new IntegratedGradients());
        Assert.Equal(all.Similarity, Assert.Single(last.Steps).Similarity);
        Assert.True(last.Passes < all.Passes);
    }

    [Fact]
    public void The_model_keeps_its_weights_and_a_seed_its_bits()
    {
        Model<double> model = SampleModels.Lstm<double>();
        double[] weights = [.. model.Parameters.Values];
        ModelQuestion<double> question = new([model], SampleModels.Steps, new OutputTarget(0) { BeforeActivation = true });
        double before = Value(question);
        RandomizationReport[] reports = [.. new[] { 1, 1, 2 }.Select(seed => new RandomizationCheck { Seed = seed }.Parameters(
            new Saliency(), question, SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken))];
        Assert.Equal(weights, model.Parameters.Values);
        Assert.Equal(before, Value(question));
        Assert.Equal(reports[0].Similarity, reports[1].Similarity);
        Assert.NotEqual(reports[0].Similarity, reports[2].Similarity);
    }

    [Fact]
    public void Two_models_are_compared_for_the_labels()
    {
        ModelQuestion<double> learned = new([SampleModels.Lstm<double>()], SampleModels.Steps, 0);
        ModelQuestion<double> other = new([SampleModels.Lstm<double>(seed: 8)], SampleModels.Steps, 0);
        RandomizationCheck check = new();
        RandomizationReport same = check.Labels(new Saliency(), learned, learned, SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken);
        RandomizationReport different = check.Labels(new Saliency(), learned, other, SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken);
        Assert.Equal(1, same.Similarity, Tolerances.Exact);
        Assert.False(same.IsPassed);
        Assert.True(different.Similarity < 1);
        Assert.Equal("shuffled labels", Assert.Single(different.Steps).Layer);
    }

    private static RandomizationReport Check(RandomizationCheck check, IAttributionMethod method) => check.Parameters(
        method, new ModelQuestion<double>([SampleModels.Lstm<double>()], SampleModels.Steps, 0), SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken);

    private static double Value(ModelQuestion<double> question)
    {
        double[] answer = new double[1];
        question.Evaluate(SampleModels.Input, answer);
        return answer[0];
    }
}
