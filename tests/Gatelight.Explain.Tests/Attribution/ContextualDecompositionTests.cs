using Gatelight.Models;

namespace Gatelight.Explain.Tests;

public class ContextualDecompositionTests : AttributionMethodConformance<ContextualDecomposition>
{
    public static TheoryData<string> Names => UnrolledModels.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Both_parts_are_the_answer(string name)
    {
        ModelQuestion<double> question = UnrolledModels.Question(name, 0);
        double[] answer = new double[1];
        question.Evaluate(UnrolledModels.Input(), answer);
        for (int to = 0; to < UnrolledModels.Steps; to++)
        {
            SpanContribution span = ContextualDecomposition.OfSpan(question, UnrolledModels.Input(), to / 2, to);
            Assert.Equal(answer[0], span.Beta + span.Gamma, Tolerances.Exact * Math.Max(1, Math.Abs(span.Beta)));
            Assert.Equal((to / 2, to), (span.From, span.To));
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 4)]
    [InlineData(0, 6)]
    [InlineData(6, 6)]
    public void Of_one_LSTM_it_is_the_recurrence_of_the_paper_written_out(int from, int to)
    {
        ModelQuestion<double> question = new([SampleModels.Lstm<double>()], SampleModels.Steps, 1);
        SpanContribution span = ContextualDecomposition.OfSpan(question, SampleModels.Input, from, to);
        (double beta, double gamma) = PaperLiteralDecomposition.Of(question.Members[0], SampleModels.Input, SampleModels.Steps, SampleModels.Features, 1, from, to);
        double bias = question.Members[0].Parameters.All.Single(parameter => parameter.Name == "dense_1.bias").Values[1];
        double[] answer = new double[1];
        question.Evaluate(SampleModels.Input, answer);
        Assert.Equal(beta, span.Beta, Tolerances.Exact);
        Assert.Equal(gamma + bias, span.Gamma, Tolerances.Exact);
        Assert.Equal(answer[0], beta + gamma + bias, Tolerances.Exact);
    }

    [Fact]
    public void Without_biases_the_whole_input_is_the_whole_answer()
    {
        Model<double> model = SampleModels.Lstm<double>();
        foreach (Parameter<double> bias in model.Parameters.All.Where(parameter => parameter.Name.EndsWith("bias", StringComparison.Ordinal)))
            bias.Values.Clear();
        model.Parameters.MarkChanged();
        ModelQuestion<double> question = new([model], SampleModels.Steps, 0);
        SpanContribution whole = ContextualDecomposition.OfSpan(question, SampleModels.Input, 0, SampleModels.Steps - 1);
        Assert.NotEqual(0, whole.Beta);
        Assert.Equal(0, whole.Gamma, Tolerances.Exact);
    }

    [Fact]
    public void What_a_linear_model_decomposes_into_is_weight_times_value()
    {
        Model<double> model = new Sequential(new Layers.Flatten(), new Layers.Dense(1)).ToArchitecture(Layers.LayerShape.Sequence(2, steps: 2)).Build<double>(5);
        model.Parameters.Load([1, -2, 0.5, 3, 10]);
        ModelQuestion<double> question = new([model], 2, 0, new AffineLink(100, 2));
        Assert.Equal([4.0, -12, 4, 30], Ask(question, [2, 3, 4, 5]).Values.Cast<double>());
        Assert.Equal(new SpanContribution(1, 1, 34, 146 - 34), ContextualDecomposition.OfSpan(question, [2, 3, 4, 5], 1, 1));
    }

    [Fact]
    public void A_step_of_one_feature_is_a_span_of_one_step()
    {
        ModelQuestion<double> question = new([new Sequential(new Recurrent.Lstm(4), new Layers.Dense(1)).ToArchitecture(Layers.LayerShape.Sequence(1)).Build<double>(2)], 5, 0);
        double[] input = SampleModels.Normals(8, 5);
        Attribution answer = Ask(question, input);
        for (int step = 0; step < 5; step++)
            Assert.Equal(ContextualDecomposition.OfSpan(question, input, step, step).Beta, answer.Values[step, 0]);
        Assert.Equal(5, answer.Passes);
    }

    [Fact]
    public void Phrases_are_a_tree_of_neighbours_that_ends_in_the_whole()
    {
        ModelQuestion<double> question = new([SampleModels.Lstm<double>()], SampleModels.Steps, 0);
        PhraseTree tree = ContextualDecomposition.Phrases(question, SampleModels.Input, TestContext.Current.CancellationToken);
        Assert.Equal((0, SampleModels.Steps - 1), (tree.From, tree.To));
        int leaves = 0;
        Check(tree);
        Assert.Equal(SampleModels.Steps, leaves);

        void Check(PhraseTree span)
        {
            Assert.Equal(ContextualDecomposition.OfSpan(question, SampleModels.Input, span.From, span.To).Beta, span.Beta);
            if (span.Left is null || span.Right is null)
            {
                leaves++;
                Assert.Equal(span.From, span.To);
                Assert.Equal(0, span.Interaction);
                return;
            }

            Assert.Equal((span.From, span.Left.To + 1, span.To), (span.Left.From, span.Right.From, span.Right.To));
            Assert.Equal(span.Beta - span.Left.Beta - span.Right.Beta, span.Interaction);
            Check(span.Left);
            Check(span.Right);
        }
    }

    [Fact]
    public void The_pair_with_the_largest_interplay_is_joined_first()
    {
        // y = x₁·x₂ + x₀/100: the two later steps belong together.
        ModelGraph graph = new();
        GraphSource flat = graph.Add(new Layers.Flatten(), graph.Input(Layers.LayerShape.Sequence(1, steps: 3)));
        GraphSource product = graph.Add(new Layers.Multiply(), graph.Add(new Layers.Dense(1) { UseBias = false }, flat), graph.Add(new Layers.Dense(1) { UseBias = false }, flat));
        Model<double> model = graph.ToArchitecture(graph.Add(new Layers.Add(), product, graph.Add(new Layers.Dense(1) { UseBias = false }, flat))).Build<double>();
        model.Parameters.Load([0, 1, 0, 0, 0, 1, 0.01, 0, 0]);
        PhraseTree tree = ContextualDecomposition.Phrases(new ModelQuestion<double>([model], 3, 0), [5, 2, 3], TestContext.Current.CancellationToken);
        Assert.Equal((0, 0, 1, 2), (tree.Left!.From, tree.Left.To, tree.Right!.From, tree.Right.To));
        Assert.Equal(6, tree.Right.Interaction);
        Assert.Equal(6.05, tree.Beta, Tolerances.Exact);
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(3, 2)]
    [InlineData(0, 7)]
    public void A_span_that_does_not_exist_is_refused(int from, int to) => Assert.Contains(
        "give two of the steps 0 to 6",
        Assert.Throws<ExplanationException>(() => ContextualDecomposition.OfSpan(new ModelQuestion<double>([SampleModels.Lstm<double>()], SampleModels.Steps, 0), SampleModels.Input, from, to)).Message,
        StringComparison.Ordinal);

    private static Attribution Ask(IExplainable question, double[] input) =>
        new ContextualDecomposition().Explain(question, input, input, TestContext.Current.CancellationToken);
}
