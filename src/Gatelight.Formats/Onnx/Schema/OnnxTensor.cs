using Gatelight.Formats.Arrays;

namespace Gatelight.Formats.Onnx.Schema;

/// <summary>A TensorProto: a named array.</summary>
internal sealed record OnnxTensor(string Name, NdArray Value);
