using System.Numerics;
using System.Text.Json.Serialization;
using Gatelight.Kernels;
using Gatelight.Layers;

namespace Gatelight.Models;

/// <summary>
/// A directed acyclic graph of layers: what a model is, without its weights. Made by <see cref="Sequential"/> or
/// <see cref="ModelGraph"/>; stored in a model file.
/// </summary>
/// <remarks>Sources are numbered: the inputs first, then the outputs of each node in turn.</remarks>
/// <param name="Inputs">The shapes of the model's inputs.</param>
/// <param name="Nodes">The layers, each after all its sources.</param>
/// <param name="Output">The number of the source whose values are the model's output.</param>
/// <param name="FurtherOutputs">The numbers of further outputs; null where there is just the one.</param>
public sealed record ModelArchitecture(
    IReadOnlyList<LayerShape> Inputs, IReadOnlyList<GraphNode> Nodes, int Output, IReadOnlyList<int>? FurtherOutputs = null)
{
    /// <summary>The numbers of all outputs, <see cref="Output"/> first.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> Outputs => FurtherOutputs is null ? [Output] : [Output, .. FurtherOutputs];

    /// <summary>Parameters of different layers that are one; null for none.</summary>
    public IReadOnlyList<ParameterTie>? Ties { get; init; }

    /// <summary>The shape of every source: the inputs, then the nodes' outputs.</summary>
    /// <exception cref="LayerException">A layer cannot take what it receives.</exception>
    public IReadOnlyList<LayerShape> Shapes()
    {
        if (Inputs.Count == 0)
            throw new LayerException("(model)", "a model needs at least one input");
        foreach (LayerShape input in Inputs)
        {
            if (input.Axis < 0 || input.Steps < 0 || (!input.IsSequence && (input.Axis != 0 || input.Steps != 0)))
                throw new LayerException("(model)", $"an input has axis {input.Axis} and {input.Steps} steps, which no {(input.IsSequence ? "sequence" : "vector")} has");
        }

        List<LayerShape> shapes = [.. Inputs];
        int freeAxis = checked(Inputs.Max(input => input.Axis) + 1);
        foreach (GraphNode node in Nodes)
        {
            foreach (LayerShape shape in node.Layer.OutputShapes(ShapesOf(node, shapes)))
                shapes.Add(shape.Axis == LayerShape.NewAxis ? shape with { Axis = freeAxis } : shape);
            freeAxis = checked(freeAxis + 1);
        }

        foreach (int output in Outputs)
        {
            if ((uint)output >= (uint)shapes.Count)
                throw new LayerException("(model)", $"the output names source {output}, but there are {shapes.Count}");
        }

        return shapes;
    }

    /// <summary>The number of the first source that a node gives.</summary>
    /// <param name="node">The node's place among <see cref="Nodes"/>.</param>
    public int SourceOf(int node)
    {
        int source = Inputs.Count;
        for (int n = 0; n < node; n++)
            source += Nodes[n].Layer.OutputCount;
        return source;
    }

    /// <summary>The node whose output a source is, or -1 for an input.</summary>
    /// <param name="source">The source's number.</param>
    public int NodeOf(int source)
    {
        int first = Inputs.Count;
        for (int n = 0; n < Nodes.Count; n++)
        {
            int next = first + Nodes[n].Layer.OutputCount;
            if (source >= first && source < next)
                return n;
            first = next;
        }

        return -1;
    }

    /// <summary>The names of the layers: their own, or kind and number, as in <c>lstm_1</c>; made unique.</summary>
    public IReadOnlyList<string> LayerNames()
    {
        HashSet<string> used = new(StringComparer.Ordinal);
        List<string> names = [];
        foreach (GraphNode node in Nodes)
        {
            string stem = node.Layer.Name ?? node.Layer.Kind.ToLowerInvariant();
            string name = node.Layer.Name ?? $"{stem}_1";
            for (int number = 2; !used.Add(name); number++)
                name = $"{stem}_{number}";
            names.Add(name);
        }

        return names;
    }

    /// <summary>Builds a model with start weights drawn from a seed.</summary>
    /// <typeparam name="T">The element type: <see cref="float"/> to work, <see cref="double"/> to check.</typeparam>
    /// <param name="seed">The seed.</param>
    /// <param name="kernels">The compute kernels; the best available by default.</param>
    public Model<T> Build<T>(int seed = 0, KernelSet<T>? kernels = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new(this, seed, kernels ?? KernelRegistry.For<T>());

    /// <summary>Builds a model whose weights are all zero, for a caller that overwrites every one: it draws no start weights, which takes long for large layers.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="kernels">The compute kernels; the best available by default.</param>
    public Model<T> BuildEmpty<T>(KernelSet<T>? kernels = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new(this, seed: null, kernels ?? KernelRegistry.For<T>());

    internal static LayerShape[] ShapesOf(GraphNode node, IReadOnlyList<LayerShape> shapes)
    {
        LayerShape[] inputs = new LayerShape[node.Inputs.Count];
        for (int n = 0; n < inputs.Length; n++)
        {
            int source = node.Inputs[n];
            if ((uint)source >= (uint)shapes.Count)
                throw new LayerException(node.Layer.Name ?? node.Layer.Kind, $"its input {n} names source {source}, but only {shapes.Count} come before it");
            inputs[n] = shapes[source];
        }

        return inputs;
    }
}
