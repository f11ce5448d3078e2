using Gatelight.Layers;

namespace Gatelight.Models;

/// <summary>Draws a model as a graph: several inputs, branches that join again, initial states.</summary>
/// <example>
/// <code>
/// ModelGraph graph = new();
/// GraphSource series = graph.Input(LayerShape.Sequence(3));
/// GraphSource context = graph.Input(LayerShape.Vector(4));
/// GraphSource memory = graph.Add(new Lstm(16), series);
/// GraphSource output = graph.Add(new Dense(1), graph.Add(new Concatenate(), memory, context));
/// Model&lt;float&gt; model = graph.ToArchitecture(output).Build&lt;float&gt;(seed: 1);
/// </code>
/// </example>
public sealed class ModelGraph
{
    private readonly List<LayerShape> _inputs = [];
    private readonly List<(Layer Layer, GraphSource[] Inputs)> _nodes = [];

    /// <summary>Adds an input.</summary>
    /// <param name="shape">The shape of one sample.</param>
    public GraphSource Input(LayerShape shape)
    {
        _inputs.Add(shape);
        return new GraphSource(this, IsInput: true, _inputs.Count - 1);
    }

    /// <summary>Adds a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="inputs">What it reads.</param>
    public GraphSource Add(Layer layer, params GraphSource[] inputs)
    {
        foreach (GraphSource input in inputs)
            CheckOwner(input);
        _nodes.Add((layer, inputs));
        return new GraphSource(this, IsInput: false, _nodes.Count - 1);
    }

    /// <summary>The finished graph.</summary>
    /// <param name="output">The source whose values are the model's output.</param>
    /// <param name="furtherOutputs">Sources whose values are its further outputs.</param>
    public ModelArchitecture ToArchitecture(GraphSource output, params GraphSource[] furtherOutputs)
    {
        CheckOwner(output);
        foreach (GraphSource further in furtherOutputs)
            CheckOwner(further);
        return new ModelArchitecture(
            [.. _inputs], [.. _nodes.Select(node => new GraphNode(node.Layer, [.. node.Inputs.Select(Index)]))], Index(output),
            furtherOutputs.Length == 0 ? null : [.. furtherOutputs.Select(Index)]);
    }

    internal int OutputCount(GraphSource source) => source.IsInput ? 1 : _nodes[source.Number].Layer.OutputCount;

    private int Index(GraphSource source) => source.IsInput
        ? source.Number
        : _inputs.Count + _nodes.Take(source.Number).Sum(node => node.Layer.OutputCount) + source.Output;

    private void CheckOwner(GraphSource source)
    {
        if (!ReferenceEquals(source.Graph, this))
            throw new ArgumentException("The source belongs to another graph.", nameof(source));
    }
}
