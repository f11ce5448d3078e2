namespace Gatelight.Formats.Onnx.Schema;

/// <summary>A ModelProto: the graph, and which versions of the operators it is written in.</summary>
internal sealed record OnnxFile(OnnxGraph Graph)
{
    internal long Version { get; init; }

    internal string Producer { get; init; } = string.Empty;

    internal string ProducerVersion { get; init; } = string.Empty;

    /// <summary>The version of each domain of operators; that of ONNX itself is the empty text.</summary>
    internal IReadOnlyDictionary<string, long> Opsets { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    internal IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; } = [];

    internal IReadOnlyList<OnnxFunction> Functions { get; init; } = [];

    internal int Opset => (int)Math.Clamp(Opsets.GetValueOrDefault(string.Empty, 0), 0, int.MaxValue);
}
