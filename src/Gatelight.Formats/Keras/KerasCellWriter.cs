using System.Text.Json.Nodes;
using Gatelight.Kernels;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Formats.Keras;

/// <summary>Says a recurrent layer in Keras' words.</summary>
internal static class KerasCellWriter
{
    private static readonly int[] LstmOrder = [0, 1, 2, 3];
    private static readonly int[] GruOrder = [1, 0, 2]; // ours is r, z, n, Keras' z, r, h

    /// <summary>A layer of one direction.</summary>
    internal static KerasWritten Write(string name, RecurrentLayer layer, IReadOnlyDictionary<string, Parameter<float>> parameters) =>
        new(Kind(layer), Config(name, layer), Variables($"{name}.", layer, parameters, "cell/"));

    /// <summary>A layer of two directions.</summary>
    internal static KerasWritten Write(string name, Bidirectional layer, IReadOnlyDictionary<string, Parameter<float>> parameters)
    {
        var inner = (RecurrentLayer)layer.Inner;
        JsonObject config = new()
        {
            ["layer"] = Held(name + "_forward", inner),
            ["backward_layer"] = Held(name + "_backward", inner with { GoBackwards = true }),
            ["merge_mode"] = layer.Merge switch { BidirectionalMerge.Sum => "sum", BidirectionalMerge.Mean => "ave", BidirectionalMerge.Multiply => "mul", _ => "concat" },
        };
        return new KerasWritten(
            "Bidirectional", config,
            [.. Variables($"{name}.forward.", inner, parameters, "forward_layer/cell/"), .. Variables($"{name}.backward.", inner, parameters, "backward_layer/cell/")]);
    }

    /// <summary>Keras' name of an activation, or null where it has none.</summary>
    internal static string? NameOf(ActivationFunction function)
    {
        if (function.Kind == Activation.HardSigmoid)
            return Math.Abs(function.Alpha - 1.0 / 6) < 1e-12 && function.Beta == 0.5 ? "hard_sigmoid" : null;
        if (function.Kind == Activation.Elu)
            return function.Alpha == 1 ? "elu" : null;
        if (function.Kind == Activation.LeakyRelu)
            return function.Alpha == 0.2 ? "leaky_relu" : null;
        return function.Kind switch
        {
            Activation.Linear => "linear",
            Activation.Relu => "relu",
            Activation.Sigmoid => "sigmoid",
            Activation.Tanh => "tanh",
            Activation.Softplus => "softplus",
            Activation.Softsign => "softsign",
            _ => null,
        };
    }

    /// <summary>A matrix <c>[blocks·size, inputs]</c> turned to <c>[inputs, blocks·size]</c>, its blocks in another order.</summary>
    internal static float[] Turn(ReadOnlySpan<float> values, int rows, int inputs, int[] order)
    {
        float[] turned = new float[values.Length];
        int size = rows / order.Length;
        for (int block = 0; block < order.Length; block++)
        {
            for (int n = 0; n < size; n++)
            {
                for (int input = 0; input < inputs; input++)
                    turned[input * rows + block * size + n] = values[(order[block] * size + n) * inputs + input];
            }
        }

        return turned;
    }

    private static JsonObject Held(string name, RecurrentLayer layer)
    {
        JsonObject config = Config(name, layer, isInside: true);
        config["name"] = name;
        config["trainable"] = true;
        config["dtype"] = "float32";
        return new JsonObject { ["module"] = "keras.layers", ["class_name"] = Kind(layer), ["config"] = config, ["registered_name"] = null };
    }

    private static string Kind(RecurrentLayer layer) => layer switch { Lstm => "LSTM", Gru => "GRU", SimpleRnn => "SimpleRNN", _ => layer.Kind };

