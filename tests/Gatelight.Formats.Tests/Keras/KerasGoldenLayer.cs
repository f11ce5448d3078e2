using System.Text.Json;
using System.Text.Json.Nodes;
using Gatelight.Formats.Arrays;

namespace Gatelight.Formats.Tests.Keras;

/// <summary>The weights of a layer.</summary>
internal sealed record KerasGoldenLayer(string Layer, IReadOnlyList<KeyValuePair<string, NdArray>> Arrays)
{
    internal static KerasGoldenLayer Of(JsonNode node) => new(
        node["layer"]!.GetValue<string>(), [.. node["arrays"]!.AsArray().Select(array => KeyValuePair.Create(array!["name"]!.GetValue<string>(), Values(array!)))]);

    internal static NdArray Values(JsonNode node) => NdArray.Of(node["values"]!.Deserialize<float[]>()!, node["shape"]!.Deserialize<int[]>()!);
}
