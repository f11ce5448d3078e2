using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Explain.Tests;

public class MemoryLedgerTests : AttributionMethodConformance<MemoryLedger>
{
    [Fact]
    public void The_entries_and_the_rest_of_the_initial_memory_are_the_cell_state()
    {
        ModelGraph graph = new();
        GraphSource series = graph.Input(LayerShape.Sequence(SampleModels.Features));
        GraphSource hidden = graph.Input(LayerShape.Vector(4));
        GraphSource cell = graph.Input(LayerShape.Vector(4));
        Model<double> model = graph.ToArchitecture(graph.Add(new Lstm(4), series, hidden, cell)).Build<double>(seed: 8);
        double[] start = [0.7, -1.2, 2.5, 0];
        model.Forward(
            new Batch<double>(SampleModels.Input, 1, SampleModels.Steps, SampleModels.Features),
            Batch<double>.Vectors(SampleModels.Normals(21, 4), 1, 4),
            Batch<double>.Vectors(start, 1, 4));
        LstmTrace trace = model.Trace().OfType<LstmTrace>().Single();
        double[,] entries = MemoryLedger.Entries(trace);
        for (int unit = 0; unit < 4; unit++)
        {
            double sum = start[unit];
            for (int step = 0; step < trace.Steps; step++)
                sum *= trace.ForgetGate[step, unit];
            for (int step = 0; step < trace.Steps; step++)
                sum += entries[step, unit];
            Assert.Equal(trace.CellState[trace.Steps - 1, unit], sum, Tolerances.Exact);
        }
    }

    [Fact]
    public void Two_steps_by_hand()
    {
        // One unit: 0.5·0.8 written first, of which 0.25 is kept, then 1·(-0.6).
        LstmTrace trace = new("lstm_1", Column(0.5, 1), Column(0.9, 0.25), Column(0.8, -0.6), Column(1, 1), Column(0.4, -0.5), Column(0, 0), [0]);
        Assert.Equal([0.1, -0.6], MemoryLedger.Entries(trace).Cast<double>());
    }

    [Fact]
    public void The_account_leads_from_the_bias_to_the_prediction()
    {
        Model<double> model = SampleModels.Lstm<double>();
        double bias = model.Parameters.All.Single(parameter => parameter.Name == "dense_1.bias").Values[1];
        Attribution answer = Ask(new ModelQuestion<double>([model], SampleModels.Steps, 1, new AffineLink(100, 20)));
        Assert.Equal(100 + 20 * bias, answer.BaselinePrediction, Tolerances.Complete);
        Assert.Equal(0, answer.CompletenessGap, Tolerances.Complete);
        Assert.Equal((SampleModels.Steps, 1), (answer.Values.GetLength(0), answer.Values.GetLength(1)));
        Assert.True(answer.IsAdditive);
    }

    [Fact]
    public void Without_a_bias_the_account_starts_from_nothing()
    {
        Attribution answer = Ask(Question(new Lstm(4), new Dense(1) { UseBias = false }));
        Assert.Equal(0, answer.BaselinePrediction);
        Assert.Equal(0, answer.CompletenessGap, Tolerances.Complete);
    }

    [Fact]
    public void The_account_of_an_ensemble_is_the_mean_of_its_members()
    {
        Model<double>[] members = [SampleModels.Lstm<double>(1), SampleModels.Lstm<double>(2), SampleModels.Lstm<double>(3)];
        Attribution together = Ask(new ModelQuestion<double>(members, SampleModels.Steps, 0));
        Attribution mean = Attribution.Mean([.. members.Select(member => Ask(new ModelQuestion<double>([member], SampleModels.Steps, 0)))]);
        Assert.All(mean.Values.Cast<double>().Zip(together.Values.Cast<double>()), pair => Assert.Equal(pair.First, pair.Second, Tolerances.Exact));
        Assert.Equal(mean.BaselinePrediction, together.BaselinePrediction, Tolerances.Exact);
        Assert.Equal(0, together.CompletenessGap, Tolerances.Complete);
    }

    [Fact]
    public void Through_an_exponential_the_account_follows_the_chord()
    {
        Model<double>[] members = [SampleModels.Lstm<double>(1), SampleModels.Lstm<double>(2)];
        Attribution plain = Ask(new ModelQuestion<double>(members, SampleModels.Steps, 0));
        ExponentialLink link = new(2, 0.3);
        Attribution answer = Ask(new ModelQuestion<double>(members, SampleModels.Steps, 0, link));
        double chord = (link.Value(plain.Prediction) - link.Value(plain.BaselinePrediction)) / (plain.Prediction - plain.BaselinePrediction);
        Assert.Equal(0, answer.CompletenessGap, Tolerances.Complete);
        Assert.All(plain.Values.Cast<double>().Zip(answer.Values.Cast<double>()), pair => Assert.Equal(chord * pair.First, pair.Second, Tolerances.Complete));
    }

    [Fact]
    public void The_last_of_stacked_LSTMs_is_read()
    {
        Attribution answer = Ask(Question(new Lstm(3) { ReturnSequences = true }, new Lstm(4), new Dense(1)));
        Assert.Equal(0, answer.CompletenessGap, Tolerances.Complete);
        Assert.Equal(SampleModels.Steps, answer.Values.Length);
    }

