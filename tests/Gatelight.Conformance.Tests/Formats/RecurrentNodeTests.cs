using System.Globalization;
using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx;
using Gatelight.Formats.Onnx.Exporting;
using Gatelight.Formats.Onnx.Wire;

namespace Gatelight.Conformance.Tests.Formats;

/// <summary>
/// LSTM, GRU and RNN nodes with options drawn at random, against ONNX Runtime; layout 1 and 64 bits, which it refuses, against layout 0
/// and 32 bits.
/// </summary>
public sealed class RecurrentNodeTests
{
    private const int Cases = 150;

    private static readonly string[] Functions = ["Relu", "Tanh", "Sigmoid", "Affine", "LeakyRelu", "ThresholdedRelu", "ScaledTanh", "HardSigmoid", "Elu", "Softsign", "Softplus"];

    [Theory]
    [InlineData("LSTM", 4, 3)]
    [InlineData("GRU", 3, 2)]
    [InlineData("RNN", 1, 1)]
    public void RandomOptionsGiveTheSame(string op, int gates, int functions)
    {
        for (int seed = 0; seed < Cases; seed++)
        {
            SeededRandom random = new((ulong)seed);
            string what = string.Create(CultureInfo.InvariantCulture, $"{op}, seed {seed}");
            int steps = 1 + random.NextBelow(5), batch = 1 + random.NextBelow(4), features = 1 + random.NextBelow(4), hidden = 1 + random.NextBelow(5);
            string direction = ((string[])["forward", "reverse", "bidirectional"])[random.NextBelow(3)];
            int directions = direction == "bidirectional" ? 2 : 1;
            Dictionary<string, NdArray> inputs = new(StringComparer.Ordinal) { ["X"] = Draw(random, steps, batch, features) };
            List<string> names = ["X", Weight("W", gates * hidden, features), Weight("R", gates * hidden, hidden), Flip() ? Weight("B", 2 * gates * hidden) : string.Empty];
            names.Add(Flip() ? "sequence_lens" : string.Empty);
            if (names[4].Length > 0)
                inputs["sequence_lens"] = NdArray.Of([.. Enumerable.Range(0, batch).Select(_ => 1 + random.NextBelow(steps))], batch);
            names.Add(Flip() ? State("initial_h") : string.Empty);
            if (op == "LSTM")
                names.AddRange([Flip() ? State("initial_c") : string.Empty, Flip() ? Weight("P", 3 * hidden) : string.Empty]);

            List<(string, object)> attributes = [("hidden_size", hidden), ("direction", direction)];
            if (Flip())
                AddActivations(random, functions * directions, attributes);
            if (Flip())
                attributes.Add(("clip", 0.3f + (float)random.NextUniform()));
            if (op == "LSTM" && Flip())
                attributes.Add(("input_forget", 1));
            if (op == "GRU" && Flip())
                attributes.Add(("linear_before_reset", 1));

            string[] outputs = op == "LSTM" ? ["Y", "Y_h", "Y_c"] : ["Y", "Y_h"];
            Dictionary<string, NdArray> there = OtherEngine.Run(Model(op, names, outputs, inputs, attributes), inputs);
            OtherEngine.AssertClose(what, there, Here(Model(op, names, outputs, inputs, attributes), inputs));

            Dictionary<string, NdArray> wide = inputs.ToDictionary(pair => pair.Key, pair => pair.Value.Type == ElementType.F32 ? pair.Value.As(ElementType.F64) : pair.Value, StringComparer.Ordinal);
            OtherEngine.AssertClose($"{what}, 64 bits", there, Here(Model(op, names, outputs, wide, attributes), wide));
            CheckLayout(what, op, names, outputs, inputs, attributes, there);

            bool Flip() => random.NextBelow(2) == 0;

            string Weight(string name, params int[] shape)
            {
                inputs[name] = Draw(random, [directions, .. shape]);
                return name;
            }

            string State(string name)
            {
                inputs[name] = Draw(random, directions, batch, hidden);
                return name;
            }
        }
    }

    private static void CheckLayout(
        string what, string op, List<string> names, string[] outputs, Dictionary<string, NdArray> inputs, List<(string, object)> attributes, Dictionary<string, NdArray> there)
    {
        int[] swap = [1, 0, 2];
        Dictionary<string, NdArray> turned = inputs.ToDictionary(
            pair => pair.Key, pair => pair.Key is "X" or "initial_h" or "initial_c" ? ArrayMoves.Transpose(pair.Value, swap) : pair.Value, StringComparer.Ordinal);
        Dictionary<string, NdArray> expected = there.ToDictionary(
            pair => pair.Key, pair => pair.Key == "Y" ? ArrayMoves.Transpose(pair.Value, [2, 0, 1, 3]) : ArrayMoves.Transpose(pair.Value, swap), StringComparer.Ordinal);
        OtherEngine.AssertClose($"{what}, layout 1", expected, Here(Model(op, names, outputs, turned, [.. attributes, ("layout", 1)]), turned));
    }

    private static void AddActivations(SeededRandom random, int count, List<(string, object)> attributes)
    {
        string[] names = [.. Enumerable.Range(0, count).Select(_ => Functions[random.NextBelow(Functions.Length)])];
        attributes.Add(("activations", names));
        // Every function that takes a constant is given one: what a runtime takes for one that is left out is its own affair.
        int alphas = names.Count(name => name is "Affine" or "LeakyRelu" or "ThresholdedRelu" or "ScaledTanh" or "HardSigmoid" or "Elu"), betas = names.Count(name => name is "Affine" or "ScaledTanh" or "HardSigmoid");
        if (alphas > 0)
            attributes.Add(("activation_alpha", Enumerable.Range(0, alphas).Select(_ => 0.1f + 0.5f * (float)random.NextUniform()).ToArray()));
        if (betas > 0)
            attributes.Add(("activation_beta", Enumerable.Range(0, betas).Select(_ => 0.1f + 0.5f * (float)random.NextUniform()).ToArray()));
    }

    private static IReadOnlyDictionary<string, NdArray> Here(byte[] model, Dictionary<string, NdArray> inputs)
    {
        using MemoryStream stream = new(model);
        return OnnxLoader.Open(stream, null).Run(inputs);
    }

    private static NdArray Draw(SeededRandom random, params int[] shape) =>
        NdArray.Of([.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(_ => 0.5f * (float)random.NextNormal())], shape);

    private static byte[] Model(string op, List<string> names, string[] outputs, Dictionary<string, NdArray> inputs, List<(string Name, object Value)> attributes)
    {
        OnnxGraphWriter graph = new("node", names: null);
        foreach (string name in names.Concat(outputs))
            graph.Reserve(name);
        string[] results = graph.Nodes(op, "cell", [.. names], outputs.Length, [.. attributes]);
        for (int n = 0; n < outputs.Length; n++)
            graph.Rename(results[n], outputs[n]);
        ElementType type = inputs["X"].Type;
        ProtobufWriter version = new(), model = new();
        version.Text(1, string.Empty);
        version.Number(2, 17);
        model.Number(1, 8);
        model.Message(7, graph.ToMessage(
            [.. inputs.Select(pair => OnnxDocument.Value(pair.Key, pair.Value.Type, [.. pair.Value.Shape.Select(size => (size, (string?)null))]))],
            [.. outputs.Select(name => OnnxDocument.Value(name, type, null))]));
        model.Message(8, version);
        using MemoryStream stream = new();
        model.WriteTo(stream);
        return stream.ToArray();
    }
}
