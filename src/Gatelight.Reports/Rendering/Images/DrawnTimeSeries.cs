using Gatelight.Reports.Figures;
using ScottPlot;
using SkiaSharp;

namespace Gatelight.Reports.Rendering.Images;

/// <summary>Lines and bands over time as a picture.</summary>
internal static class DrawnTimeSeries
{
    private const byte OuterBand = 41, InnerBand = 66;

    private static readonly LinePattern[] Patterns =
        [LinePattern.Dashed, LinePattern.Dotted, LinePattern.DenselyDashed, LinePattern.Dashed, LinePattern.Solid];

    public static void Draw(SKCanvas canvas, TimeSeriesFigure figure, SKRect area)
    {
        using Plot plot = PlotStyle.New();
        for (int i = 0; i < figure.Bands.Count; i++) AddBand(plot, figure.Bands[i], i == 0 ? OuterBand : InnerBand);
        int category = 0, ordered = 0, orderedCount = figure.Lines.Count(line => line.Role == LineRole.Ordered);
        foreach (FigureLine line in figure.Lines)
        {
            int index = line.Role switch { LineRole.Category => category++, LineRole.Ordered => ordered++, _ => 0 };
            AddLine(plot, line, index, orderedCount);
        }

        if (figure.Boundary is { } boundary)
        {
            var rule = plot.Add.VerticalLine(boundary.ToOADate(), 1, PlotStyle.Color(Palette.Light.Muted), LinePattern.Dotted);
            rule.ExcludeFromLegend = true;
        }

        PlotStyle.TimeAxis(plot, figure.TimeFormat);
        PlotStyle.ValueAxis(plot.Axes.Left, figure.Unit);
        plot.Axes.Margins(0.01, 0.06);
        plot.Axes.AutoScale();
        if (figure.Range is { } range) plot.Axes.SetLimitsY(range.Low, range.High);
        if (figure.InitialView is { } view) plot.Axes.SetLimitsX(view.From.ToOADate(), view.To.ToOADate());
        if (figure.Lines.Count + figure.Bands.Count > 1)
        {
            plot.Legend.Orientation = Orientation.Horizontal;
            plot.ShowLegend(Edge.Bottom);
        }

        PlotStyle.Render(plot, canvas, area);
    }

    public static void AddLine(Plot plot, FigureLine line, int index, int orderedCount)
    {
        bool isLabelled = true;
        foreach ((double[] x, double[] y) in LineRuns.Of([.. line.Times.Select(time => time.ToOADate())], line.Values))
        {
            var drawn = plot.Add.ScatterLine(x, y);
            drawn.LineWidth = line.Role == LineRole.Forecast || (line.Role == LineRole.Actual && orderedCount > 0) ? 2.6f : 1.8f;
            drawn.LineColor = PlotStyle.Color(ColorOf(line.Role, index, orderedCount));
            if (line.Role == LineRole.Category) drawn.LinePattern = Patterns[index % Patterns.Length];
            if (x.Length == 1) drawn.MarkerSize = 4;
            if (isLabelled) drawn.LegendText = line.Name;
            isLabelled = false;
        }
    }

    private static string ColorOf(LineRole role, int index, int orderedCount) => role switch
    {
        LineRole.Actual => Palette.Light.Ink,
        LineRole.Forecast => Palette.Light.Forecast,
        LineRole.Ordered => Palette.Light.Ordered[PlotlyTimeSeries.OrderedShade(index, orderedCount)],
        _ => Palette.Light.Categories[index % Palette.Light.Categories.Count],
    };

    private static void AddBand(Plot plot, FigureBand band, byte alpha)
    {
        var fill = plot.Add.FillY([.. band.Times.Select(time => time.ToOADate())], [.. band.Lower], [.. band.Upper]);
        fill.FillColor = PlotStyle.Color(Palette.Light.Forecast).WithAlpha(alpha);
        fill.LineWidth = 0;
        fill.MarkerSize = 0;
        fill.LegendText = band.Name;
    }
}
