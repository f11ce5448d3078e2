using Gatelight.Formats.Arrays;

namespace Gatelight.Formats.Onnx.Schema;

/// <summary>A ValueInfoProto: a named input or output; null where the file does not say the type or the rank.</summary>
internal sealed record OnnxValue(string Name, ElementType? Type, IReadOnlyList<OnnxDimension>? Shape);
