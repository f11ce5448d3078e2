using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Explain.Tests;

public class DeepLiftTests : AttributionMethodConformance<DeepLift>
{
    public static TheoryData<string> Names => UnrolledModels.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void The_contributions_add_up_to_the_difference_of_the_answers(string name)
    {
        ModelQuestion<double> question = UnrolledModels.Question(name, new OutputTarget(0) { Against = 1 });
        double[] input = UnrolledModels.Input();
        double[] baseline = UnrolledModels.Input(77);
        double[] answers = new double[2];
        question.Evaluate([.. input, .. baseline], answers);
        Attribution answer = Ask(question, input, baseline);
        Assert.Equal(answers[0], answer.Prediction, Tolerances.Complete);
        Assert.Equal(answers[1], answer.BaselinePrediction, Tolerances.Complete);
        Assert.Equal(answers[0] - answers[1], answer.Sum, Tolerances.Complete);
        Assert.NotEqual(0, answer.Sum);
    }

    [Fact]
    public void Of_a_linear_model_it_is_weight_times_difference()
    {
        Model<double> model = new Sequential(new Dense(2), new Flatten(), new Dense(1)).ToArchitecture(LayerShape.Sequence(2, steps: 2)).Build<double>(5);
        ModelQuestion<double> question = new([model], 2, 0);
        double[] gradient = new double[4];
        question.EvaluateGradient([1, 2, 3, 4], new double[1], gradient);
        Attribution answer = Ask(question, [1, 2, 3, 4], [0, 5, 3, 2]);
        Assert.Equal([gradient[0], -3 * gradient[1], 0, 2 * gradient[3]], answer.Values.Cast<double>().Select(value => value), Close);
    }

    [Fact]
    public void A_product_is_shared_by_the_means_of_its_factors()
    {
        // (x·1)·(x·2) of one feature against 0.5: 2·3² - 2·0.5² = 17.5, all of it due to the one cell; and with two cells by hand.
        ModelGraph graph = new();
        GraphSource input = graph.Input(LayerShape.Sequence(2));
        Model<double> model = graph.ToArchitecture(graph.Add(new GlobalAveragePooling1D(), graph.Add(new Multiply(), graph.Add(new Dense(1) { UseBias = false }, input), graph.Add(new Dense(1) { UseBias = false }, input)))).Build<double>();
        model.Parameters.Load([1, 0, 0, 1]); // y = x₀·x₁
        Attribution answer = Ask(new ModelQuestion<double>([model], 1, 0), [3, 5], [1, 2]);
        Assert.Equal([(3 - 1) * (5 + 2) / 2.0, (5 - 2) * (3 + 1) / 2.0], answer.Values.Cast<double>(), Close);
    }

    [Fact]
    public void Nothing_moved_nothing_contributed()
    {
        Attribution answer = Ask(new ModelQuestion<double>([SampleModels.Lstm<double>()], SampleModels.Steps, 0), SampleModels.Input, SampleModels.Input);
        Assert.All(answer.Values.Cast<double>(), value => Assert.Equal(0, value));
        Assert.Equal(answer.Prediction, answer.BaselinePrediction);
    }

    [Fact]
    public void Where_hardly_anything_moved_it_is_the_gradient()
    {
        ModelQuestion<double> question = new([SampleModels.Lstm<double>()], SampleModels.Steps, 0);
        double[] baseline = SampleModels.Input;
        baseline[4] -= 1e-9;
        double[] gradient = new double[baseline.Length];
        question.EvaluateGradient(SampleModels.Input, new double[1], gradient);
        Assert.Equal(gradient[4], Ask(question, SampleModels.Input, baseline).Values[1, 1] / (SampleModels.Input[4] - baseline[4]), Tolerances.Gradient * Math.Abs(gradient[4]));
    }

    [Fact]
    public void A_baseline_that_masks_other_steps_is_refused()
    {
        ModelQuestion<double> question = new([SampleModels.Of<double>(3, new Masking(0), new Lstm(3), new Dense(1))], SampleModels.Steps, 0);
        string message = Assert.Throws<ExplanationException>(() => Ask(question, SampleModels.Input, new double[SampleModels.Input.Length])).Message;
        Assert.Contains("masks the same steps", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_without_a_model_is_refused() => Assert.Contains(
        "needs a model to look into",
        Assert.Throws<ExplanationException>(() => Ask(FunctionQuestion.Linear(1, 1, 0, [1]), [1], [0])).Message,
        StringComparison.Ordinal);

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) < Tolerances.Exact;

    private static Attribution Ask(IExplainable question, double[] input, double[] baseline) =>
        new DeepLift().Explain(question, input, baseline, TestContext.Current.CancellationToken);
}
