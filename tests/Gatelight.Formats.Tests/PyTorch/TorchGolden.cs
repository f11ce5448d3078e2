using System.Text.Json;
using System.Text.Json.Nodes;
using Gatelight.Formats.Arrays;
using Gatelight.Formats.Safetensors;

namespace Gatelight.Formats.Tests.PyTorch;

/// <summary>A small model as PyTorch saved its weights, with what PyTorch computes for an input; Golden/generate.py makes them.</summary>
internal sealed record TorchGolden(string Name, string? Layers, byte[] Checkpoint, IReadOnlyList<(string Name, int[] Shape, float[] Values)> Arrays, NdArray Input, NdArray Output)
{
    internal static IReadOnlyDictionary<string, TorchGolden> All { get; } = Load();

    internal string WriteCheckpoint(string folder)
    {
        string path = Path.Combine(folder, "model.pt");
        File.WriteAllBytes(path, Checkpoint);
        WriteDescription(folder);
        return path;
    }

    internal string WriteSafetensors(string folder, bool describes = true)
    {
        string path = Path.Combine(folder, "model.safetensors");
        using FileStream stream = File.Create(path);
        SafetensorsWriter.Write(stream, Arrays, new Dictionary<string, string>(StringComparer.Ordinal) { ["format"] = "pt" });
        if (describes)
            WriteDescription(folder);
        return path;
    }

    internal void Check(ForeignModel model)
    {
        IReadOnlyDictionary<string, NdArray> outputs = model.Run(new Dictionary<string, NdArray>(StringComparer.Ordinal) { ["input"] = Input });
        NdArray actual = outputs["output"];
        Assert.Equal(Output.Shape, actual.Shape);
        float[] expected = Output.ToSingles(), values = actual.ToSingles();
        for (int n = 0; n < expected.Length; n++)
            Assert.Equal(expected[n], values[n], 1e-5f);
    }

    private static Dictionary<string, TorchGolden> Load()
    {
        using Stream stream = typeof(TorchGolden).Assembly.GetManifestResourceStream("pytorch.json")!;
        return JsonNode.Parse(stream)!["cases"]!.AsArray().Select(item => Of(item!)).ToDictionary(golden => golden.Name, StringComparer.Ordinal);
    }

    private static TorchGolden Of(JsonNode item) => new(
        item["name"]!.GetValue<string>(), item["layers"]?.ToJsonString(), Convert.FromBase64String(item["checkpoint"]!.GetValue<string>()),
        [.. item["arrays"]!.AsArray().Select(array => (array!["name"]!.GetValue<string>(), array["shape"]!.Deserialize<int[]>()!, array["values"]!.Deserialize<float[]>()!))],
        Array(item["input"]!), Array(item["output"]!));

    private static NdArray Array(JsonNode node) => NdArray.Of(node["values"]!.Deserialize<float[]>()!, node["shape"]!.Deserialize<int[]>()!);

    private void WriteDescription(string folder)
    {
        if (Layers is not null)
            File.WriteAllText(Path.Combine(folder, "model.json"), $$"""{"layers": {{Layers}}}""");
    }
}
