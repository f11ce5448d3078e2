namespace Gatelight.Formats.Onnx.Schema;

/// <summary>A NodeProto: an operator and what it reads and gives; an empty name is an input or output left out.</summary>
internal sealed record OnnxNode(string Operator, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs)
{
    internal string Name { get; init; } = string.Empty;

    internal string Domain { get; init; } = string.Empty;

    internal IReadOnlyList<OnnxAttribute> Attributes { get; init; } = [];

    /// <summary>Its place in the file's list of nodes, from 1.</summary>
    internal int Place { get; init; }

    internal OnnxAttribute? Find(string name) => Attributes.FirstOrDefault(attribute => attribute.Name == name);

    internal long Number(string name, long otherwise) => Find(name)?.Number ?? otherwise;

    internal float Single(string name, float otherwise) => Find(name)?.Single ?? otherwise;

    internal string Text(string name, string otherwise) => Find(name)?.Text ?? otherwise;

    internal IReadOnlyList<long>? Numbers(string name) => Find(name)?.Numbers;
}
