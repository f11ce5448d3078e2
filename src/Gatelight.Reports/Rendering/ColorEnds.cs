using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Rendering;

/// <summary>The values at the two ends of a colour scale.</summary>
internal static class ColorEnds
{
    public static (double Low, double High) Of(HeatmapFigure figure) => Of(figure.Values.Cast<double>(), figure.Scale, figure.Center, figure.Range);

    /// <summary>A known range, or one fitted to the values: symmetric about the centre when diverging, so that equal strength looks equal.</summary>
    public static (double Low, double High) Of(IEnumerable<double> values, ColorScale scale, double center = 0, (double Low, double High)? range = null)
    {
        if (range is { } known) return known;
        double[] finite = [.. values.Where(double.IsFinite)];
        if (scale == ColorScale.Diverging)
        {
            double reach = finite.Select(value => Math.Abs(value - center)).DefaultIfEmpty(0).Max();
            if (reach == 0) reach = 1;
            return (center - reach, center + reach);
        }

        double low = finite.DefaultIfEmpty(0).Min(), high = finite.DefaultIfEmpty(1).Max();
        return high > low ? (low, high) : (low, low + 1);
    }
}
