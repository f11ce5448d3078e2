using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using Gatelight.Formats.Onnx.Exporting;
using Gatelight.Formats.Onnx.Importing;
using Gatelight.Formats.Onnx.Operators;
using Gatelight.Formats.Onnx.Recurrence;
using Gatelight.Formats.Tests.Onnx;
using Gatelight.Layers;

namespace Gatelight.Conformance.Tests.Formats;

/// <summary>The tables of docs/formats.md are those of the code; the last column follows from what the tests here compare.</summary>
public sealed class FormatsPageTests
{
    [Fact]
    public void TheTableOfOperatorsIsThatOfTheCode()
    {
        StringBuilder table = new("| operator | runs | as layers, to be explained and trained | compared with ONNX Runtime |\n|---|---|---|---|\n");
        foreach (string op in OperatorTable.Names)
            table.Append("| ").Append(op).Append(" | yes | ").Append(LayerTable.LayersOf(op) ?? "no").Append(" | ").Append(Verified(op)).Append(" |\n");
        AssertOnPage(table.ToString());
    }

    [Fact]
    public void TheTableOfLayersIsThatOfTheCode()
    {
        StringBuilder table = new("| layer | as ONNX |\n|---|---|\n");
        foreach (Type layer in Kinds().OrderBy(type => type.Name, StringComparer.Ordinal))
            table.Append("| ").Append(layer.Name).Append(" | ").Append(LayerWriters.OperatorsOf(layer) ?? "refused").Append(" |\n");
        AssertOnPage(table.ToString());
    }

    [Fact]
    public void EveryLayerThatIsWrittenIsCompared()
    {
        HashSet<Type> compared = [.. RoundTripModels.All.Values.Concat(RoundTripModels.Unrolled.Values).SelectMany(make => make().Nodes).Select(node => node.Layer.GetType())];
        Assert.Empty(Kinds().Where(layer => LayerWriters.OperatorsOf(layer) is not null && !compared.Contains(layer)).Select(layer => layer.Name));
    }

    private static IEnumerable<Type> Kinds() => typeof(Layer).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(attribute => attribute.DerivedType);

    private static string Verified(string op)
    {
        List<string> ways = [];
        if (RecurrentNode.Is(op))
            ways.Add("nodes with random options, and the published node tests");
        if (NodeCases.Operators.Contains(op))
            ways.Add("single nodes");
        if (RandomOperators.Kinds.Contains(op))
            ways.Add("random graphs");
        if (op is "If" or "Loop")
            ways.Add("graphs of their own");
        if (op == "Scan")
            ways.Add("written files");
        return ways.Count == 0 ? "no" : string.Join(", ", ways);
    }

    private static void AssertOnPage(string table)
    {
        string page = File.ReadAllText(Path.Combine(TestResources.Root, "docs", "formats.md")).ReplaceLineEndings("\n");
        Assert.True(page.Contains(table, StringComparison.Ordinal), $"Put this table on docs/formats.md:\n{table}");
    }
}
