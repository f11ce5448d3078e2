using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Explain.Tests;

public class RetainTests
{
    private const int Steps = SampleModels.Steps;
    private const int Features = SampleModels.Features;

    [Fact]
    public void Terms_and_bias_add_up_to_the_answer()
    {
        for (int seed = 1; seed <= 5; seed++)
        {
            Attribution account = RetainAccount.Of(Ask(Sample(seed), new OutputTarget(1)), SampleModels.Input);
            Assert.Equal(Answer(Sample(seed), 1), account.Prediction, Tolerances.Exact);
            Assert.Equal(0, account.CompletenessGap, Tolerances.Exact);
            Assert.True(account.IsAdditive);
            Assert.Contains(account.Values.Cast<double>(), value => Math.Abs(value) > 1e-3);
        }
    }

    // With all weights of the two networks 0 their states are 0: every step has the same α, and β is the tanh of its bias.
    [Fact]
    public void With_attention_that_pays_no_heed_to_the_input_the_model_is_linear()
    {
        Model<double> model = new RetainModel(EmbeddingSize: 2, HiddenSize: 3).ToArchitecture(features: 2).Build<double>(seed: 1);
        model.Parameters.Values.AsSpan().Clear();
        Set(model, "embedding.weight", 1, 2, 3, 4);
        Set(model, "value_weights.bias", 0.5, -1);
        Set(model, "answer.weight", 10, 100);
        Set(model, "answer.bias", 7);
        double[] input = [1, -2, 3, 5];
        Attribution account = RetainAccount.Of(new ModelQuestion<double>([model], steps: 2, target: 0), input);
        double[] slopes = [0.5 * (10 * Math.Tanh(0.5) * 1 + 100 * Math.Tanh(-1) * 3), 0.5 * (10 * Math.Tanh(0.5) * 2 + 100 * Math.Tanh(-1) * 4)];
        Assert.Equal(7, account.BaselinePrediction);
        for (int n = 0; n < input.Length; n++)
            Assert.Equal(slopes[n % 2] * input[n], account.Values[n / 2, n % 2], Tolerances.Exact);
    }

    [Fact]
    public void Attention_is_decided_from_the_end()
    {
        Model<double> model = Sample(seed: 2);
        double[] usual = Weights(model, SampleModels.Input);
        double[] firstMoved = SampleModels.Input;
        firstMoved[0] += 1;
        double[] lastMoved = SampleModels.Input;
        lastMoved[^1] += 1;
        Assert.Equal(1, usual.Sum(), Tolerances.Exact);
        Assert.Equal(usual[3] / usual[4], Weights(model, firstMoved)[3] / Weights(model, firstMoved)[4], Tolerances.Exact);
        Assert.NotEqual(usual[0] / usual[1], Weights(model, firstMoved)[0] / Weights(model, firstMoved)[1], 1e-6);
        Assert.NotEqual(usual[3] / usual[4], Weights(model, lastMoved)[3] / Weights(model, lastMoved)[4], 1e-6);
    }

    [Fact]
    public void A_score_is_read_before_its_activation()
    {
        Model<double> model = Sample(seed: 3, Activation.Sigmoid);
        string message = Assert.Throws<ExplanationException>(() => RetainAccount.Of(Ask(model, new OutputTarget(0)), SampleModels.Input)).Message;
        Assert.Contains("BeforeActivation", message, StringComparison.Ordinal);
        Attribution account = RetainAccount.Of(Ask(model, new OutputTarget(0) { BeforeActivation = true }), SampleModels.Input);
        Assert.Equal(0, account.CompletenessGap, Tolerances.Exact);
        Assert.Equal(Answer(model, 0), 1 / (1 + Math.Exp(-account.Prediction)), Tolerances.Exact);
    }

    [Fact]
    public void The_difference_of_two_answers_has_the_difference_of_their_terms()
    {
        Model<double> model = Sample(seed: 4);
        Attribution difference = RetainAccount.Of(Ask(model, new OutputTarget(1) { Against = 0 }), SampleModels.Input);
        Attribution one = RetainAccount.Of(Ask(model, 1), SampleModels.Input);
        Attribution zero = RetainAccount.Of(Ask(model, 0), SampleModels.Input);
        Assert.Equal(one.Prediction - zero.Prediction, difference.Prediction, Tolerances.Exact);
        for (int n = 0; n < Steps * Features; n++)
            Assert.Equal(one.Values[n / Features, n % Features] - zero.Values[n / Features, n % Features], difference.Values[n / Features, n % Features], Tolerances.Exact);
    }

    [Fact]
    public void An_ensemble_in_other_units_adds_up_too()
    {
        Attribution account = RetainAccount.Of(
            new ModelQuestion<double>([Sample(seed: 5), Sample(seed: 6)], Steps, 0, new ExponentialLink(Offset: 1, Scale: 0.5)), SampleModels.Input);
        Assert.Equal(Math.Exp(1 + 0.5 * (Answer(Sample(seed: 5), 0) + Answer(Sample(seed: 6), 0)) / 2), account.Prediction, Tolerances.Exact);
        Assert.Equal(0, account.CompletenessGap, Tolerances.Exact);
    }

    [Fact]
    public void An_input_of_zeros_has_no_terms()
    {
        Attribution account = RetainAccount.Of(Ask(Sample(seed: 7), 0), new double[Steps * Features]);
        Assert.All(account.Values.Cast<double>(), value => Assert.Equal(0, value));
        Assert.Equal(account.BaselinePrediction, account.Prediction);
    }

    [Fact]
    public void Another_model_is_refused_in_one_line()
    {
        ModelQuestion<double> question = new([SampleModels.Lstm<double>()], Steps, 0);
        string message = Assert.Throws<ExplanationException>(() => RetainAccount.Of(question, SampleModels.Input)).Message;
        Assert.Contains("lstm_1 is not an AttentionPooling", message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, char.IsControl);
    }

    [Fact]
    public void The_model_is_left_as_it_was()
    {
        Model<double> model = Sample(seed: 8);
        double[] weights = [.. model.Parameters.Values];
        double[] before = Predict(model);
        RetainAccount.Of(Ask(model, 0), SampleModels.Input);
        Assert.Equal(weights, model.Parameters.Values);
        Assert.Equal(before, Predict(model));
    }

    private static Model<double> Sample(int seed, Activation activation = Activation.Linear)
    {
        Model<double> model = new RetainModel(EmbeddingSize: 4, HiddenSize: 5) { Outputs = 2, Activation = activation }.ToArchitecture(Features).Build<double>(seed);
        double[] noise = SampleModels.Normals(seed + 50, model.Parameters.Count);
        for (int n = 0; n < noise.Length; n++)
            model.Parameters.Values[n] += 0.5 * noise[n];
        model.Parameters.MarkChanged();
        return model;
    }

    private static void Set(Model<double> model, string name, params double[] values)
    {
        values.CopyTo(model.Parameters.All.Single(parameter => parameter.Name == name).Values);
        model.Parameters.MarkChanged();
    }

    private static ModelQuestion<double> Ask(Model<double> model, OutputTarget target) => new([model], Steps, target);

    private static double[] Predict(Model<double> model) => model.Predict(new Batch<double>(SampleModels.Input, 1, Steps, Features));

    private static double Answer(Model<double> model, int unit) => Predict(model)[unit];

    private static double[] Weights(Model<double> model, double[] input)
    {
        model.Forward(new Batch<double>(input, 1, Steps, Features));
        return [.. Assert.Single(model.Trace().OfType<AttentionTrace>()).Weights.Cast<double>()];
    }
}
