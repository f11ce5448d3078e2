namespace Gatelight.Formats.Onnx.Running;

/// <summary>An operator cannot take what it receives; the runner adds which node it was.</summary>
internal sealed class OperatorException(string message) : Exception(message);
