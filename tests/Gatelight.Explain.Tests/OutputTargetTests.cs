using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Explain.Tests;

/// <summary>Any number that a model answers with may be asked about, and its gradient is that of central differences.</summary>
public class OutputTargetTests
{
    private const int Steps = SampleModels.Steps;

    public static TheoryData<OutputTarget> StepTargets =>
        [new OutputTarget(1), new OutputTarget(1) { Step = 0 }, new OutputTarget(2) { Step = 4 }, new OutputTarget(0) { Step = 4, Against = 2 }];

    [Theory]
    [MemberData(nameof(StepTargets))]
    public void A_step_of_a_sequence_is_asked_for_by_its_number_and_the_last_by_none(OutputTarget target)
    {
        Model<double> model = SampleModels.Of<double>(5, new Gru(4) { ReturnSequences = true }, new Dense(3));
        double[] outputs = model.Predict(Batch(SampleModels.Input));
        int row = (target.Step ?? Steps - 1) * 3;
        Check(new ModelQuestion<double>([model], Steps, target), outputs[row + target.Unit] - (target.Against is { } other ? outputs[row + other] : 0));
    }

    [Fact]
    public void A_step_after_the_last_is_refused_in_one_line()
    {
        ModelQuestion<double> question = new([SampleModels.Of<double>(5, new Gru(4) { ReturnSequences = true }, new Dense(3))], Steps, new OutputTarget(0) { Step = Steps });
        Assert.Contains("step 7 does not exist", Assert.Throws<ExplanationException>(() => question.Evaluate(SampleModels.Input, new double[1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_score_before_a_softmax_is_the_logarithm_of_the_odds_when_two_are_compared()
    {
        foreach (Layer[] head in new Layer[][] { [new Dense(3), new Softmax()], [new Dense(3), new Activate(Activation.Sigmoid)], [new Dense(3) { Activation = Activation.Sigmoid }] })
        {
            Model<double> model = SampleModels.Of<double>(6, [new Lstm(4), .. head]);
            double[] probabilities = model.Predict(Batch(SampleModels.Input));
            double expected = head[^1] is Softmax
                ? Math.Log(probabilities[2] / probabilities[0])
                : Math.Log(probabilities[2] / (1 - probabilities[2])) - Math.Log(probabilities[0] / (1 - probabilities[0]));
            Check(new ModelQuestion<double>([model], Steps, new OutputTarget(2) { Against = 0, BeforeActivation = true }), expected);
            Check(new ModelQuestion<double>([model], Steps, new OutputTarget(2) { Against = 0 }), probabilities[2] - probabilities[0]);
        }
    }

    [Fact]
    public void A_model_that_ends_without_an_activation_has_its_output_as_its_score()
    {
        Model<double> model = SampleModels.Lstm<double>();
        Check(new ModelQuestion<double>([model], Steps, new OutputTarget(1) { BeforeActivation = true }), model.Predict(Batch(SampleModels.Input))[1]);
    }

    [Fact]
    public void One_input_and_one_output_of_several_are_asked_about_while_the_other_inputs_are_held()
    {
        ModelGraph graph = new();
        GraphSource context = graph.Input(LayerShape.Vector(2));
        GraphSource series = graph.Input(LayerShape.Sequence(3));
        GraphSource memory = graph.Add(new Lstm(4), series);
        GraphSource first = graph.Add(new Dense(2), memory);
        GraphSource second = graph.Add(new Dense(3) { Activation = Activation.Tanh }, graph.Add(new Concatenate(), memory, context));
        Model<double> model = graph.ToArchitecture(first, second).Build<double>(seed: 8);
        double[] held = [0.7, -1.2];
        model.Forward(Batch<double>.Vectors(held, 1, 2), Batch(SampleModels.Input));
        double[] outputs = new double[3];
        model.CopyOutput(outputs, 1);

        OutputTarget target = new(2) { Output = 1, Against = 1 };
        Check(new ModelQuestion<double>([model], Steps, target, null, input: 1, [Batch<double>.Vectors(held, 1, 2)]), outputs[2] - outputs[1]);
        Check(new ModelQuestion<double>([model], 1, target, null, input: 0, [Batch(SampleModels.Input)]), outputs[2] - outputs[1], held);
        Assert.Contains("give one sample of each but input 1", Assert.Throws<ExplanationException>(() => new ModelQuestion<double>([model], Steps, target, null, input: 1, [])).Message, StringComparison.Ordinal);
        Assert.Contains("input 2 does not exist", Assert.Throws<ExplanationException>(() => new ModelQuestion<double>([model], Steps, target, null, input: 2, [Batch(SampleModels.Input)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Behind_an_embedding_the_vectors_of_the_tokens_give_the_same_answer()
    {
        Model<double> model = new Sequential(new Embedding(9, 4), new Bidirectional(new Lstm(3)), new Dense(2)).ToArchitecture(LayerShape.Sequence(1)).Build<double>(seed: 2);
        double[] tokens = [3, 8, 1, 1, 5];
        double expected = model.Predict(new Batch<double>(tokens, 1, 5, 1))[1];
        (Model<double> behind, Embedding layer, Parameter<double> table) = ModelSurgery.BehindEmbedding(model, 0);
        double[] vectors = new double[tokens.Length * layer.Width];
        for (int t = 0; t < tokens.Length; t++)
            table.Values.Slice((int)tokens[t] * layer.Width, layer.Width).CopyTo(vectors.AsSpan(t * layer.Width));
        Check(new ModelQuestion<double>([behind], 5, 1), expected, vectors);
        Assert.Throws<ExplanationException>(() => ModelSurgery.BehindEmbedding(SampleModels.Lstm<double>(), 0));
    }

    private static Batch<double> Batch(double[] values) => new(values, 1, Steps, SampleModels.Features);

    private static void Check(ModelQuestion<double> question, double expected, double[]? at = null)
    {
        // The error of a central difference with this step is about step² + machine epsilon / step: some 1e-10.
        const double StepSize = 1e-5;
        double[] input = at ?? SampleModels.Input;
        double[] twice = [.. SampleModels.Normals(77, input.Length), .. input];
        double[] answers = new double[2];
        double[] gradients = new double[twice.Length];
        question.EvaluateGradient(twice, answers, gradients);
        Assert.Equal(expected, answers[1], Tolerances.Complete);
        for (int n = 0; n < input.Length; n++)
        {
            double difference = (Value(question, input, n, StepSize) - Value(question, input, n, -StepSize)) / (2 * StepSize);
            Assert.Equal(difference, gradients[input.Length + n], Tolerances.Gradient * Math.Max(1, Math.Abs(difference)));
        }
    }

    private static double Value(ModelQuestion<double> question, double[] input, int at, double by)
    {
        double[] moved = [.. input];
        moved[at] += by;
        double[] answer = new double[1];
        question.Evaluate(moved, answer);
        return answer[0];
    }
}
