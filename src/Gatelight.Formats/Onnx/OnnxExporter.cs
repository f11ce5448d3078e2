using System.Globalization;
using Gatelight.Data;
using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Exporting;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Serialization;

namespace Gatelight.Formats.Onnx;

/// <summary>Writes <c>.onnx</c> files in opset 17: weights as the same bits, an ensemble as the mean of its members in one graph.</summary>
public sealed class OnnxExporter : IModelExporter
{
    /// <inheritdoc/>
    public string Format => "ONNX";

    /// <inheritdoc/>
    public string Extension => ".onnx";

    /// <inheritdoc/>
    public IReadOnlyList<string> Write(LayeredModel model, string path)
    {
        List<string> notes = [];
        OnnxDocument document = Document(model, notes);
        AtomicFile.Write(path, document.WriteTo);
        return notes;
    }

    internal static OnnxDocument Document(LayeredModel model, List<string> notes)
    {
        OnnxDocument document = new();
        OnnxGraphWriter graph = document.Graph;
        foreach (ModelPort port in model.Inputs.Concat(model.Outputs))
            graph.Reserve(port.Name);
        ModelArchitecture first = model.Network.Architecture;
        string[] inputs = [.. model.Inputs.Select((port, n) => Enter(document, port, first.Inputs[n]))];
        if (first.Inputs.Any(shape => shape.IsSequence))
            notes.Add("Every sequence is taken to be whole: ONNX has no lengths but those of a single node.");
        string[][] answers = [.. model.Members.Select((member, n) =>
        {
            graph.Prefix = model.Members.Count == 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"member_{n}.");
            return Member(graph, member, inputs);
        })];
        graph.Prefix = string.Empty;
        for (int output = 0; output < model.Outputs.Count; output++)
        {
            string mean = answers.Length == 1 ? answers[0][output] : graph.Node("Mean", "mean_of_members", [.. answers.Select(answer => answer[output])]);
            Leave(document, model.Outputs[output], mean, model.Network.OutputShapes[output]);
        }

        return document;
    }

    private static string[] Member(OnnxGraphWriter graph, Model<float> model, string[] inputs)
    {
        ModelArchitecture architecture = model.Architecture;
        IReadOnlyList<LayerShape> shapes = architecture.Shapes();
        IReadOnlyList<string> names = architecture.LayerNames();
        List<string> values = [.. inputs];
        for (int n = 0; n < architecture.Nodes.Count; n++)
        {
            GraphNode node = architecture.Nodes[n];
            string prefix = names[n] + ".";
            Dictionary<string, Parameter<float>> weights = model.Parameters.All
                .Where(parameter => parameter.Name.StartsWith(prefix, StringComparison.Ordinal))
                .ToDictionary(parameter => parameter.Name[prefix.Length..], StringComparer.Ordinal);
            LayerExport at = new(graph, names[n], [.. node.Inputs.Select(source => values[source])], [.. node.Inputs.Select(source => shapes[source])], weights);
            values.AddRange(LayerWriters.Write(node.Layer, at));
        }

        return [.. architecture.Outputs.Select(output => values[output])];
    }

    // From the order of axes that the port has to samples, steps and features.
    private static string Enter(OnnxDocument document, ModelPort port, LayerShape shape)
    {
        ElementType type = port.Type is ElementType.I32 or ElementType.I64 ? port.Type : ElementType.F32;
        document.Input(port, type);
        OnnxGraphWriter graph = document.Graph;
        string x = port.Name;
        if (type != ElementType.F32)
            x = graph.Node("Cast", $"{port.Name}_numbers", [x], ("to", Schema.OnnxType.Number(ElementType.F32)));
        int[] order = Order(port);
        if (!order.SequenceEqual(Enumerable.Range(0, order.Length)))
            x = graph.Node("Transpose", $"{port.Name}_ordered", [x], ("perm", order.Select(axis => (long)axis).ToArray()));
        if (port.Axes!.Count(axis => axis.Kind is AxisKind.Feature or AxisKind.Unknown) != 1 || port.Axes!.All(axis => axis.Kind != AxisKind.Batch))
            x = graph.Node("Reshape", $"{port.Name}_joined", [x, shape.IsSequence ? graph.Numbers(0, shape.Steps > 0 ? shape.Steps : 0, shape.Width) : graph.Numbers(port.Axes!.Any(axis => axis.Kind == AxisKind.Batch) ? 0 : 1, shape.Width)]);
        return x;
    }

    private static void Leave(OnnxDocument document, ModelPort port, string value, LayerShape shape)
    {
        OnnxGraphWriter graph = document.Graph;
        int[] order = Order(port);
        IReadOnlyList<PortAxis> axes = port.Axes!;
        int features = axes.Count(axis => axis.Kind is AxisKind.Feature or AxisKind.Unknown);
        if (features != 1)
        {
            long[] sizes = [0, .. shape.IsSequence ? [0L] : Array.Empty<long>(), .. order.Skip(shape.IsSequence ? 2 : 1).Select(axis => (long)axes[axis].Size)];
            value = graph.Node("Reshape", $"{port.Name}_parted", [value, graph.Numbers(sizes)]);
        }

        int[] back = new int[order.Length];
        for (int n = 0; n < order.Length; n++)
            back[order[n]] = n;
        if (!back.SequenceEqual(Enumerable.Range(0, back.Length)))
            value = graph.Node("Transpose", $"{port.Name}_ordered", [value], ("perm", back.Select(axis => (long)axis).ToArray()));
        if (value == port.Name)
            throw new InvalidInputException($"The output '{OneLine.Of(port.Name)}' is the input itself; there is nothing to write.");
        graph.Rename(value, port.Name);
        document.Output(port);
    }

    private static int[] Order(ModelPort port) =>
        [.. Enumerable.Range(0, port.Axes!.Count).OrderBy(axis => port.Axes[axis].Kind switch { AxisKind.Batch => 0, AxisKind.Time => 1, _ => 2 })];
}
