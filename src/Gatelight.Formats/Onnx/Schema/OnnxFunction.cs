namespace Gatelight.Formats.Onnx.Schema;

/// <summary>A FunctionProto: an operator of the model's own, made of others.</summary>
internal sealed record OnnxFunction(string Name, string Domain)
{
    internal IReadOnlyList<string> Inputs { get; init; } = [];

    internal IReadOnlyList<string> Outputs { get; init; } = [];

    internal IReadOnlyList<OnnxNode> Nodes { get; init; } = [];

    internal IReadOnlyList<OnnxAttribute> Defaults { get; init; } = [];
}
