namespace Gatelight.Formats.Onnx.Schema;

/// <summary>A GraphProto: nodes between inputs and outputs, and the weights.</summary>
internal sealed record OnnxGraph(string Name)
{
    internal IReadOnlyList<OnnxNode> Nodes { get; init; } = [];

    internal IReadOnlyList<OnnxTensor> Initializers { get; init; } = [];

    internal IReadOnlyList<OnnxValue> Inputs { get; init; } = [];

    internal IReadOnlyList<OnnxValue> Outputs { get; init; } = [];
}
