using System.Numerics;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Explain;

/// <summary>Cuts a model open at a layer: the same weights in a smaller graph.</summary>
internal static class ModelSurgery
{
    /// <summary>The same model without the activation that ends one of its outputs; the model itself where there is none.</summary>
    internal static Model<T> WithoutFinalActivation<T>(Model<T> model, int output)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ModelArchitecture named = Named(model.Architecture);
        int source = named.Outputs[output];
        int node = named.NodeOf(source);
        return node < 0 ? model : named.Nodes[node].Layer switch
        {
            Dense { Activation.Kind: not Activation.Linear } dense =>
                model.Rebuild(named with { Nodes = Replaced(named.Nodes, node, dense with { Activation = Activation.Linear }) }),
            Softmax or Activate => model.Rebuild(WithOutput(named, output, named.Nodes[node].Inputs[0])),
            _ => model,
        };
    }

    /// <summary>The part of a model behind the embedding of one of its inputs: the input becomes the vectors <c>[T, E]</c>.</summary>
    /// <returns>The model, and the table of the embedding's vectors with their width.</returns>
    internal static (Model<T> Behind, Embedding Layer, Parameter<T> Table) BehindEmbedding<T>(Model<T> model, int input)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ModelArchitecture named = Named(model.Architecture);
        int[] readers = [.. Enumerable.Range(0, named.Nodes.Count).Where(n => named.Nodes[n].Inputs.Contains(input))];
        if (readers.Length != 1 || named.Nodes[readers[0]].Layer is not Embedding embedding || named.Outputs.Contains(input))
            throw new ExplanationException($"Input {input} of the model is not read by one Embedding alone; ask about its numbers with a ModelQuestion.");
        int node = readers[0];
        int source = named.SourceOf(node);
        LayerShape ids = named.Inputs[input];
        ModelArchitecture behind = new(
            [.. named.Inputs.Select((shape, n) => n == input ? ids with { Width = embedding.Width } : shape)],
            [.. named.Nodes.Where((_, n) => n != node).Select(kept => kept with { Inputs = [.. kept.Inputs.Select(Moved)] })],
            Moved(named.Output),
            named.FurtherOutputs is null ? null : [.. named.FurtherOutputs.Select(Moved)]);
        string table = $"{named.Nodes[node].Layer.Name}.weight";
        return (model.Rebuild(behind), embedding, model.Parameters.All.Single(parameter => parameter.Name == table));

        int Moved(int old) => old == source ? input : old > source ? old - 1 : old;
    }

    /// <summary>The architecture with each layer's name written down, so that it keeps it in another graph.</summary>
    internal static ModelArchitecture Named(ModelArchitecture architecture)
    {
        IReadOnlyList<string> names = architecture.LayerNames();
        return architecture with { Nodes = [.. architecture.Nodes.Select((node, n) => node with { Layer = node.Layer with { Name = names[n] } })] };
    }

    private static GraphNode[] Replaced(IReadOnlyList<GraphNode> nodes, int node, Layer layer) =>
        [.. nodes.Select((kept, n) => n == node ? kept with { Layer = layer } : kept)];

    private static ModelArchitecture WithOutput(ModelArchitecture architecture, int output, int source) => output == 0
        ? architecture with { Output = source }
        : architecture with { FurtherOutputs = [.. architecture.FurtherOutputs!.Select((kept, n) => n + 1 == output ? source : kept)] };
}
