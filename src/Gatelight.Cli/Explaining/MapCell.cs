using Gatelight.Cli.Commands.Explain;
using Gatelight.Explain;

namespace Gatelight.Cli.Explaining;

/// <summary>What one value that was read did to the answer.</summary>
/// <param name="Step">The name of its step.</param>
/// <param name="Feature">The name of its column.</param>
/// <param name="Value">How much it moved the answer.</param>
/// <param name="Error">The standard error, where the method samples.</param>
internal sealed record MapCell(string Step, string Feature, double Value, double? Error)
{
    /// <summary>Every cell of a map, step by step.</summary>
    public static IEnumerable<MapCell> All(ExplanationSubject subject, Attribution map)
    {
        IReadOnlyList<string> columns = MapWords.Columns(subject, map);
        return Enumerable.Range(0, map.Values.GetLength(0)).SelectMany(step => columns.Select((name, column) =>
            new MapCell(subject.StepNames[step], name, map.Values[step, column], map.StandardErrors?[step, column])));
    }

    /// <summary>The largest, whatever their sign, the largest first; the earlier first among equals.</summary>
    public static IEnumerable<MapCell> Largest(ExplanationSubject subject, Attribution map, int count) =>
        All(subject, map).OrderByDescending(cell => Math.Abs(cell.Value)).Take(count);
}
