using Gatelight.Reports.Rendering;

namespace Gatelight.Reports.Figures;

/// <summary>Sentences that say what stands out among named values.</summary>
internal static class FindingText
{
    public const string Nothing = "It shows no values.";

    /// <summary>The highest and the lowest value, with their places.</summary>
    public static string Extremes(IEnumerable<(string Place, double Value)> values, string unit)
    {
        (string Place, double Value)[] finite = [.. values.Where(entry => double.IsFinite(entry.Value))];
        if (finite.Length == 0) return Nothing;
        (string Place, double Value) high = finite.MaxBy(entry => entry.Value), low = finite.MinBy(entry => entry.Value);
        int decimals = NumberText.Decimals([high.Value, low.Value]);
        if (!(high.Value > low.Value)) return $"All values are {NumberText.WithUnit(high.Value, decimals, unit)}.";
        return $"Highest: {NumberText.WithUnit(high.Value, decimals, unit)} at {high.Place}; lowest: {NumberText.WithUnit(low.Value, decimals, unit)} at {low.Place}.";
    }

    /// <summary>The values furthest from zero, strongest first.</summary>
    public static string Strongest(IEnumerable<(string Place, double Value)> values, string unit, int count = 3)
    {
        (string Place, double Value)[] top = [.. values.Where(entry => double.IsFinite(entry.Value)).OrderByDescending(entry => Math.Abs(entry.Value)).Take(count)];
        if (top.Length == 0) return Nothing;
        int decimals = NumberText.Decimals(top.Select(entry => entry.Value));
        string numbers = string.Join(", ", top.Select(entry => $"{entry.Place} ({NumberText.Signed(entry.Value, decimals)})"));
        return $"Strongest{(unit.Length == 0 ? "" : $", in {unit}")}: {numbers}.";
    }

    /// <summary>Every cell of a matrix with its place in words.</summary>
    public static IEnumerable<(string Place, double Value)> Cells(double[,] values, IReadOnlyList<string> rows, Func<int, string> column)
    {
        for (int row = 0; row < rows.Count; row++)
            for (int at = 0; at < values.GetLength(1); at++)
                if (double.IsFinite(values[row, at])) yield return ($"{rows[row]}, {column(at)}", values[row, at]);
    }
}
