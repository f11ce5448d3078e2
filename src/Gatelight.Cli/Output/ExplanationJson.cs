using System.Text.Json.Nodes;
using Gatelight.Cli.Commands.Explain;
using Gatelight.Cli.Explaining;
using Gatelight.Explain;

namespace Gatelight.Cli.Output;

/// <summary>The parts of the JSON document of an explanation.</summary>
internal static class ExplanationJson
{
    private const int ContributionsShown = 10;

    /// <summary>The maps, an entry a method.</summary>
    public static JsonArray Maps(ExplanationSubject subject, IEnumerable<Attribution> maps) => [.. maps.Select(map => Map(subject, map))];

    /// <summary>A matrix, row by row.</summary>
    public static JsonArray Matrix(double[,] values) =>
        [.. Enumerable.Range(0, values.GetLength(0)).Select(row => Row(values, row))];

    /// <summary>Numbers.</summary>
    public static JsonArray Numbers(IEnumerable<double> values) => [.. values.Select(JsonText.Number)];

    private static JsonArray Row(double[,] values, int row) => Numbers(Enumerable.Range(0, values.GetLength(1)).Select(column => values[row, column]));

    private static JsonObject Map(ExplanationSubject subject, Attribution map)
    {
        var entry = new JsonObject { ["method"] = map.Method };
        foreach (var (name, value) in subject.Facts())
            entry[name] = value?.DeepClone();
        entry["askedAbout"] = subject.AskedAbout;
        entry["unit"] = subject.Unit;
        entry["prediction"] = JsonText.Number(map.Prediction);
        entry["baselinePrediction"] = JsonText.Number(map.BaselinePrediction);
        entry["baseline"] = MapWords.Baseline(subject, map);
        entry["isAdditive"] = map.IsAdditive;
        entry["completenessGap"] = JsonText.Number(map.CompletenessGap);
        entry["isGapTooLarge"] = map.IsGapTooLarge;
        entry["methodSettings"] = map.Settings;
        entry["methodSeed"] = map.Seed;
        entry["passes"] = map.Passes;
        entry["warnings"] = JsonText.Texts(map.Warnings);
        entry["topContributions"] = Contributions(subject, map);
        entry["steps"] = JsonText.Texts(subject.StepNames);
        entry["features"] = JsonText.Texts(MapWords.Columns(subject, map));
        entry["values"] = Matrix(map.Values);
        entry["standardErrors"] = map.StandardErrors is { } errors ? Matrix(errors) : null;
        return entry;
    }

    private static JsonArray Contributions(ExplanationSubject subject, Attribution map) =>
        [.. MapCell.Largest(subject, map, ContributionsShown).Select(cell => new JsonObject
        {
            [subject.StepTitle] = cell.Step,
            ["feature"] = cell.Feature,
            ["value"] = JsonText.Number(cell.Value),
        })];
}
