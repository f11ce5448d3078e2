using System.Text.Json.Nodes;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Formats.Keras;

/// <summary>A Gatelight graph as the configuration of a functional Keras model.</summary>
internal sealed class KerasGraphWriter(LayeredModel model)
{
    private readonly ModelArchitecture _architecture = model.Network.Architecture;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _notes = [];
    private readonly List<(string Path, int[] Shape, float[] Values)> _variables = [];

    /// <summary>What could not be kept.</summary>
    internal IReadOnlyList<string> Notes => _notes;

    /// <summary>The weights by their paths in the file.</summary>
    internal IReadOnlyList<(string Path, int[] Shape, float[] Values)> Variables => _variables;

    /// <summary>The configuration.</summary>
    /// <exception cref="InvalidDataException">A layer is one that Keras does not have.</exception>
    internal JsonObject Compose()
    {
        IReadOnlyList<LayerShape> shapes = _architecture.Shapes();
        IReadOnlyList<string> names = _architecture.LayerNames();
        Dictionary<string, Parameter<float>> parameters = model.Network.Parameters.All.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        var histories = new JsonArray?[shapes.Count];
        bool[] isTokens = [.. _architecture.Inputs.Select((_, input) => IsTokens(input))];
        HashSet<string> used = [.. names];
        JsonArray layers = new(), inputs = new(), outputs = new();
        for (int n = 0; n < _architecture.Inputs.Count; n++)
        {
            string name = Unique(model.Inputs[n].Name, used);
            layers.Add((JsonNode)Input(name, _architecture.Inputs[n], isTokens[n]));
            histories[n] = new JsonArray(name, 0, 0);
            inputs.Add((JsonNode)histories[n]!.DeepClone());
        }

        int source = _architecture.Inputs.Count;
        for (int n = 0; n < names.Count; n++)
        {
            GraphNode node = _architecture.Nodes[n];
            if (node.Layer is AlignSteps && IsNothing(node, shapes))
            {
                histories[source++] = histories[node.Inputs[0]];
                continue;
            }

            KerasLayerWriter writer = new(names[n], parameters);
            KerasWritten written = writer.Write(node.Layer, [.. node.Inputs.Select(input => shapes[input])]);
            string path = PathKerasWeights.PathName(written.Kind);
            int number = _numbers[path] = _numbers.GetValueOrDefault(path, -1) + 1;
            string root = number == 0 ? $"{PathKerasWeights.Folder}/{path}" : FormattableString.Invariant($"{PathKerasWeights.Folder}/{path}_{number}");
            foreach (KerasVariable variable in written.Variables)
                _variables.Add(($"{root}/{variable.Path}", variable.Shape, variable.Values));
            written.Config["name"] = names[n];
            written.Config["trainable"] = true;
            written.Config["dtype"] = "float32";
            layers.Add((JsonNode)new JsonObject
            {
                ["module"] = "keras.layers",
                ["class_name"] = written.Kind,
                ["config"] = written.Config,
                ["registered_name"] = null,
                ["name"] = names[n],
                ["inbound_nodes"] = new JsonArray(Call(node, shapes, histories)),
            });
            for (int output = 0; output < node.Layer.OutputCount; output++)
                histories[source++] = new JsonArray(names[n], 0, output);
        }

        foreach (int output in _architecture.Outputs)
            outputs.Add((JsonNode)histories[output]!.DeepClone());
        Remark();
        return new JsonObject
        {
            ["module"] = "keras",
            ["class_name"] = "Functional",
            ["config"] = new JsonObject { ["name"] = "model", ["trainable"] = true, ["layers"] = layers, ["input_layers"] = inputs, ["output_layers"] = outputs },
            ["registered_name"] = "Functional",
        };
    }

    private void Remark()
    {
        bool renames = model.Outputs.Count == 1 && _architecture.NodeOf(_architecture.Output) is var node and >= 0 && model.Outputs[0].Name != _architecture.LayerNames()[node];
        if (renames)
            _notes.Add($"The name of the output ({model.Outputs[0].Name}) is not kept: Keras calls it by its layer.");
        if (_architecture.Nodes.Any(each => each.Layer is RecurrentLayer { HiddenZoneout: > 0 } or RecurrentLayer { CellZoneout: > 0 }))
            _notes.Add("Zoneout, which acts in training alone, is not kept.");
        bool masks = _architecture.Nodes.Any(each => each.Layer is Masking or Embedding { MaskZero: true });
        if (masks && model.Network.OutputShapes.Any(shape => shape.IsSequence))
            _notes.Add("At masked steps of an output Keras repeats the step before, where Gatelight gives zero.");
    }

