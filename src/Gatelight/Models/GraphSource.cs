namespace Gatelight.Models;

/// <summary>An input or a layer of a <see cref="ModelGraph"/>, to be read by other layers.</summary>
/// <param name="Graph">The graph it belongs to.</param>
/// <param name="IsInput">Whether it is an input of the model.</param>
/// <param name="Number">Its number among the inputs or among the layers.</param>
public readonly record struct GraphSource(ModelGraph Graph, bool IsInput, int Number);
