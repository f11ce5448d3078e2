using Gatelight.Layers;

namespace Gatelight.Models;

/// <summary>One layer in a model, and where its inputs come from.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Inputs">The indices of its sources: the model's inputs come first, then the nodes in order.</param>
public sealed record GraphNode(Layer Layer, IReadOnlyList<int> Inputs);