    private bool IsTokens(int input)
    {
        // Layers that only look at the times of the tokens read none.
        List<GraphNode> readers = [.. _architecture.Nodes.Where(node => node.Inputs.Contains(input) && !(node.Layer is AlignSteps && node.Inputs[0] != input))];
        return readers.Count > 0 && readers.All(node => node.Layer is Embedding) && _architecture.Inputs[input].IsSequence;
    }

    // Keras carries the mask beside the values, so what puts the masked steps back is nothing there; nor does it know axes of one length apart.
    private bool IsNothing(GraphNode align, IReadOnlyList<LayerShape> shapes)
    {
        LayerShape values = shapes[align.Inputs[0]], wanted = shapes[align.Inputs[1]];
        return RestoresItsMask(align, shapes) || (values.Steps > 0 && values.Steps == wanted.Steps && !IsMasked(wanted.Axis, shapes) && !IsMasked(values.Axis, shapes));
    }

    private bool IsMasked(int axis, IReadOnlyList<LayerShape> shapes)
    {
        int source = _architecture.Inputs.Count;
        foreach (GraphNode node in _architecture.Nodes)
        {
            if (node.Layer is Masking or Embedding { MaskZero: true } && shapes[source].Axis == axis)
                return true;
            source += node.Layer.OutputCount;
        }

        return false;
    }

    private bool RestoresItsMask(GraphNode align, IReadOnlyList<LayerShape> shapes)
    {
        int axis = shapes[align.Inputs[0]].Axis;
        int source = _architecture.Inputs.Count;
        foreach (GraphNode node in _architecture.Nodes)
        {
            if (shapes[source].IsSequence && shapes[source].Axis == axis && node.Layer is Masking or Embedding { MaskZero: true } && shapes[node.Inputs[0]].Axis == shapes[align.Inputs[1]].Axis)
                return true;
            source += node.Layer.OutputCount;
        }

        return false;
    }

    private static JsonObject Input(string name, LayerShape shape, bool isTokens)
    {
        JsonNode? steps = shape.Steps > 0 ? shape.Steps : null;
        JsonArray sizes = !shape.IsSequence ? new JsonArray(null, shape.Width) : isTokens ? new JsonArray(null, steps) : new JsonArray(null, steps, shape.Width);
        return new JsonObject
        {
            ["module"] = "keras.layers",
            ["class_name"] = "InputLayer",
            ["config"] = new JsonObject { ["batch_shape"] = sizes, ["dtype"] = isTokens ? "int32" : "float32", ["sparse"] = false, ["name"] = name },
            ["registered_name"] = null,
            ["name"] = name,
            ["inbound_nodes"] = new JsonArray(),
        };
    }

    private static JsonObject Call(GraphNode node, IReadOnlyList<LayerShape> shapes, JsonArray?[] histories)
    {
        JsonNode[] tensors = [.. node.Inputs.Select(input => (JsonNode)new JsonObject
        {
            ["class_name"] = "__keras_tensor__",
            ["config"] = new JsonObject { ["shape"] = Sizes(shapes[input]), ["dtype"] = "float32", ["keras_history"] = histories[input]!.DeepClone() },
        })];
        bool isRecurrent = node.Layer is RecurrentLayer or Bidirectional;
        JsonObject kwargs = new();
        if (isRecurrent && tensors.Length > 1)
            kwargs["initial_state"] = new JsonArray(tensors[1..]);
        JsonArray args = isRecurrent || tensors.Length == 1 ? new JsonArray(tensors[0]) : new JsonArray(new JsonArray(tensors));
        return new JsonObject { ["args"] = args, ["kwargs"] = kwargs };
    }

    private static JsonArray Sizes(LayerShape shape)
    {
        JsonNode? steps = shape.Steps > 0 ? shape.Steps : null;
        return shape.IsSequence ? new JsonArray(null, steps, shape.Width) : new JsonArray(null, shape.Width);
    }

    private static string Unique(string name, HashSet<string> used)
    {
        string unique = name.Replace('/', '_');
        for (int n = 1; !used.Add(unique); n++)
            unique = FormattableString.Invariant($"{name.Replace('/', '_')}_input_{n}");
        return unique;
    }
}
