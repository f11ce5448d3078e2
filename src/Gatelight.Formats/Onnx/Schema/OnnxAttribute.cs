using Gatelight.Formats.Arrays;

namespace Gatelight.Formats.Onnx.Schema;

/// <summary>An AttributeProto: what a node is told beside its inputs.</summary>
internal sealed record OnnxAttribute(string Name)
{
    internal int Type { get; init; }

    internal string? Reference { get; init; }

    internal float? Single { get; init; }

    internal long? Number { get; init; }

    internal string? Text { get; init; }

    internal NdArray? Tensor { get; init; }

    internal OnnxGraph? Graph { get; init; }

    internal IReadOnlyList<float> Singles { get; init; } = [];

    internal IReadOnlyList<long> Numbers { get; init; } = [];

    internal IReadOnlyList<string> Texts { get; init; } = [];
}
