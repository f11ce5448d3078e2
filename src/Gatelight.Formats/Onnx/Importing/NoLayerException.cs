namespace Gatelight.Formats.Onnx.Importing;

/// <summary>There is no layer that says what a node says; the message is the rest of a sentence about the node.</summary>
internal sealed class NoLayerException(string message) : Exception(message);
