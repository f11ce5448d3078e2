using System.Numerics;
using Gatelight.Kernels;
using Gatelight.Layers;

namespace Gatelight.Models;

/// <summary>
/// A directed acyclic graph of layers: what a model is, without its weights. Made by <see cref="Sequential"/> or
/// <see cref="ModelGraph"/>; stored in a model file.
/// </summary>
/// <param name="Inputs">The shapes of the model's inputs.</param>
/// <param name="Nodes">The layers, each after all its sources.</param>
/// <param name="Output">The index of the source whose values are the model's output.</param>
public sealed record ModelArchitecture(IReadOnlyList<LayerShape> Inputs, IReadOnlyList<GraphNode> Nodes, int Output)
{
    /// <summary>The shape of every source: the inputs, then the nodes.</summary>
    /// <exception cref="LayerException">A layer cannot take what it receives.</exception>
    /// <exception cref="ArgumentException">The graph is not one: a source is missing or comes later.</exception>
    public IReadOnlyList<LayerShape> Shapes()
    {
        if (Inputs.Count == 0)
            throw new LayerException("(model)", "a model needs at least one input");
        List<LayerShape> shapes = [.. Inputs];
        foreach (GraphNode node in Nodes)
            shapes.Add(node.Layer.OutputShape(ShapesOf(node, shapes)));
        if ((uint)Output >= (uint)shapes.Count)
            throw new LayerException("(model)", $"the output names source {Output}, but there are {shapes.Count}");
        return shapes;
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
