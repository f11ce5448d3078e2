using Gatelight.Formats.Onnx.Running;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Formats.Onnx.Importing;

/// <summary>The layers found so far, the values known, and the weights to be filled in.</summary>
internal sealed class LayerScope
{
    private readonly Dictionary<string, LayerValue> _values = new(StringComparer.Ordinal);
    private readonly List<(int Node, Action<Func<string, Memory<float>>> Fill)> _fills = [];
    private readonly Dictionary<string, List<CompiledNode?>> _readers = new(StringComparer.Ordinal);

    internal LayerScope(GraphProgram program)
    {
        foreach (CompiledNode node in program.Nodes)
        {
            foreach (string name in node.Node.Inputs)
                Reads(name, node);
        }

        foreach (Schema.OnnxValue output in program.Graph.Outputs)
            Reads(output.Name, null);
    }

    internal ModelGraph Graph { get; } = new();

    /// <summary>How many layers there are.</summary>
    internal int Count { get; private set; }

    internal List<string> Notes { get; } = [];

    internal void Set(string name, LayerValue value) => _values[name] = value;

    internal LayerValue? Find(string name) => _values.GetValueOrDefault(name);

    /// <summary>Whether anything reads a name.</summary>
    internal bool IsRead(string name) => name.Length > 0 && _readers.ContainsKey(name);

    /// <summary>The node that alone reads a name; null where it is read more than once, or is an output.</summary>
    internal CompiledNode? OnlyReaderOf(string name) => _readers.TryGetValue(name, out List<CompiledNode?>? readers) && readers is [var only] ? only : null;

    /// <summary>Adds a layer without weights, or with the ones that <paramref name="fill"/> writes: it is given a way to each parameter by its name.</summary>
    internal GraphSource Add(Layer layer, CompiledNode node, GraphSource[] inputs, Action<Func<string, Memory<float>>>? fill = null)
    {
        GraphSource source = Graph.Add(layer with { Name = NameOf(node) }, inputs);
        if (fill is not null)
            _fills.Add((Count, fill));
        Count++;
        return source;
    }

    /// <summary>Builds the model and fills in its weights, or leaves them zero for who wants to see the layers alone.</summary>
    internal Model<float> Build(ModelArchitecture architecture, bool fillsWeights)
    {
        Model<float> model = architecture.BuildEmpty<float>();
        if (!fillsWeights)
            return model;
        IReadOnlyList<string> names = architecture.LayerNames();
        Dictionary<string, Parameter<float>> parameters = model.Parameters.All.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        foreach ((int node, Action<Func<string, Memory<float>>> fill) in _fills)
            fill(parameter => ValuesOf(parameters[$"{names[node]}.{parameter}"]));
        model.Parameters.MarkChanged();
        return model;

        Memory<float> ValuesOf(Parameter<float> parameter) => model.Parameters.Values.AsMemory(parameter.Offset, parameter.Length);
    }

    private void Reads(string name, CompiledNode? node)
    {
        if (!_readers.TryGetValue(name, out List<CompiledNode?>? readers))
            _readers.Add(name, readers = []);
        readers.Add(node);
    }

    // The name of the node, so that weights and figures are found again; one that paths are made of loses its first slash.
    private static string? NameOf(CompiledNode node)
    {
        string name = node.Node.Name.Trim('/').Replace('/', '_').Replace('.', '_');
        return name.Length == 0 ? null : Data.OneLine.Of(name);
    }
}
