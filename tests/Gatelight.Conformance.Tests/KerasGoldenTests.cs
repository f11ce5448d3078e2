using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Conformance.Tests;

/// <summary>
/// The numbers that Keras' own tests expect (keras-team/keras, Apache-2.0: keras/src/layers/rnn/lstm_test.py, gru_test.py,
/// simple_rnn_test.py and bidirectional_test.py): inputs 0, 1, 2, ..., all input weights 0.01, recurrent weights 0.02, biases 0.03 and the
/// bias of an LSTM's forget gate 1.
/// </summary>
public sealed class KerasGoldenTests
{
    [Fact]
    public void LstmCorrectness()
    {
        Check("lstm", new Lstm(3), 6, [0.6288687f, 0.86899155f, 0.9460773f]);
        Check("go_backwards", new Lstm(3) { GoBackwards = true }, 6, [0.35622165f, 0.74789524f, 0.8872726f]);
        Check("unit_forget_bias=False", new Lstm(3), 6, [0.57019705f, 0.8661914f, 0.9459622f], new(ForgetBias: 0.03f));
        Check("use_bias=False", new Lstm(3), 6, [0.54986924f, 0.86226785f, 0.9443936f], new(Bias: 0, ForgetBias: 0));
    }

    [Fact]
    public void GruCorrectness()
    {
        Check("gru", new Gru(3), 6, [0.5217289f, 0.6371659f, 0.39384964f]);
        Check("go_backwards", new Gru(3) { GoBackwards = true }, 6, [0.24406259f, 0.611516f, 0.3928808f]);
        Check("reset_after=False", new Gru(3) { ResetBefore = true }, 6, [0.51447755f, 0.6426879f, 0.40208298f]);
        Check("use_bias=False", new Gru(3), 6, [0.49988455f, 0.64701194f, 0.4103359f], new(Bias: 0));
    }

    [Fact]
    public void SimpleRnnCorrectness()
    {
        Check("simple rnn", new SimpleRnn(4), 3, [0.405432f, 0.73605347f]);
        Check("go_backwards", new SimpleRnn(4) { GoBackwards = true }, 3, [0.11144729f, 0.5528889f]);
    }

    [Fact]
    public void CarriedState()
    {
        Check("lstm", new Lstm(4), 3, [0.3124785f, 0.6863672f], passes: 2);
        Check("gru", new Gru(4), 3, [0.29542392f, 0.5885018f], passes: 2);
        Check("simple rnn", new SimpleRnn(4), 3, [0.40559256f, 0.7361247f], passes: 2);
    }

    [Fact]
    public void GivenState()
    {
        float[] state = [0, 1, 2, 3];
        Check("lstm", new Lstm(2), [state, state], [0.20574439f, 0.3558822f, 0.64930826f, 0.66276f]);
        Check("lstm, go_backwards", new Lstm(2) { GoBackwards = true }, [state, state], [0.13281618f, 0.2790356f, 0.5839337f, 0.5992567f]);
        Check("gru", new Gru(2), [state], [0.23774096f, 0.33508456f, 0.83659905f, 1.0227708f]);
        Check("gru, go_backwards", new Gru(2) { GoBackwards = true }, [state], [0.13486053f, 0.23261218f, 0.78257304f, 0.9691353f]);
        float[] wide = [0, 1, 2, 3, 4, 5, 6, 7];
        Check("simple rnn", new SimpleRnn(4), [wide], [.. Enumerable.Repeat(0.33621645f, 4), .. Enumerable.Repeat(0.6262637f, 4)]);
        Check("simple rnn, go_backwards", new SimpleRnn(4) { GoBackwards = true }, [wide], [.. Enumerable.Repeat(0.07344437f, 4), .. Enumerable.Repeat(0.43043602f, 4)]);
        Check(
            "bidirectional lstm", new Bidirectional(new Lstm(2)), [state, Times(state, 2), Times(state, 3), Times(state, 4)],
            [0.20794602f, 0.4577124f, 0.14046375f, 0.48191673f, 0.6682636f, 0.6711909f, 0.60943645f, 0.60950446f]);
    }

    [Fact]
    public void MaskedSteps()
    {
        float[] last = [0.11755939f, 0.11755939f, 0.28556206f, 0.28556206f];
        float[] all = [0.01588910f, 0.05552048f, 0.11755939f, 0, 0.14185596f, 0.28556206f, 0, 0];
        Batch<float> batch = new(Counted(24), 2, 4, 3, new[] { 3, 2 });
        Difference.Check("last state", last, Build(new Lstm(2), 3, new Constants()).Predict(batch));
        float[] steps = Build(new Lstm(2) { ReturnSequences = true }, 3, new Constants()).Predict(batch);
        Difference.Check("zero_output_for_mask", [.. all.SelectMany(value => new[] { value, value })], steps);
    }

