using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Explain.Tests;

public class LayerwiseRelevanceTests : AttributionMethodConformance<LayerwiseRelevance>
{
    public static TheoryData<string, RelevanceProductRule> Conserved => [.. from name in UnrolledModels.All.Keys from rule in Enum.GetValues<RelevanceProductRule>() select (name, rule)];

    [Theory]
    [MemberData(nameof(Conserved))]
    public void With_shared_biases_all_of_the_answer_reaches_the_input(string name, RelevanceProductRule rule)
    {
        ModelQuestion<double> question = UnrolledModels.Question(name, new OutputTarget(0) { Against = 1 });
        Attribution answer = Ask(new LayerwiseRelevance { ProductRule = rule, Bias = BiasRelevance.SharedEqually, Epsilon = 1e-2 }, question, UnrolledModels.Input());
        Assert.True(answer.IsAdditive);
        Assert.Equal(0, answer.BaselinePrediction);
        Assert.Equal(answer.Prediction, answer.Sum, Tolerances.Complete * Math.Max(1, answer.Values.Cast<double>().Sum(Math.Abs)));
        Assert.NotEqual(0, answer.Prediction);
    }

    [Fact]
    public void Kept_by_the_biases_it_does_not_promise_to_add_up()
    {
        Attribution answer = Ask(new LayerwiseRelevance(), UnrolledModels.Question("Lstm", 0), UnrolledModels.Input());
        Assert.False(answer.IsAdditive);
        Assert.NotEqual(0, answer.CompletenessGap, Tolerances.Gradient);
    }

    [Fact]
    public void Of_a_linear_model_it_is_weight_times_value()
    {
        Model<double> model = new Sequential(new Flatten(), new Dense(1)).ToArchitecture(LayerShape.Sequence(2, steps: 2)).Build<double>(5);
        model.Parameters.Load([1, -2, 0.5, 3, 10]);
        ModelQuestion<double> question = new([model], 2, 0);
        LayerwiseRelevance exact = new() { Epsilon = 0 };
        Assert.Equal([2.0, -6, 2, 15], Ask(exact, question, [2, 3, 4, 5]).Values.Cast<double>(), Close);
        LayerwiseRelevance shared = new() { Epsilon = 0, Bias = BiasRelevance.SharedEqually };
        Assert.Equal([4.5, -3.5, 4.5, 17.5], Ask(shared, question, [2, 3, 4, 5]).Values.Cast<double>(), Close);
        // z = 23, so ε = 0.1·23 and each term keeps 1/1.1 of itself.
        Assert.Equal([2 / 1.1, -6 / 1.1, 2 / 1.1, 15 / 1.1], Ask(new LayerwiseRelevance { Epsilon = 0.1 }, question, [2, 3, 4, 5]).Values.Cast<double>(), Close);
    }

    [Fact]
    public void A_gate_gets_nothing_half_or_its_proportion()
    {
        // One step of one unit, h = o·tanh(i·g), with the pre-activations 1·x, 2·x, 3·x and 4·x at x = 0.5: all relevance ends in x,
        // so a second feature is given to the gates alone to see their share.
        Model<double> model = new Sequential(new Lstm(1), new Dense(1) { UseBias = false }).ToArchitecture(LayerShape.Sequence(2)).Build<double>();
        model.Parameters.Load([0, 1, 0, 0, 3, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 1]); // i and o see x₁ alone, g sees x₀ alone
        ModelQuestion<double> question = new([model], 1, 0);
        double i = 1 / (1 + Math.Exp(-0.5)), o = 1 / (1 + Math.Exp(-2)), g = Math.Tanh(1.5), squashed = Math.Tanh(i * g), h = o * squashed;
        double[] Of(RelevanceProductRule rule) => [.. Ask(new LayerwiseRelevance { Epsilon = 0, ProductRule = rule }, question, [0.5, 0.5]).Values.Cast<double>()];
        Assert.Equal([h, 0], Of(RelevanceProductRule.SignalTakesAll), Close);
        Assert.Equal([h / 4, h * 3 / 4], Of(RelevanceProductRule.Half), Close);
        double signal = h * squashed / (o + squashed) * g / (i + g);
        Assert.Equal([signal, h - signal], Of(RelevanceProductRule.Proportional), Close);
    }

    [Fact]
    public void It_is_what_the_recurrence_of_the_paper_gives_written_out_step_by_step()
    {
        ModelQuestion<double> question = new([SampleModels.Lstm<double>()], SampleModels.Steps, 1);
        Attribution answer = Ask(new LayerwiseRelevance { Epsilon = 0 }, question, SampleModels.Input);
        double[,] expected = PaperLiteralRelevance.Of(question.Members[0], SampleModels.Input, SampleModels.Steps, SampleModels.Features, 1);
        double scale = expected.Cast<double>().Max(Math.Abs);
        Assert.All(expected.Cast<double>().Zip(answer.Values.Cast<double>()), pair => Assert.Equal(pair.First, pair.Second, Tolerances.Complete * scale));
    }

    [Fact]
    public void Token_ids_get_the_relevance_of_their_vectors()
    {
        Layer[] behind = [new Lstm(4), new Dense(1)];
        Model<double> whole = new Sequential([new Embedding(9, 3) { MaskZero = true }, .. behind]).ToArchitecture(LayerShape.Sequence(1)).Build<double>(6);
        ModelQuestion<double> question = new([whole], 4, 0);
        (Model<double> part, _, Parameter<double> table) = ModelSurgery.BehindEmbedding(whole, 0);
        double[] ids = [7, 2, 0, 5];
        Attribution words = Ask(new LayerwiseRelevance(), question, ids);
        Attribution vectors = Ask(new LayerwiseRelevance(), new ModelQuestion<double>([part], 3, 0), [.. new[] { 7, 2, 5 }.SelectMany(id => table.Values.Slice(id * 3, 3).ToArray())]);
        Assert.Equal(0, words.Values[2, 0]);
        foreach ((int at, int from) in new[] { (0, 0), (1, 1), (3, 2) })
            Assert.Equal(Enumerable.Range(0, 3).Sum(n => vectors.Values[from, n]), words.Values[at, 0], Tolerances.Exact);
        Assert.NotEqual(0, words.Sum);
    }

    [Fact]
    public void What_falls_to_a_held_input_is_where_the_account_starts()
    {
        ModelGraph graph = new();
        GraphSource series = graph.Input(LayerShape.Sequence(2));
        GraphSource held = graph.Input(LayerShape.Vector(3));
        Model<double> model = graph.ToArchitecture(graph.Add(new Dense(1), graph.Add(new Concatenate(), graph.Add(new Lstm(3), series), held))).Build<double>(9);
        ModelQuestion<double> question = new([model], 3, 0, null, 0, [Batch<double>.Vectors(new double[] { 1, -2, 3 }, 1, 3)]);
        Attribution answer = Ask(new LayerwiseRelevance { Bias = BiasRelevance.SharedEqually }, question, SampleModels.Normals(3, 6));
        Assert.NotEqual(0, answer.BaselinePrediction);
        Assert.Equal(0, answer.CompletenessGap, Tolerances.Complete);
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LayerwiseRelevance { Epsilon = -0.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LayerwiseRelevance { Epsilon = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LayerwiseRelevance { ProductRule = (RelevanceProductRule)9 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LayerwiseRelevance { Bias = (BiasRelevance)9 });
    }

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) < Tolerances.Complete;

    private static Attribution Ask(LayerwiseRelevance method, IExplainable question, double[] input) =>
        method.Explain(question, input, input, TestContext.Current.CancellationToken);
}
