namespace Gatelight.Reports.Figures;

/// <summary>What each feature did in many examples: one point an example, placed by its contribution, coloured by the value that the feature had.</summary>
public sealed record BeeswarmFigure : Figure
{
    /// <summary>Unit of the contributions.</summary>
    public required string Unit { get; init; }

    /// <summary>The features, first on top.</summary>
    public required IReadOnlyList<SwarmRow> Rows { get; init; }

    internal override FigureTable Tabulate() => new(
        [new FigureDataColumn("feature"), new FigureDataColumn("contribution", Unit), new FigureDataColumn("feature value")],
        [.. Rows.SelectMany(row => row.Points.Select(point => (IReadOnlyList<FigureCell>)[FigureCell.Of(row.Name), FigureCell.Of(point.Value), FigureCell.Of(point.FeatureValue)]))]);

    internal override string FindMain()
    {
        string strongest = FindingText.Strongest(Rows.Where(row => row.Points.Count > 0).Select(row => (row.Name, row.Points.Average(point => Math.Abs(point.Value)))), Unit);
        SwarmRow? top = Rows.Where(row => row.Points.Count > 1).MaxBy(row => row.Points.Average(point => Math.Abs(point.Value)));
        if (top is null) return strongest;
        double lean = Covariance(top);
        string direction = lean > 0 ? "raise" : "lower";
        return lean == 0 || double.IsNaN(lean) ? $"By mean size. {strongest}" : $"By mean size. {strongest} High values of {top.Name} tend to {direction} the answer.";
    }

    private static double Covariance(SwarmRow row)
    {
        double value = row.Points.Average(point => point.Value), feature = row.Points.Average(point => point.FeatureValue);
        return row.Points.Average(point => (point.Value - value) * (point.FeatureValue - feature));
    }
}