    [Fact]
    public void Merged()
    {
        Batch<float> batch = new(Counted(24), 2, 3, 4);
        Difference.Check(
            "concat", [0.39687276f, 0.39687276f, 0.10004295f, 0.10004295f, 0.7237238f, 0.7237238f, 0.53391594f, 0.53391594f],
            Build(new Bidirectional(new SimpleRnn(2)), 4, new Constants()).Predict(batch));
        Difference.Check(
            "ave", [0.24845785f, 0.24845785f, 0.6288199f, 0.6288199f],
            Build(new Bidirectional(new SimpleRnn(2)) { Merge = BidirectionalMerge.Mean }, 4, new Constants()).Predict(batch));
        Difference.Check(
            "mul", [0.08374989f, 0.08374989f, 0.6740834f, 0.6740834f],
            Build(new Bidirectional(new SimpleRnn(2)) { Merge = BidirectionalMerge.Multiply }, 4, new Constants(), new(Kernel: 0.03f, Bias: 0.01f)).Predict(batch));
        float[] sum = [0.20937867f, 0.34462988f, 0.40290534f, 0.59829646f, 0.6734641f, 0.6479671f];
        Difference.Check(
            "sum", [.. sum.SelectMany(value => new[] { value, value })],
            Build(new Bidirectional(new Gru(2) { ReturnSequences = true }) { Merge = BidirectionalMerge.Sum }, 4, new Constants()).Predict(batch));
    }

    [Fact]
    public void ReturnedStates()
    {
        ModelGraph graph = new();
        Layer layer = new Bidirectional(new Lstm(2) { ReturnState = true });
        GraphSource output = graph.Add(layer, graph.Input(LayerShape.Sequence(3)));
        Model<float> model = graph.ToArchitecture(output, output[1], output[2], output[3], output[4]).Build<float>();
        Fill(model, new Constants(), new Constants());
        model.Forward(new Batch<float>(Counted(24), 2, 4, 3));
        (string Name, float First, float Second)[] expected =
            [("h1", 0.1990008f, 0.52335435f), ("c1", 0.35567185f, 1.0492687f), ("h2", 0.12659755f, 0.44717982f), ("c2", 0.2501858f, 0.941473f)];
        for (int n = 0; n < expected.Length; n++)
        {
            float[] values = new float[model.OutputLengthOf(1 + n)];
            model.CopyOutput(values, 1 + n);
            Difference.Check(expected[n].Name, [expected[n].First, expected[n].First, expected[n].Second, expected[n].Second], values);
        }
    }

    // One expected number a sample: with all weights alike, so are the units.
    private static void Check(string what, RecurrentLayer layer, int steps, float[] expected, Constants? constants = null, int passes = 1)
    {
        Model<float> model = Build(layer, 4, constants ?? new Constants());
        model.CarriesState = passes > 1;
        Batch<float> batch = new(Counted(expected.Length * steps * 4), expected.Length, steps, 4);
        float[] actual = [];
        for (int pass = 0; pass < passes; pass++)
            actual = model.Predict(batch);
        Difference.Check(what, [.. expected.SelectMany(value => Enumerable.Repeat(value, layer.HiddenSize))], actual);
    }

    private static void Check(string what, Layer layer, float[][] states, float[] expected)
    {
        ModelGraph graph = new();
        int size = states[0].Length / 2;
        GraphSource output = graph.Add(layer, [graph.Input(LayerShape.Sequence(3)), .. states.Select(_ => graph.Input(LayerShape.Vector(size)))]);
        Model<float> model = graph.ToArchitecture(output).Build<float>();
        Fill(model, new Constants(), new Constants());
        float[] actual = model.Predict([new Batch<float>(Counted(24), 2, 4, 3), .. states.Select(state => Batch<float>.Vectors(state, 2, size))]);
        Difference.Check(what, expected, actual);
    }

    private static Model<float> Build(Layer layer, int features, Constants constants, Constants? backward = null)
    {
        Model<float> model = new Sequential(layer).Build(features);
        Fill(model, constants, backward ?? constants);
        return model;
    }

    private static void Fill(Model<float> model, Constants forward, Constants backward)
    {
        Layer layer = model.Architecture.Nodes[0].Layer;
        RecurrentLayer cell = layer as RecurrentLayer ?? (RecurrentLayer)((Bidirectional)layer).Inner;
        int hidden = cell.HiddenSize;
        foreach (Parameter<float> parameter in model.Parameters.All)
        {
            Constants constants = parameter.Name.Contains(".backward.", StringComparison.Ordinal) ? backward : forward;
            switch (parameter.Name.Split('.')[^1])
            {
                case "weight_ih":
                    parameter.Values.Fill(constants.Kernel);
                    break;
                case "weight_hh":
                    parameter.Values.Fill(0.02f);
                    break;
                default:
                    parameter.Values.Fill(constants.Bias);
                    if (cell is Lstm)
                        parameter.Values.Slice(hidden, hidden).Fill(constants.ForgetBias);
                    else if (cell is Gru { ResetBefore: false } && parameter.Length == 3 * hidden)
                        parameter.Values[..(2 * hidden)].Fill(2 * constants.Bias); // Keras has a second bias inside the recurrent product
                    break;
            }
        }

        model.Parameters.MarkChanged();
    }

    private static float[] Counted(int count) => [.. Enumerable.Range(0, count).Select(n => (float)n)];

    private static float[] Times(float[] values, float factor) => [.. values.Select(value => factor * value)];

    private sealed record Constants(float Kernel = 0.01f, float Bias = 0.03f, float ForgetBias = 1);
}
