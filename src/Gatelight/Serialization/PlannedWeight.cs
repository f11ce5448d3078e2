using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Serialization;

/// <summary>A parameter that a model will have, known before any memory is taken for it.</summary>
/// <param name="Name">The layer's name and the parameter's, as in <c>lstm_1.weight_ih</c>.</param>
/// <param name="Shape">Its dimensions.</param>
internal sealed record PlannedWeight(string Name, IReadOnlyList<int> Shape)
{
    /// <summary>The parameters of an architecture, whose graph and layers are checked on the way.</summary>
    /// <exception cref="InvalidDataException">The architecture cannot be stored or built.</exception>
    /// <exception cref="LayerException">A layer cannot be what it is asked to be.</exception>
    internal static IReadOnlyList<PlannedWeight> Of(ModelArchitecture architecture)
    {
        foreach (LayerShape input in architecture.Inputs)
        {
            if (input.Width is < 1 or > Layer.MaximumSize)
                throw ModelFileFormat.Problem($"an input of the model has {input.Width} features, not 1 to {Layer.MaximumSize}");
        }

        IReadOnlyList<LayerShape> shapes = architecture.Shapes();
        IReadOnlyList<string> names = architecture.LayerNames();
        List<PlannedWeight> weights = [];
        HashSet<string> tied = [.. (architecture.Ties ?? []).Select(tie => tie.Parameter)];
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int n = 0; n < names.Count; n++)
        {
            GraphNode node = architecture.Nodes[n];
            foreach (Parameter<float> parameter in ParametersOf(node, ModelArchitecture.ShapesOf(node, shapes), names[n]))
            {
                string name = $"{names[n]}.{parameter.Name}";
                if (!seen.Add(name))
                    throw ModelFileFormat.Problem($"two weights are called {OneLine.Of(name)}", "give each layer a name of its own.");
                if (!tied.Contains(name))
                    weights.Add(new PlannedWeight(name, parameter.Shape));
            }
        }

        return weights;
    }

    private static IReadOnlyList<Parameter<float>> ParametersOf(GraphNode node, LayerShape[] inputs, string name)
    {
        try
        {
            return node.Layer.CreateOperation<float>(inputs).Parameters;
        }
        catch (OverflowException)
        {
            throw ModelFileFormat.Problem($"layer {OneLine.Of(name)} would have more weights than a model can hold");
        }
    }
}
