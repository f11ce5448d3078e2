using Gatelight.Cli.Commands.Explain;
using Gatelight.Explain;

namespace Gatelight.Cli.Explaining;

/// <summary>How the columns of a map and its starting point are called.</summary>
internal static class MapWords
{
    private static readonly string Ledger = new MemoryLedger().Name, Attention = new AttentionWeights().Name;

    /// <summary>The names of the columns: the subject's features, or what a method without features tells of a step.</summary>
    public static IReadOnlyList<string> Columns(ExplanationSubject subject, Attribution map)
    {
        int columns = map.Values.GetLength(1);
        if (map.Method == Ledger)
            return columns == 1 ? ["written into memory"] : ["written reading forward", "written reading backward"];
        if (map.Method == Attention)
            return ["attention"];
        return columns == subject.FeatureNames.Count ? subject.FeatureNames : columns == 1 ? ["all features"] : [.. Enumerable.Range(1, columns).Select(n => $"column {n}")];
    }

    /// <summary>What the account starts from; null for a method that compares with nothing.</summary>
    public static string? Baseline(ExplanationSubject subject, Attribution map)
    {
        if (map.Method == Ledger)
            return "an empty memory";
        return AttributionMethods.Find(map.Method).UsesBaseline ? subject.BaselineDescription : null;
    }
}
