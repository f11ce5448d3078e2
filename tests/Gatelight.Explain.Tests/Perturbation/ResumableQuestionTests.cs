using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Explain.Tests.Perturbation;

public class ResumableQuestionTests
{
    public static TheoryData<string, Layer[]> Resumable => new()
    {
        { "plain", [new Lstm(5), new Dense(2)] },
        { "peepholes", [new Lstm(5) { Peepholes = true }, new Dense(2)] },
        { "coupled", [new Lstm(5) { CoupledGates = true }, new Dense(2)] },
        { "left out", [new Lstm(5) { OmitForgetGate = true, OmitOutputGate = true }, new Dense(2)] },
        { "projected", [new Lstm(5) { ProjectionSize = 3 }, new Dense(2)] },
        { "normalised", [new Lstm(5) { LayerNormalization = true }, new Dense(2)] },
        { "clipped", [new Lstm(5) { Clip = 0.8, GateActivation = Activation.HardSigmoid }, new Dense(2)] },
        { "zoneout", [new Lstm(5) { HiddenZoneout = 0.2, CellZoneout = 0.3 }, new Dense(2)] },
        { "gru", [new Gru(5), new Dense(2)] },
        { "gru, reset before", [new Gru(5) { ResetBefore = true }, new Dense(2)] },
        { "slstm", [new SLstm(5), new Dense(2)] },
        { "simple", [new SimpleRnn(5), new Dense(2)] },
        { "stacked", [new Dense(4) { Activation = Activation.Tanh }, new Lstm(5) { ReturnSequences = true }, new LayerNormalization(), new Dropout(0.2), new Gru(4), new Dense(2), new Softmax()] },
        { "answers along", [new Lstm(5) { ReturnSequences = true }, new Activate(Activation.Tanh), new Dense(2)] },
        { "decoder behind", [new Lstm(5), new RepeatVector(4), new Gru(3) { ReturnSequences = true }, new Flatten(), new Dense(2)] },
    };

    public static TheoryData<string, Layer[]> NotResumable => new()
    {
        { "bidirectional", [new Bidirectional(new Lstm(5)), new Dense(2)] },
        { "backwards", [new Lstm(5) { GoBackwards = true }, new Dense(2)] },
        { "backwards gru", [new Gru(5) { GoBackwards = true }, new Dense(2)] },
        { "attentive", [new Lstm(5) { ReturnSequences = true }, new SelfAttentionPooling(4), new Dense(2)] },
        { "pooled", [new Lstm(5) { ReturnSequences = true }, new GlobalAveragePooling1D(), new Dense(2)] },
        { "convolved", [new Conv1D(4, 3) { Padding = Padding.Causal }, new Lstm(5), new Dense(2)] },
        { "masked", [new Masking(0), new Lstm(5), new Dense(2)] },
        { "gates hidden", [new Lstm(5) { FullGateRecurrence = true }, new Dense(2)] },
        { "no memory", [new GlobalAveragePooling1D(), new Dense(2)] },
    };

    [Theory]
    [MemberData(nameof(Resumable))]
    public void Going_on_from_a_step_gives_the_answer_of_the_whole_sequence(string kind, Layer[] layers)
    {
        ModelQuestion<double> question = new([SampleModels.Of<double>(3, layers), SampleModels.Of<double>(4, layers)], SampleModels.Steps, new OutputTarget(1) { Against = 0 }, new ExponentialLink(0.2, 0.7));
        ResumableQuestion<double> resumed = CheckSame(question);
        int variants = Variants().Length / SampleModels.Input.Length;
        Assert.True(resumed.StepsRead < variants * SampleModels.Steps, kind);
    }

    [Theory]
    [MemberData(nameof(NotResumable))]
    public void A_model_that_looks_elsewhere_is_read_from_the_start(string kind, Layer[] layers)
    {
        ModelQuestion<double> question = new([SampleModels.Of<double>(3, layers)], SampleModels.Steps, 1);
        Assert.True(ResumableQuestion.Of(question) is null, kind);
        Interrogation asking = new(question, int.MaxValue, null, TestContext.Current.CancellationToken);
        asking.Remember(SampleModels.Input);
        double[] answers = new double[Variants().Length / SampleModels.Input.Length];
        asking.Ask(Variants(), answers);
        Assert.Equal(Plain(question, Variants()), answers);
    }