    [Fact]
    public void Questions_that_it_cannot_answer_are_refused_in_one_line()
    {
        Refused(Question(new SimpleRnn(4), new Dense(1)), "finds no memory that the answer reads");
        Refused(Question(new MaxPooling1D(2), new Lstm(4) { Name = "late" }, new Dense(1)), "layer late: its steps are not those of the input asked about");
        Refused(FunctionQuestion.Linear(SampleModels.Steps, SampleModels.Features, 0, SampleModels.Normals(1)), "needs a model to look into");
    }

    public static TheoryData<string> WithMemory => [.. UnrolledModels.All.Keys.Where(name => !WithoutLedger.Contains(name))];

    // Without a memory, or with steps that are not the input's.
    private static readonly string[] WithoutLedger =
        ["SimpleRnn", "Conv1D", "Conv1D same", "AveragePooling1D", "MaxPooling1D", "Reshape", "Permute", "RepeatVector"];

    [Theory]
    [MemberData(nameof(WithMemory))]
    public void What_was_written_leads_from_the_answer_for_an_empty_memory_to_the_answer(string name)
    {
        Attribution answer = new MemoryLedger().Explain(
            UnrolledModels.Question(name, new OutputTarget(0) { Against = 1 }), UnrolledModels.Input(), UnrolledModels.Input(), TestContext.Current.CancellationToken);
        Assert.Equal(0, answer.CompletenessGap, Tolerances.Complete);
        Assert.NotEqual(0, answer.Sum);
        Assert.NotEqual(answer.Prediction, answer.BaselinePrediction);
    }

    [Theory]
    [MemberData(nameof(WithMemory))]
    public void The_entries_of_every_memory_are_what_stands_in_it(string name)
    {
        ModelQuestion<double> question = UnrolledModels.Question(name, 0);
        IReadOnlyList<LayerLedger> ledgers = MemoryLedger.EntriesOf(question, UnrolledModels.Input());
        question.Members[0].Predict(new Batch<double>(UnrolledModels.Input(), 1, UnrolledModels.Steps, UnrolledModels.Features));
        LayerTrace[] traces = [.. question.Members[0].Trace().Where(trace => trace is LstmTrace or GruTrace)];
        Assert.NotEmpty(ledgers);
        foreach (LayerLedger ledger in ledgers)
        {
            LayerTrace? trace = traces.SingleOrDefault(trace => trace.Layer == (traces.Any(t => t.Layer == ledger.Layer) ? ledger.Layer : $"{ledger.Layer}.{(ledger.IsReversed ? "backward" : "forward")}"));
            double[,]? states = trace switch { LstmTrace lstm => lstm.CellState, GruTrace gru => gru.HiddenState, _ => null };
            for (int unit = 0; unit < ledger.Final.Length; unit++)
            {
                double sum = ledger.Rest[unit] + Enumerable.Range(0, ledger.Entries.GetLength(0)).Sum(step => ledger.Entries[step, unit]);
                Assert.Equal(ledger.Final[unit], sum, Tolerances.Exact);
                if (states is not null)
                    Assert.Equal(states[ledger.IsReversed ? 0 : states.GetLength(0) - 1, unit], sum, Tolerances.Exact);
            }
        }
    }

    [Fact]
    public void Entries_from_a_tape_are_those_of_the_trace()
    {
        ModelQuestion<double> question = UnrolledModels.Question("Lstm coupled with peepholes", 0);
        double[,] entries = Assert.Single(MemoryLedger.EntriesOf(question, UnrolledModels.Input())).Entries;
        question.Members[0].Predict(new Batch<double>(UnrolledModels.Input(), 1, UnrolledModels.Steps, UnrolledModels.Features));
        double[,] expected = MemoryLedger.Entries(question.Members[0].Trace().OfType<LstmTrace>().Single());
        Assert.All(expected.Cast<double>().Zip(entries.Cast<double>()), pair => Assert.Equal(pair.First, pair.Second, Tolerances.Exact));
    }

    [Fact]
    public void A_bidirectional_model_has_a_column_for_each_direction()
    {
        Attribution both = Ask(Question(new Bidirectional(new Lstm(3)), new Dense(1)));
        Attribution backward = Ask(Question(new Lstm(3) { GoBackwards = true }, new Dense(1)));
        Assert.Equal((SampleModels.Steps, 2), (both.Values.GetLength(0), both.Values.GetLength(1)));
        Assert.Equal(1, backward.Values.GetLength(1));
        Assert.Equal(0, both.CompletenessGap, Tolerances.Complete);
        Assert.Equal(0, backward.CompletenessGap, Tolerances.Complete);
    }

    private static ModelQuestion<double> Question(params Layer[] layers) => new([SampleModels.Of<double>(5, layers)], SampleModels.Steps, 0);

    private static void Refused(IExplainable question, string expected)
    {
        string message = Assert.Throws<ExplanationException>(() => Ask(question)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, char.IsControl);
    }

    private static double[,] Column(double first, double second) => new[,] { { first }, { second } };

    private static Attribution Ask(IExplainable question) =>
        new MemoryLedger().Explain(question, SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken);
}
