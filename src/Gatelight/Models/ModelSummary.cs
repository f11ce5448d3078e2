using System.Globalization;
using System.Text;
using Gatelight.Layers;
using Gatelight.Serialization;

namespace Gatelight.Models;

internal static class ModelSummary
{
    internal static string Format(ModelArchitecture architecture, IReadOnlyList<int> parameterCounts)
    {
        IReadOnlyList<LayerShape> shapes = architecture.Shapes();
        IReadOnlyList<string> names = architecture.LayerNames();
        int inputs = architecture.Inputs.Count;
        List<string[]> rows = [["Layer", "Kind", "Output", "Parameters", "Reads"]];
        for (int n = 0; n < inputs; n++)
            rows.Add([SourceName(n), "Input", shapes[n].ToString(), "0", string.Empty]);
        for (int n = 0; n < names.Count; n++)
        {
            GraphNode node = architecture.Nodes[n];
            rows.Add([
                names[n], LayerText.Of(node.Layer), string.Join(", ", shapes.Skip(architecture.SourceOf(n)).Take(node.Layer.OutputCount)),
                parameterCounts[n].ToString("N0", CultureInfo.InvariantCulture), string.Join(", ", node.Inputs.Select(SourceName))]);
        }

        return Table(rows) + $"Parameters: {parameterCounts.Sum(count => (long)count).ToString("N0", CultureInfo.InvariantCulture)}";

        string SourceName(int source)
        {
            int node = architecture.NodeOf(source);
            if (node < 0)
                return inputs == 1 ? "input" : $"input_{source + 1}";
            int output = source - architecture.SourceOf(node);
            return output == 0 ? names[node] : $"{names[node]}[{output}]";
        }
    }

    private static string Table(List<string[]> rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        StringBuilder text = new();
        foreach (string[] row in rows)
        {
            string line = string.Join("  ", row.Select((cell, column) => column == 3 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column])));
            text.Append(line.TrimEnd()).Append('\n');
        }

        return text.ToString();
    }
}