    private static JsonObject Config(string name, RecurrentLayer layer, bool isInside = false)
    {
        if (layer.GoBackwards && layer.ReturnSequences && !isInside)
            throw Refusal(name, layer, "Keras gives the steps of a layer that goes backwards in the order in which it reads them");
        JsonObject config = new() { ["units"] = layer.HiddenSize };
        switch (layer)
        {
            case Lstm lstm:
                if (lstm.Peepholes || lstm.CoupledGates || lstm.OmitInputGate || lstm.OmitForgetGate || lstm.OmitOutputGate || lstm.FullGateRecurrence || lstm.ProjectionSize > 0 || lstm.LayerNormalization || lstm.Clip > 0)
                    throw Refusal(name, layer, "Keras has the plain LSTM alone, without peepholes, coupled or left-out gates, projection, normalisation or clipping");
                if ((lstm.CandidateActivation ?? Activation.Tanh) != (lstm.OutputActivation ?? Activation.Tanh))
                    throw Refusal(name, layer, "Keras has one activation for candidate and output");
                config["activation"] = Name(name, layer, lstm.CandidateActivation, Activation.Tanh);
                config["recurrent_activation"] = Name(name, layer, lstm.GateActivation, Activation.Sigmoid);
                break;
            case Gru gru:
                if (gru.Clip > 0)
                    throw Refusal(name, layer, "Keras clips nothing inside its cells");
                config["activation"] = Name(name, layer, gru.CandidateActivation, Activation.Tanh);
                config["recurrent_activation"] = Name(name, layer, gru.GateActivation, Activation.Sigmoid);
                config["reset_after"] = !gru.ResetBefore;
                break;
            case SimpleRnn simple:
                if (simple.Clip > 0)
                    throw Refusal(name, layer, "Keras clips nothing inside its cells");
                config["activation"] = Name(name, layer, simple.Activation, Activation.Tanh);
                break;
            default:
                throw Refusal(name, layer, "Keras has no such cell");
        }

        config["use_bias"] = true;
        config["recurrent_dropout"] = layer.RecurrentDropout;
        config["return_sequences"] = layer.ReturnSequences;
        config["return_state"] = layer.ReturnState;
        config["go_backwards"] = layer.GoBackwards;
        return config;
    }

    private static KerasVariable[] Variables(string prefix, RecurrentLayer layer, IReadOnlyDictionary<string, Parameter<float>> parameters, string path)
    {
        int[] order = layer switch { Lstm => LstmOrder, Gru => GruOrder, _ => [0] };
        Parameter<float> input = parameters[prefix + "weight_ih"], recurrent = parameters[prefix + "weight_hh"], bias = parameters[prefix + "bias"];
        int rows = input.Shape[0], size = rows / order.Length;
        float[] biases = new float[rows];
        for (int block = 0; block < order.Length; block++)
            bias.Values.Slice(order[block] * size, size).CopyTo(biases.AsSpan(block * size));
        KerasVariable third = new(path + "vars/2", [rows], biases);
        if (layer is Gru { ResetBefore: false })
        {
            // Two rows: the biases of the input product, and those inside the recurrent one.
            float[] both = [.. biases, .. new float[rows]];
            parameters[prefix + "bias_hn"].Values.CopyTo(both.AsSpan(rows + 2 * size));
            third = new KerasVariable(path + "vars/2", [2, rows], both);
        }

        return
        [
            new(path + "vars/0", [input.Shape[1], rows], Turn(input.Values, rows, input.Shape[1], order)),
            new(path + "vars/1", [recurrent.Shape[1], rows], Turn(recurrent.Values, rows, recurrent.Shape[1], order)), third,
        ];
    }

    private static string Name(string name, RecurrentLayer layer, ActivationFunction? function, Activation missing) =>
        NameOf(function ?? missing) ?? throw Refusal(name, layer, $"its activation {function!.Value.Kind} with {function.Value.Alpha} and {function.Value.Beta} is one that Keras has no name for");

    private static InvalidDataException Refusal(string name, RecurrentLayer layer, string reason) =>
        new($"layer {name} ({layer.Kind}) cannot be said in Keras: {reason}; a .gatelight file can hold it.");
}
