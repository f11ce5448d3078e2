using Gatelight.Formats.Arrays;

namespace Gatelight.Formats.Onnx.Importing;

/// <summary>One number everywhere in an array whose shape is not all known, as in a state of zeros.</summary>
internal sealed record FilledValue(NdArray Number) : LayerValue;
