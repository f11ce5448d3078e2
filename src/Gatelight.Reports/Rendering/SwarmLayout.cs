using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Rendering;

/// <summary>Places the points of a beeswarm so that they stand beside one another, and gives each the share of its colour.</summary>
internal static class SwarmLayout
{
    private const int Bins = 140;
    private const double Tail = 0.05, Widest = 0.42, Spacing = 0.07;

    /// <summary>Points whose contribution is known; <see cref="Dot.Offset"/> is -0.42 to 0.42 of a row, <see cref="Dot.Level"/> 0 to 1.</summary>
    public static IReadOnlyList<Dot> Of(BeeswarmFigure figure)
    {
        double[] values = [.. figure.Rows.SelectMany(row => row.Points).Select(point => point.Value).Where(double.IsFinite)];
        if (values.Length == 0) return [];
        double low = values.Min(), width = Math.Max(values.Max() - low, double.Epsilon) / Bins;
        var dots = new List<Dot>();
        for (int row = 0; row < figure.Rows.Count; row++)
        {
            SwarmPoint[] points = [.. figure.Rows[row].Points.Where(point => double.IsFinite(point.Value))];
            (double first, double last) = Spread(points);
            IGrouping<int, SwarmPoint>[] bins = [.. points.OrderBy(point => point.Value).GroupBy(point => (int)((point.Value - low) / width))];
            double spacing = bins.Length == 0 ? 0 : Math.Min(Spacing, 2 * Widest / bins.Max(bin => bin.Count()));
            foreach (IGrouping<int, SwarmPoint> bin in bins)
            {
                int place = 0;
                foreach (SwarmPoint point in bin.OrderBy(point => point.FeatureValue))
                {
                    double offset = spacing * ((place + 1) / 2) * (place % 2 == 0 ? 1 : -1);
                    double level = last > first ? Math.Clamp((point.FeatureValue - first) / (last - first), 0, 1) : 0.5;
                    dots.Add(new Dot(row, point.Value, point.FeatureValue, Math.Clamp(offset, -Widest, Widest), double.IsNaN(level) ? 0.5 : level));
                    place++;
                }
            }
        }

        return dots;
    }

    /// <summary>The 5th and the 95th percentile of the feature's values: one outlier must not make all others look alike.</summary>
    private static (double First, double Last) Spread(SwarmPoint[] points)
    {
        double[] sorted = [.. points.Select(point => point.FeatureValue).Where(double.IsFinite).Order()];
        if (sorted.Length == 0) return (0, 0);
        double first = sorted[(int)(Tail * (sorted.Length - 1))], last = sorted[(int)Math.Ceiling((1 - Tail) * (sorted.Length - 1))];
        return last > first ? (first, last) : (sorted[0], sorted[^1]);
    }

    /// <summary>A point in its place.</summary>
    public readonly record struct Dot(int Row, double Value, double FeatureValue, double Offset, double Level);
}
