using System.Numerics;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Explain.Tests;

public class AttentionWeightsTests : AttributionMethodConformance<AttentionWeights>
{
    [Fact]
    public void They_are_the_weights_of_the_trace_and_add_up_to_one()
    {
        Model<double> model = SampleModel<double>();
        model.Forward(new Batch<double>(SampleModels.Input, 1, SampleModels.Steps, SampleModels.Features));
        double[,] weights = model.Trace().OfType<AttentionTrace>().Single().Weights;
        Attribution answer = Ask(new AttentionWeights(), new ModelQuestion<double>([model], SampleModels.Steps, 0));
        Assert.Equal(weights.Cast<double>(), answer.Values.Cast<double>());
        Assert.Equal(1, answer.Sum, Tolerances.Exact);
        Assert.False(answer.IsAdditive);
        Assert.Contains("not what moved the answer", Assert.Single(answer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_members_of_an_ensemble_are_averaged()
    {
        Model<double>[] members = [Pooled<double>(1), Pooled<double>(2)];
        double[] single = [.. members.Select(member => Ask(new AttentionWeights(), new ModelQuestion<double>([member], SampleModels.Steps, 0)).Values[3, 0])];
        Assert.Equal(single.Average(), Ask(new AttentionWeights(), new ModelQuestion<double>(members, SampleModels.Steps, 0)).Values[3, 0], Tolerances.Exact);
        Assert.NotEqual(single[0], single[1]);
    }

    [Fact]
    public void A_sequence_is_looked_at_from_the_step_that_is_asked_about()
    {
        ModelGraph graph = new();
        GraphSource hidden = graph.Add(new Lstm(4) { ReturnSequences = true }, graph.Input(LayerShape.Sequence(SampleModels.Features)));
        GraphSource context = graph.Add(new MultiplicativeAttention(), hidden, hidden);
        Model<double> model = graph.ToArchitecture(graph.Add(new Dense(1), context)).Build<double>(4);
        model.Forward(new Batch<double>(SampleModels.Input, 1, SampleModels.Steps, SampleModels.Features));
        double[,] weights = model.Trace().OfType<AttentionTrace>().Single().Weights;
        Attribution third = Ask(new AttentionWeights(), new ModelQuestion<double>([model], SampleModels.Steps, new OutputTarget(0) { Step = 2 }));
        Attribution last = Ask(new AttentionWeights(), new ModelQuestion<double>([model], SampleModels.Steps, 0));
        Assert.Equal(weights[2, 5], third.Values[5, 0]);
        Assert.Equal(weights[SampleModels.Steps - 1, 5], last.Values[5, 0]);
    }

    [Fact]
    public void Masked_steps_get_nothing()
    {
        Model<double> model = SampleModels.Of<double>(3, new Masking(0), new Lstm(4) { ReturnSequences = true }, new SelfAttentionPooling(3), new Dense(1));
        double[] input = SampleModels.Input;
        input.AsSpan(2 * SampleModels.Features, SampleModels.Features).Clear();
        Attribution answer = new AttentionWeights().Explain(new ModelQuestion<double>([model], SampleModels.Steps, 0), input, [], TestContext.Current.CancellationToken);
        Assert.Equal(0, answer.Values[2, 0]);
        Assert.Equal(1, answer.Sum, Tolerances.Exact);
        Assert.True(answer.Values[6, 0] > 0);
    }

    [Fact]
    public void What_has_no_attention_over_the_input_is_refused()
    {
        Refused(new AttentionWeights(), new ModelQuestion<double>([SampleModels.Lstm<double>()], SampleModels.Steps, 0), "no attention layer");
        Refused(new AttentionWeights(), FunctionQuestion.Linear(SampleModels.Steps, SampleModels.Features, 0, SampleModels.Normals(1)), "not in a function");
        Refused(new AttentionWeights { Layer = "x" }, new ModelQuestion<double>([Pooled<double>(1)], SampleModels.Steps, 0), "name one of selfattentionpooling_1");
        Model<double> shortened = SampleModels.Of<double>(3, new Lstm(4) { ReturnSequences = true }, new AveragePooling1D(2), new SelfAttentionPooling(3), new Dense(1));
        Refused(new AttentionWeights(), new ModelQuestion<double>([shortened], SampleModels.Steps, 0), "other than those of input 0");
    }

    protected override Model<T> SampleModel<T>() => Pooled<T>(3);

    private static Model<T> Pooled<T>(int seed)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        SampleModels.Of<T>(seed, new Lstm(5) { ReturnSequences = true }, new SelfAttentionPooling(4), new Dense(2));

    private static void Refused(AttentionWeights method, IExplainable question, string expected) =>
        Assert.Contains(expected, Assert.Throws<ExplanationException>(() => Ask(method, question)).Message, StringComparison.Ordinal);

    private static Attribution Ask(AttentionWeights method, IExplainable question) =>
        method.Explain(question, SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken);
}
