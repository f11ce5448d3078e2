using Gatelight.Data;
using Gatelight.Formats.Arrays;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Formats.Onnx.Exporting;

/// <summary>One layer on its way into an ONNX graph, where sequences are <c>[B, T, D]</c> and vectors <c>[B, D]</c>.</summary>
/// <param name="Graph">Where to write.</param>
/// <param name="Name">The layer's name.</param>
/// <param name="Inputs">The names of the values that it reads.</param>
/// <param name="Shapes">Their shapes.</param>
/// <param name="Weights">Its parameters by their own names.</param>
internal sealed record LayerExport(
    OnnxGraphWriter Graph, string Name, IReadOnlyList<string> Inputs, IReadOnlyList<LayerShape> Shapes, IReadOnlyDictionary<string, Parameter<float>> Weights)
{
    internal string Input => Inputs[0];

    internal LayerShape Shape => Shapes[0];

    internal bool IsSequence => Shapes[0].IsSequence;

    internal string Node(string op, string[] inputs, params (string Name, object Value)[] attributes) => Graph.Node(op, $"{Name}_{op}", inputs, attributes);

    /// <summary>Adds the node that says most of the layer: it has the layer's name, so that the name comes back.</summary>
    internal string Main(string op, string[] inputs, params (string Name, object Value)[] attributes) => Graph.Node(op, Name, inputs, attributes);

    /// <summary>A parameter's values.</summary>
    internal float[] Values(string parameter) => [.. Weights[parameter].Values];

    /// <summary>Adds a parameter as it is.</summary>
    internal string Weight(string parameter) => Graph.Weight($"{Name}.{parameter}", Values(parameter), [.. Weights[parameter].Shape]);

    /// <summary>Adds a matrix <c>[columns, rows]</c> turned around.</summary>
    internal string Turned(string parameter)
    {
        int rows = Weights[parameter].Shape[0], columns = Weights[parameter].Shape[1];
        int[] swap = [1, 0];
        return Graph.Weight($"{Name}.{parameter}", ArrayMoves.Transpose(NdArray.Of(Values(parameter), rows, columns), swap).ToSingles(), columns, rows);
    }

    /// <summary>A part of the layer that has a name and parameters of its own.</summary>
    internal LayerExport Part(string prefix, IReadOnlyList<string> inputs, IReadOnlyList<LayerShape> shapes) => this with
    {
        Name = prefix.Length == 0 ? Name : $"{Name}.{prefix.TrimEnd('.')}",
        Inputs = inputs,
        Shapes = shapes,
        Weights = Weights.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value, StringComparer.Ordinal),
    };

    /// <summary>An activation of a value.</summary>
    internal string Activate(ActivationFunction function, string x) => function.Kind switch
    {
        Activation.Linear => x,
        Activation.Affine => Node("Add", [Node("Mul", [x, Graph.Scalar(function.Alpha)]), Graph.Scalar(function.Beta)]),
        Activation.ScaledTanh => Node("Mul", [Node("Tanh", [Node("Mul", [x, Graph.Scalar(function.Beta)])]), Graph.Scalar(function.Alpha)]),
        Activation.LeakyRelu or Activation.ThresholdedRelu or Activation.Elu => Node(function.Kind.ToString(), [x], ("alpha", (float)function.Alpha)),
        Activation.HardSigmoid => Node("HardSigmoid", [x], ("alpha", (float)function.Alpha), ("beta", (float)function.Beta)),
        _ => Node(function.Kind.ToString(), [x]),
    };

    /// <summary>Steps before features turned into features before steps, or back.</summary>
    internal string Swap(string x) => Node("Transpose", [x], ("perm", new long[] { 0, 2, 1 }));

    internal InvalidInputException Refusal(Layer layer, string reason) =>
        new($"The layer {Name} ({layer.Kind}) cannot be written as ONNX: {reason}.");
}
