using Gatelight.Formats.Onnx.Recurrence;
using Gatelight.Kernels;
using Gatelight.Recurrent;

namespace Gatelight.Formats.Onnx.Exporting;

/// <summary>Recurrent layers as LSTM, GRU and RNN nodes, or, where those cannot say it, as a Scan over the steps.</summary>
internal static class RecurrentWriters
{
    /// <summary>σ(40) is 1 in 32 bits: the bias of a gate that is left out, whose weights are zero.</summary>
    private const float AlwaysOpen = 40;

    internal static string[] Write(RecurrentLayer layer, LayerExport at) =>
        ScanWriter.Needs(layer) ? ScanWriter.Write(layer, at) : Node([layer], [at], at, states: at.Inputs.Skip(1).ToArray());

    internal static string[] Bidirectional(Bidirectional layer, LayerExport at)
    {
        var inner = (RecurrentLayer)layer.Inner;
        int states = inner.StateSizes.Count, given = (at.Inputs.Count - 1) / 2;
        LayerExport[] parts = [.. Enumerable.Range(0, 2).Select(d => at.Part(
            d == 0 ? "forward." : "backward.", [at.Input, .. at.Inputs.Skip(1 + d * given).Take(given)], [at.Shape, .. at.Shapes.Skip(1 + d * given).Take(given)]))];
        RecurrentLayer[] layers = [inner, inner with { GoBackwards = true }];
        string[] outputs;
        if (ScanWriter.Needs(inner))
        {
            string[][] each = [.. layers.Select((direction, d) => ScanWriter.Write(direction, parts[d]))];
            outputs = [at.Node("Concat", [each[0][0], each[1][0]], ("axis", -1)), .. each[0].Skip(1), .. each[1].Skip(1)];
        }
        else
        {
            outputs = Node(layers, parts, at, [.. at.Inputs.Skip(1)]);
        }

        if (layer.Merge == BidirectionalMerge.Concatenate)
            return outputs;
        int width = inner.StateSizes[0];
        string forward = Half(0), backward = Half(width);
        outputs[0] = layer.Merge switch
        {
            BidirectionalMerge.Sum => at.Node("Add", [forward, backward]),
            BidirectionalMerge.Mean => at.Node("Mean", [forward, backward]),
            _ => at.Node("Mul", [forward, backward]),
        };
        return outputs;

        string Half(int start) => at.Node("Slice", [outputs[0], at.Graph.Numbers(start), at.Graph.Numbers(start + width), at.Graph.Numbers(-1)]);
    }

    private static string[] Node(RecurrentLayer[] layers, LayerExport[] parts, LayerExport at, string[] states)
    {
        RecurrentLayer layer = layers[0];
        int directions = layers.Length, hidden = layer.HiddenSize, count = layer.StateSizes.Count, gates = GatesOf(layer);
        List<float> input = [], recurrent = [], bias = [], peepholes = [];
        for (int d = 0; d < directions; d++)
        {
            float[][] own = Weights(layers[d], parts[d]);
            input.AddRange(own[0]);
            recurrent.AddRange(own[1]);
            bias.AddRange(own[2]);
            peepholes.AddRange(own[3]);
        }

        OnnxGraphWriter graph = at.Graph;
        List<string> inputs =
        [
            at.Node("Transpose", [at.Input], ("perm", new long[] { 1, 0, 2 })),
            graph.Weight($"{at.Name}.W", [.. input], directions, gates * hidden, at.Shape.Width),
            graph.Weight($"{at.Name}.R", [.. recurrent], directions, gates * hidden, hidden),
            graph.Weight($"{at.Name}.B", [.. bias], directions, 2 * gates * hidden),
            string.Empty,
        ];
        for (int state = 0; state < count; state++)
        {
            string[] each = [.. Enumerable.Range(0, states.Length / count).Select(d => at.Node("Unsqueeze", [states[d * count + state], graph.Numbers(0)]))];
            inputs.Add(each.Length switch
            {
                0 => string.Empty,
                1 => each[0],
                _ => at.Node("Concat", each, ("axis", 0)),
            });
        }

        if (peepholes.Count > 0)
            inputs.Add(graph.Weight($"{at.Name}.P", [.. peepholes], directions, 3 * hidden));
        while (inputs[^1].Length == 0)
            inputs.RemoveAt(inputs.Count - 1);
        string op = layer is Lstm ? RecurrentNode.Lstm : layer is Gru ? RecurrentNode.Gru : RecurrentNode.Rnn;
        string[] outputs = graph.Nodes(op, at.Name, [.. inputs], 1 + count, Attributes(layers));

        List<string> results = [];
        if (layer.ReturnSequences)
            results.Add(at.Node("Reshape", [at.Node("Transpose", [outputs[0]], ("perm", new long[] { 2, 0, 1, 3 })), graph.Numbers(0, 0, directions * hidden)]));
        else
            results.Add(at.Node("Reshape", [at.Node("Transpose", [outputs[1]], ("perm", new long[] { 1, 0, 2 })), graph.Numbers(0, directions * hidden)]));
        if (!layer.ReturnState)
            return [.. results];
        for (int d = 0; d < directions; d++)
        {
            for (int state = 0; state < count; state++)
                results.Add(at.Node("Gather", [outputs[1 + state], graph.Number(d)], ("axis", 0)));
        }

        return [.. results];
    }

