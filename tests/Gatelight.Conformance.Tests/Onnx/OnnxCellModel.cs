using Gatelight.Kernels;
using Gatelight.Recurrent;

namespace Gatelight.Conformance.Tests.Onnx;

/// <summary>Writes an ONNX model of one LSTM, GRU or RNN node with all of its outputs: Y <c>[T, directions, B, H]</c>, Y_h and Y_c <c>[directions, B, H]</c>.</summary>
internal static class OnnxCellModel
{
    internal const string Series = "X", Lengths = "sequence_lens", InitialHidden = "initial_h", InitialCell = "initial_c";
    internal const string Output = "Y", LastHidden = "Y_h", LastCell = "Y_c";

    /// <summary>The model with all weights inside it; the inputs X, sequence_lens and the initial states are given at each run.</summary>
    internal static byte[] Write(
        RecurrentLayer layer, OnnxDirection direction, IReadOnlyList<OnnxCellWeights> weights, int steps, int batch, int features,
        bool withLengths, bool withState, int opset = 22)
    {
        int directions = weights.Count;
        int hidden = layer.HiddenSize;
        int gates = weights[0].Bias.Length / 2;
        OnnxGraph graph = new();
        graph.AddInput(Series, steps, batch, features);
        if (withLengths)
            graph.AddIntegerInput(Lengths, batch);
        if (withState)
            graph.AddInput(InitialHidden, directions, batch, hidden);
        if (withState && layer is Lstm)
            graph.AddInput(InitialCell, directions, batch, hidden);
        graph.AddWeights("W", [.. weights.SelectMany(weight => weight.Input)], directions, gates, features);
        graph.AddWeights("R", [.. weights.SelectMany(weight => weight.Recurrent)], directions, gates, hidden);
        graph.AddWeights("B", [.. weights.SelectMany(weight => weight.Bias)], directions, 2 * gates);

        List<string> inputs = [Series, "W", "R", "B", withLengths ? Lengths : "", withState ? InitialHidden : ""];
        List<string> outputs = [Output, LastHidden];
        graph.AddOutput(Output, steps, directions, batch, hidden);
        graph.AddOutput(LastHidden, directions, batch, hidden);
        if (layer is Lstm { Peepholes: var hasPeepholes })
        {
            graph.AddOutput(LastCell, directions, batch, hidden);
            outputs.Add(LastCell);
            inputs.Add(withState ? InitialCell : "");
            if (hasPeepholes)
            {
                graph.AddWeights("P", [.. weights.SelectMany(weight => weight.Peepholes)], directions, 3 * hidden);
                inputs.Add("P");
            }
        }

        graph.AddNode(Operator(layer), [.. inputs], [.. outputs], [.. Attributes(layer, direction, directions)]);
        return graph.ToBytes(opset);
    }

    private static string Operator(RecurrentLayer layer) => layer switch
    {
        Lstm => "LSTM",
        Gru => "GRU",
        _ => "RNN",
    };

    private static List<(string Name, object Value)> Attributes(RecurrentLayer layer, OnnxDirection direction, int directions)
    {
        (double clip, ActivationFunction[] activations) = layer switch
        {
            Lstm lstm => (lstm.Clip, new[] { lstm.GateActivation ?? Activation.Sigmoid, lstm.CandidateActivation ?? Activation.Tanh, lstm.OutputActivation ?? Activation.Tanh }),
            Gru gru => (gru.Clip, [gru.GateActivation ?? Activation.Sigmoid, gru.CandidateActivation ?? Activation.Tanh]),
            SimpleRnn rnn => (rnn.Clip, [rnn.Activation ?? Activation.Tanh]),
            _ => throw new NotSupportedException($"{layer} is not written as ONNX."),
        };
        List<(string Name, object Value)> attributes = [("hidden_size", layer.HiddenSize), ("direction", LowerCase(direction))];
        ActivationFunction[] all = [.. Enumerable.Repeat(activations, directions).SelectMany(functions => functions)];
        attributes.Add(("activations", all.Select(Name).ToArray()));
        float[] alphas = [.. all.Where(HasAlpha).Select(function => Alpha(function))];
        float[] betas = [.. all.Where(HasBeta).Select(function => (float)function.Beta)];
        if (alphas.Length > 0)
            attributes.Add(("activation_alpha", alphas));
        if (betas.Length > 0)
            attributes.Add(("activation_beta", betas));
        if (clip > 0)
            attributes.Add(("clip", (float)clip));
        if (layer is Lstm { CoupledGates: true })
            attributes.Add(("input_forget", 1));
        if (layer is Gru { ResetBefore: false })
            attributes.Add(("linear_before_reset", 1));
        return attributes;
    }

    private static string LowerCase(OnnxDirection direction) => direction switch
    {
        OnnxDirection.Forward => "forward",
        OnnxDirection.Reverse => "reverse",
        _ => "bidirectional",
    };

    // ONNX has no Linear; Affine with 1 and 0 is it.
    private static string Name(ActivationFunction function) => function.Kind == Activation.Linear ? nameof(Activation.Affine) : function.Kind.ToString();

    private static float Alpha(ActivationFunction function) => function.Kind == Activation.Linear ? 1 : (float)function.Alpha;

    // The constants are handed out in order to the functions that have them.
    private static bool HasAlpha(ActivationFunction function) => function.Kind is
        Activation.Linear or Activation.Affine or Activation.LeakyRelu or Activation.ThresholdedRelu or Activation.ScaledTanh or Activation.HardSigmoid or Activation.Elu;

    private static bool HasBeta(ActivationFunction function) => function.Kind is
        Activation.Linear or Activation.Affine or Activation.ScaledTanh or Activation.HardSigmoid;
}
