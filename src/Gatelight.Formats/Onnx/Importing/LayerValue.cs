namespace Gatelight.Formats.Onnx.Importing;

/// <summary>What a name of the graph stands for while layers are sought that say the same.</summary>
internal abstract record LayerValue;
