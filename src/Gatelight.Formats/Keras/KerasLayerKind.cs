namespace Gatelight.Formats.Keras;

/// <summary>A kind of Keras layer and how it becomes Gatelight's.</summary>
/// <param name="Name">Keras' class, or the newest of its names.</param>
/// <param name="Mask">What it does with a mask.</param>
/// <param name="Convert">Adds it to the graph: inputs to outputs.</param>
/// <param name="Says">In which layers, for the table of docs/formats.md.</param>
internal sealed record KerasLayerKind(string Name, MaskUse Mask, Func<KerasBuild, KerasLayer, KerasTensor[], KerasTensor[]> Convert, string Says);
