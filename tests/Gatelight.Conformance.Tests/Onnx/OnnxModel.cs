using System.Globalization;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Conformance.Tests.Onnx;

/// <summary>Writes a chain of LSTM layers, and a linear dense layer on top, as an ONNX model with the same weights.</summary>
internal static class OnnxModel
{
    internal const string Series = "X", Lengths = "lengths", InitialHidden = "h0", InitialCell = "c0", Output = "output";
    private const string FirstAxis = "first_axis", SecondAxis = "second_axis";

    /// <summary>The model for batches of one size: X <c>[T, B, D]</c>, and where asked for lengths <c>[B]</c> and the initial state <c>[1, B, H]</c> of the first layer.</summary>
    internal static byte[] Write(Model<float> model, int batch, int steps, int opset, bool withLengths)
    {
        OnnxGraph graph = new();
        graph.AddInteger(FirstAxis, 0);
        graph.AddInteger(SecondAxis, 1);
        int width = model.Architecture.Inputs[0].Width;
        graph.AddInput(Series, steps, batch, width);
        if (withLengths)
            graph.AddIntegerInput(Lengths, batch);

        string source = Series;
        IReadOnlyList<Parameter<float>> parameters = model.Parameters.All;
        int next = 0;
        for (int n = 0; n < model.Architecture.Nodes.Count; n++)
        {
            GraphNode node = model.Architecture.Nodes[n];
            string target = n == model.Architecture.Nodes.Count - 1 ? Output : Name("layer", n);
            switch (node.Layer)
            {
                case Lstm lstm:
                    bool hasState = node.Inputs.Count == 3;
                    if (hasState)
                    {
                        graph.AddInput(InitialHidden, 1, batch, lstm.HiddenSize);
                        graph.AddInput(InitialCell, 1, batch, lstm.HiddenSize);
                    }

                    AddWeights(graph, n, parameters[next], parameters[next + 1], parameters[next + 2]);
                    next += 3;
                    AddLstm(graph, n, lstm, source, target, withLengths, hasState);
                    width = lstm.HiddenSize;
                    break;
                case Dense { Activation.Kind: Activation.Linear, UseBias: true } dense:
                    graph.AddWeights(Name("W", n), parameters[next].Values, dense.Units, width);
                    graph.AddWeights(Name("B", n), parameters[next + 1].Values, dense.Units);
                    next += 2;
                    graph.AddNode("Gemm", [source, Name("W", n), Name("B", n)], [target], ("transB", 1));
                    width = dense.Units;
                    break;
                default:
                    throw new NotSupportedException($"{node.Layer} is not written as ONNX.");
            }

            source = target;
        }

        int[] shape = model.OutputShape.IsSequence ? [steps, batch, width] : [batch, width];
        graph.AddOutput(Output, shape);
        return graph.ToBytes(opset);
    }

    private static void AddLstm(OnnxGraph graph, int layer, Lstm lstm, string source, string target, bool withLengths, bool hasState)
    {
        string raw = Name("raw", layer);
        graph.AddNode(
            "LSTM",
            [source, Name("W", layer), Name("R", layer), Name("B", layer), withLengths ? Lengths : "", hasState ? InitialHidden : "", hasState ? InitialCell : ""],
            lstm.ReturnSequences ? [raw] : ["", raw],
            ("hidden_size", lstm.HiddenSize));
        // Y is [T, 1, B, H] and Y_h is [1, B, H]: the axis of directions goes.
        graph.AddNode("Squeeze", [raw, lstm.ReturnSequences ? SecondAxis : FirstAxis], [target]);
    }

    private static void AddWeights(OnnxGraph graph, int layer, Parameter<float> inputWeight, Parameter<float> recurrentWeight, Parameter<float> bias)
    {
        int gates = inputWeight.Shape[0];
        graph.AddWeights(Name("W", layer), OnnxGates.FromOwn(inputWeight.Values), 1, gates, inputWeight.Shape[1]);
        graph.AddWeights(Name("R", layer), OnnxGates.FromOwn(recurrentWeight.Values), 1, gates, recurrentWeight.Shape[1]);
        // ONNX keeps a bias for the input product and one for the recurrent product; their sum is the only one here.
        graph.AddWeights(Name("B", layer), [.. OnnxGates.FromOwn(bias.Values), .. new float[gates]], 1, 2 * gates);
    }

    private static string Name(string stem, int layer) => stem + layer.ToString(CultureInfo.InvariantCulture);
}
