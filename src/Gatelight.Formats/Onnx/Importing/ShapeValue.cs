namespace Gatelight.Formats.Onnx.Importing;

/// <summary>A shape: for each place a fixed number, or the axis whose size it is.</summary>
internal sealed record ShapeValue(IReadOnlyList<Atom> Sizes, bool IsSingle = false) : LayerValue;
