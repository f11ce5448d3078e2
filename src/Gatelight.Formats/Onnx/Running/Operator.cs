namespace Gatelight.Formats.Onnx.Running;

/// <summary>An operator of ONNX.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Inputs">The least number of inputs.</param>
/// <param name="Body">What it computes.</param>
internal sealed record Operator(string Name, int Inputs, OperatorBody Body);
