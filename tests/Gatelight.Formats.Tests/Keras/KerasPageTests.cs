using System.Text;
using Gatelight.Formats.Keras;

namespace Gatelight.Formats.Tests.Keras;

/// <summary>The table of layers on the page says what the code does.</summary>
public sealed class KerasPageTests
{
    // Layers that the goldens do not have, and the tests that do.
    private static readonly Dictionary<string, string> ByHand = new(StringComparer.Ordinal)
    {
        ["Attention"] = "numbers by hand",
        ["AdditiveAttention"] = "numbers by hand",
        ["CuDNNLSTM"] = "TensorFlow.js, in cuDNN's order",
        ["CuDNNGRU"] = "Keras' own tests",
        ["Cropping1D"] = "numbers by hand",
        ["DepthwiseConv1D"] = "numbers by hand",
        ["Rescaling"] = "numbers by hand",
        ["SeparableConv1D"] = "numbers by hand",
        ["Subtract"] = "numbers by hand",
        ["UpSampling1D"] = "numbers by hand",
        ["ZeroPadding1D"] = "numbers by hand",
        ["Merge"] = "TensorFlow.js, as Keras 1 wrote it",
    };

    [Fact]
    public void TheTableIsThatOfTheCode()
    {
        string table = Table();
        string page = File.ReadAllText(Path.Combine(TestResources.Root, "docs", "keras-and-pytorch.md")).ReplaceLineEndings("\n");
        Assert.True(page.Contains(table, StringComparison.Ordinal), $"Put this table on docs/keras-and-pytorch.md, behind its mark:\n{table}");
    }

    private static string Table()
    {
        HashSet<string> golden = new(StringComparer.Ordinal);
        foreach (KerasGolden each in KerasGoldens.All.Values)
            Collect(each.Config, golden);
        StringBuilder table = new("<!-- table: keras -->\n| Keras layer | becomes | goes out | compared with |\n|---|---|---|---|\n");
        foreach (KerasLayerKind kind in KerasLayerTable.List)
        {
            string verified = golden.Contains(kind.Name) || (kind.Name == "Functional" && golden.Contains("Model")) ? "TensorFlow.js" : ByHand.GetValueOrDefault(kind.Name, "not yet");
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {kind.Name} | {kind.Says} | {(KerasLayerWriter.Kinds.Contains(kind.Name) ? "yes" : "")} | {verified} |\n");
        }

        return table.ToString();
    }

    private static void Collect(System.Text.Json.Nodes.JsonNode? node, HashSet<string> kinds)
    {
        if (node is System.Text.Json.Nodes.JsonObject item)
        {
            if (item["class_name"] is { } kind)
                kinds.Add(kind.GetValue<string>());
            foreach (var (_, value) in item)
                Collect(value, kinds);
        }
        else if (node is System.Text.Json.Nodes.JsonArray list)
        {
            foreach (System.Text.Json.Nodes.JsonNode? value in list)
                Collect(value, kinds);
        }
    }
}