    [Fact]
    public void An_answer_at_an_earlier_step_does_not_read_beyond_it()
    {
        Model<double> model = SampleModels.Of<double>(3, new Lstm(5) { ReturnSequences = true }, new Dense(2));
        ResumableQuestion<double> resumed = CheckSame(new ModelQuestion<double>([model], SampleModels.Steps, new OutputTarget(1) { Step = 3 }));
        Assert.True(resumed.StepsRead <= 4 * (Variants().Length / SampleModels.Input.Length));
        Assert.Null(ResumableQuestion.Of(new ModelQuestion<double>([model], SampleModels.Steps, new OutputTarget(1) { Step = SampleModels.Steps })));
    }

    [Fact]
    public void Further_inputs_that_are_vectors_are_held()
    {
        ModelGraph graph = new();
        GraphSource series = graph.Input(LayerShape.Sequence(SampleModels.Features));
        GraphSource context = graph.Input(LayerShape.Vector(2));
        GraphSource memory = graph.Add(new Gru(4), series);
        Model<double> model = graph.ToArchitecture(graph.Add(new Dense(2), graph.Add(new Concatenate(), memory, context))).Build<double>(5);
        CheckSame(new ModelQuestion<double>([model], SampleModels.Steps, 1, null, 0, [new Batch<double>(new[] { 0.5, -2 }, 1, 1, 2)]));
    }

    [Fact]
    public void States_that_are_given_by_another_input_are_not_replaced()
    {
        ModelGraph graph = new();
        GraphSource series = graph.Input(LayerShape.Sequence(SampleModels.Features));
        GraphSource state = graph.Input(LayerShape.Vector(4));
        Model<double> model = graph.ToArchitecture(graph.Add(new Dense(1), graph.Add(new Gru(4), series, state))).Build<double>(5);
        Assert.Null(ResumableQuestion.Of(new ModelQuestion<double>([model], SampleModels.Steps, 0, null, 0, [new Batch<double>(new double[4], 1, 1, 4)])));
    }

    private static ResumableQuestion<double> CheckSame(ModelQuestion<double> question)
    {
        var resumed = Assert.IsType<ResumableQuestion<double>>(ResumableQuestion.Of(question));
        double[] variants = Variants();
        double[] expected = Plain(question, variants);
        Assert.Equal(Plain(question, SampleModels.Input)[0], resumed.Remember(SampleModels.Input));
        resumed.Remember(SampleModels.Baseline);
        double[] answers = new double[expected.Length];
        resumed.Evaluate(variants, answers);
        Assert.All(expected.Zip(answers), pair => Assert.Equal(pair.First, pair.Second, Tolerances.Exact));
        Assert.True(expected.Distinct().Count() > expected.Length / 3);
        return resumed;
    }

    private static double[] Plain(ModelQuestion<double> question, double[] inputs)
    {
        double[] answers = new double[inputs.Length / SampleModels.Input.Length];
        for (int n = 0; n < answers.Length; n++)
            question.Evaluate(inputs.AsSpan(n * SampleModels.Input.Length, SampleModels.Input.Length), answers.AsSpan(n, 1));
        return answers;
    }

    // Every cell of the input changed, every cell of the baseline changed, the input and the baseline themselves, and one that shares nothing.
    private static double[] Variants()
    {
        List<double> variants = [];
        foreach (double[] from in new[] { SampleModels.Input, SampleModels.Baseline })
        {
            variants.AddRange(from);
            for (int cell = from.Length - 1; cell >= 0; cell--)
            {
                double[] changed = [.. from];
                changed[cell] += 0.7;
                variants.AddRange(changed);
            }
        }

        variants.AddRange(SampleModels.Normals(77));
        return [.. variants];
    }
}
