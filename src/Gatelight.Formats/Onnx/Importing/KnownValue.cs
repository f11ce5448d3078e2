using Gatelight.Formats.Arrays;

namespace Gatelight.Formats.Onnx.Importing;

/// <summary>Numbers that are known.</summary>
internal sealed record KnownValue(NdArray Array) : LayerValue;
