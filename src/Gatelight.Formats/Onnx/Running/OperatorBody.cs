using Gatelight.Formats.Arrays;

namespace Gatelight.Formats.Onnx.Running;

/// <summary>Computes the outputs of a node; null for one that is not asked for.</summary>
internal delegate NdArray?[] OperatorBody(NodeCall call);