    private static int GatesOf(RecurrentLayer layer) => layer switch
    {
        Lstm => 4,
        Gru => 3,
        _ => 1,
    };

    private static (string Name, object Value)[] Attributes(RecurrentLayer[] layers)
    {
        RecurrentLayer layer = layers[0];
        ActivationFunction[] functions = layer switch
        {
            Lstm lstm => [lstm.GateActivation ?? Activation.Sigmoid, lstm.CandidateActivation ?? Activation.Tanh, lstm.OutputActivation ?? Activation.Tanh],
            Gru gru => [gru.GateActivation ?? Activation.Sigmoid, gru.CandidateActivation ?? Activation.Tanh],
            _ => [((SimpleRnn)layer).Activation ?? Activation.Tanh],
        };
        double clip = layer switch
        {
            Lstm lstm => lstm.Clip,
            Gru gru => gru.Clip,
            _ => ((SimpleRnn)layer).Clip,
        };
        // ONNX has no linear activation by name; 1·x + 0 is one.
        ActivationFunction[] named = [.. Enumerable.Repeat(functions, layers.Length).SelectMany(each => each)
            .Select(function => function.Kind == Activation.Linear ? new ActivationFunction(Activation.Affine, 1, 0) : function)];
        float[] alphas = [.. named.Where(function => HasAlpha(function.Kind)).Select(function => (float)function.Alpha)];
        float[] betas = [.. named.Where(function => HasBeta(function.Kind)).Select(function => (float)function.Beta)];
        List<(string, object)> attributes =
        [
            ("hidden_size", layer.HiddenSize),
            ("direction", layers.Length == 2 ? "bidirectional" : layer.GoBackwards ? "reverse" : "forward"),
            ("activations", named.Select(function => function.Kind.ToString()).ToArray()),
        ];
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
        return [.. attributes];
    }

    private static bool HasAlpha(Activation kind) => kind is Activation.LeakyRelu or Activation.ThresholdedRelu or Activation.Elu || HasBeta(kind);

    private static bool HasBeta(Activation kind) => kind is Activation.Affine or Activation.ScaledTanh or Activation.HardSigmoid;

    // W, R, B and P of one direction.
    private static float[][] Weights(RecurrentLayer layer, LayerExport at)
    {
        int hidden = layer.HiddenSize, gates = GatesOf(layer);
        int[] places = Places(layer);
        float[] input = Spread(at.Values("weight_ih"), hidden * at.Shape.Width, gates, places, 0);
        float[] recurrent = Spread(at.Values("weight_hh"), hidden * hidden, gates, places, 0);
        float[] bias = Spread(at.Values("bias"), hidden, gates, places, AlwaysOpen), inner = new float[bias.Length];
        if (layer is Gru { ResetBefore: false })
            at.Values("bias_hn").CopyTo(inner, 2 * hidden);
        float[] peepholes = layer is Lstm { Peepholes: true } lstm ? Spread(at.Values("peepholes"), hidden, 3, PeepholePlaces(lstm), 0) : [];
        return [input, recurrent, [.. bias, .. inner], peepholes];
    }

    // For each own block its place among i, o, f, c or z, r, h.
    private static int[] Places(RecurrentLayer layer) => layer switch
    {
        Lstm lstm => [.. lstm.OmitInputGate ? Array.Empty<int>() : [0], .. lstm.OmitForgetGate || lstm.CoupledGates ? Array.Empty<int>() : [2], 3, .. lstm.OmitOutputGate ? Array.Empty<int>() : [1]],
        Gru => [1, 0, 2],
        _ => [0],
    };

    private static int[] PeepholePlaces(Lstm lstm) =>
        [.. lstm.OmitInputGate ? Array.Empty<int>() : [0], .. lstm.OmitForgetGate || lstm.CoupledGates ? Array.Empty<int>() : [2], .. lstm.OmitOutputGate ? Array.Empty<int>() : [1]];

    private static float[] Spread(float[] own, int block, int blocks, int[] places, float otherwise)
    {
        float[] all = new float[blocks * block];
        Array.Fill(all, otherwise);
        for (int n = 0; n < places.Length; n++)
            own.AsSpan(n * block, block).CopyTo(all.AsSpan(places[n] * block));
        return all;
    }
}
