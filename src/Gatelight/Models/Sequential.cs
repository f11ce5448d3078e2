using Gatelight.Layers;

namespace Gatelight.Models;

/// <summary>A chain of layers, each reading the one before.</summary>
/// <example><c>new Sequential(new Lstm(32), new Dense(1)).Build(features: 3, seed: 1)</c></example>
/// <param name="layers">The layers in order.</param>
public sealed class Sequential(params IReadOnlyList<Layer> layers)
{
    /// <summary>The layers in order.</summary>
    public IReadOnlyList<Layer> Layers { get; } = layers;

    /// <summary>The chain as a graph, for an input of the given shape.</summary>
    /// <param name="input">The shape of one sample.</param>
    public ModelArchitecture ToArchitecture(LayerShape input) =>
        new([input], [.. Layers.Select((layer, index) => new GraphNode(layer, [index]))], Layers.Count);

    /// <summary>Builds the model for sequences <c>[B, T, features]</c>, with start weights drawn from a seed.</summary>
    /// <param name="features">D, the number of features of a step.</param>
    /// <param name="seed">The seed.</param>
    /// <exception cref="LayerException">Two layers do not fit; the message names them.</exception>
    public Model<float> Build(int features, int seed = 0) => ToArchitecture(LayerShape.Sequence(features)).Build<float>(seed);
}
