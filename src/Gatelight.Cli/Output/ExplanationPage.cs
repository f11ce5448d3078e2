using Gatelight.Cli.Commands.Explain;
using Gatelight.Cli.Explaining;
using Gatelight.Explain;

namespace Gatelight.Cli.Output;

/// <summary>An explanation as text for a person.</summary>
internal static class ExplanationPage
{
    private const int ContributionsShown = 5;

    /// <summary>The maps: where each account starts, its largest contributions, and whether it adds up.</summary>
    public static void Maps(Page page, ExplanationSubject subject, IReadOnlyList<Attribution> maps)
    {
        double[] ends = [.. maps.SelectMany(map => new[] { map.Prediction, map.BaselinePrediction })];
        int decimals = NumberText.Decimals(ends);
        page.Heading($"Why {NumberText.Write(maps[0].Prediction, decimals)} {subject.Unit}? {Capital(subject.AskedAbout)}{(subject.Detail.Length == 0 ? "" : $", {subject.Detail}")}");
        foreach (string warning in subject.Warnings)
            page.Line($"  note: {warning}");
        foreach (Attribution map in maps)
        {
            string title = AttributionMethods.Find(map.Method).Title;
            page.Line(MapWords.Baseline(subject, map) is { } baseline
                ? $"  {title}: from {NumberText.Write(map.BaselinePrediction, decimals)} ({baseline}) to {NumberText.Write(map.Prediction, decimals)}"
                : $"  {title}: of {NumberText.Write(map.Prediction, decimals)}");
            int digits = NumberText.Decimals(map.Values.Cast<double>());
            bool hasErrors = map.StandardErrors is not null;
            page.Table(
                hasErrors ? ["largest contributions", "", "standard error"] : ["largest contributions", ""],
                MapCell.Largest(subject, map, ContributionsShown).Select(cell => (string[])(hasErrors
                    ? [Place(subject, cell), NumberText.Signed(cell.Value, digits), NumberText.Write(cell.Error ?? 0, digits)]
                    : [Place(subject, cell), NumberText.Signed(cell.Value, digits)])));
            page.Line($"  {Gap(map, digits)}");
            foreach (string warning in map.Warnings)
                page.Line($"  note: {warning}");
        }
    }

    private static string Place(ExplanationSubject subject, MapCell cell) => subject.FeatureNames.Count == 1 && subject.FeatureNames[0] == cell.Feature ? cell.Step : $"{cell.Step}  {cell.Feature}";

    private static string Gap(Attribution map, int decimals)
    {
        if (!map.IsAdditive)
            return "not meant to add up: read the values as an order";
        string gap = $"completeness gap {NumberText.Signed(map.CompletenessGap, decimals + 2)}";
        return map.IsGapTooLarge ? $"{gap}: too large; read the contributions as an order, not as shares" : $"{gap}: the contributions add up";
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
