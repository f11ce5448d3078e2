namespace Gatelight.Formats.Onnx.Importing;

/// <summary>The lengths of the sequences.</summary>
internal sealed record LengthsValue(string Name) : LayerValue;
