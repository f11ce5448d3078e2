using System.Globalization;
using Gatelight.Cli.Commands.Explain;
using Gatelight.Data;
using Gatelight.Explain;

namespace Gatelight.Cli.Explaining;

/// <summary>The values of maps as one table: a row a cell of a method's map.</summary>
internal static class MapFile
{
    /// <summary>The table: method, step, feature, value, and the standard error where the method samples.</summary>
    public static Table Of(ExplanationSubject subject, IReadOnlyList<Attribution> maps)
    {
        (string Method, int Position, MapCell Cell)[] cells =
        [
            .. maps.SelectMany(map => MapCell.All(subject, map).Select((cell, n) => (map.Method, n / map.Values.GetLength(1) + 1, cell))),
        ];
        return new Table("explanation",
        [
            new TableColumn("method", [.. cells.Select(entry => entry.Method)]),
            new TableColumn("position", [.. cells.Select(entry => entry.Position.ToString(CultureInfo.InvariantCulture))]),
            new TableColumn(subject.StepTitle, [.. cells.Select(entry => entry.Cell.Step)]),
            new TableColumn("feature", [.. cells.Select(entry => entry.Cell.Feature)]),
            TableColumn.FromNumbers("value", [.. cells.Select(entry => entry.Cell.Value)]),
            new TableColumn("standardError", [.. cells.Select(entry => entry.Cell.Error?.ToString("R", CultureInfo.InvariantCulture) ?? "")]),
        ]);
    }
}
