using System.Text.Json.Nodes;

namespace Gatelight.Formats.Tests.Keras;

/// <summary>Small models with what TensorFlow.js computes for them; Golden/generate.js makes them.</summary>
internal static class KerasGoldens
{
    internal static IReadOnlyDictionary<string, KerasGolden> All { get; } = Load();

    private static Dictionary<string, KerasGolden> Load()
    {
        using Stream stream = typeof(KerasGoldens).Assembly.GetManifestResourceStream("keras.json")!;
        JsonNode root = JsonNode.Parse(stream)!;
        return root["cases"]!.AsArray().Select(item => KerasGolden.Of(item!)).ToDictionary(golden => golden.Name, StringComparer.Ordinal);
    }
}

