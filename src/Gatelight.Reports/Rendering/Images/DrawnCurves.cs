using Gatelight.Reports.Figures;
using ScottPlot;
using SkiaSharp;

namespace Gatelight.Reports.Rendering.Images;

/// <summary>Curves over a number as a picture.</summary>
internal static class DrawnCurves
{
    private const byte AreaAlpha = 33, IndividualAlpha = 80;

    private static readonly LinePattern[] Patterns = [LinePattern.Solid, LinePattern.Dashed, LinePattern.DenselyDashed, LinePattern.Dashed, LinePattern.Dotted];

    public static void Draw(SKCanvas canvas, CurveFigure figure, SKRect area)
    {
        using Plot plot = PlotStyle.New();
        int category = 0;
        bool hasIndividual = false;
        foreach (FigureCurve curve in figure.Curves.OrderByDescending(curve => curve.Role == CurveRole.Individual))
        {
            bool isIndividual = curve.Role == CurveRole.Individual;
            AddCurve(plot, curve, curve.Role == CurveRole.Category ? category++ : 0, isIndividual ? (hasIndividual ? "" : "single examples") : CurveFigure.Label(curve));
            hasIndividual |= isIndividual;
        }

        PlotStyle.ValueAxis(plot.Axes.Bottom, figure.XTitle);
        PlotStyle.ValueAxis(plot.Axes.Left, figure.Unit);
        plot.Axes.Margins(0.01, 0.06);
        plot.Axes.AutoScale();
        if (figure.Range is { } range) plot.Axes.SetLimitsY(range.Low, range.High);
        AxisLimits limits = plot.Axes.GetLimits();
        foreach (double at in figure.Observed.Where(double.IsFinite))
        {
            var tick = plot.Add.Line(at, limits.Bottom, at, limits.Bottom + (0.03 * limits.VerticalSpan));
            tick.Color = PlotStyle.Color(Palette.Light.Ink);
            tick.LineWidth = 1;
        }

        plot.Axes.SetLimits(limits);
        if (figure.Curves.Count > 1)
        {
            plot.Legend.Orientation = Orientation.Horizontal;
            plot.ShowLegend(Edge.Bottom);
        }

        PlotStyle.Render(plot, canvas, area);
    }

    private static void AddCurve(Plot plot, FigureCurve curve, int index, string label)
    {
        Color color = PlotStyle.Color(curve.Role switch
        {
            CurveRole.Mean => Palette.Light.Forecast,
            CurveRole.Category => Palette.Light.Categories[index % Palette.Light.Categories.Count],
            _ => Palette.Light.Muted,
        });
        (double X, double Y)[] known = [.. curve.X.Zip(curve.Y).Where(point => double.IsFinite(point.Second))];
        if (curve.Area is not null && known.Length > 1)
        {
            var area = plot.Add.FillY([.. known.Select(point => point.X)], [.. known.Select(point => point.Y)], new double[known.Length]);
            area.FillColor = color.WithAlpha(AreaAlpha);
            area.LineWidth = 0;
            area.MarkerSize = 0;
        }

        foreach ((double[] x, double[] y) in LineRuns.Of(curve.X, curve.Y))
        {
            var line = plot.Add.ScatterLine(x, y);
            line.LineColor = curve.Role == CurveRole.Individual ? color.WithAlpha(IndividualAlpha) : color;
            line.LineWidth = curve.Role switch { CurveRole.Mean => 3, CurveRole.Individual => 1, _ => 2 };
            line.LinePattern = curve.Role switch { CurveRole.Reference => LinePattern.Dotted, CurveRole.Category => Patterns[index % Patterns.Length], _ => LinePattern.Solid };
            line.LegendText = label;
            label = "";
        }
    }
}
