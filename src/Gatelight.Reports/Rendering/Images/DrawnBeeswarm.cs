using Gatelight.Reports.Figures;
using ScottPlot;
using SkiaSharp;

namespace Gatelight.Reports.Rendering.Images;

/// <summary>Points of many examples as a picture.</summary>
internal static class DrawnBeeswarm
{
    private const int Shades = 24;

    public static void Draw(SKCanvas canvas, BeeswarmFigure figure, SKRect area)
    {
        using Plot plot = PlotStyle.New();
        var zero = plot.Add.VerticalLine(0, 1, PlotStyle.Color(Palette.Light.Muted));
        zero.ExcludeFromLegend = true;
        // Few shades, each drawn at once: thousands of single markers would be slow to draw and large to save.
        foreach (IGrouping<int, SwarmLayout.Dot> shade in SwarmLayout.Of(figure).GroupBy(dot => (int)Math.Round(dot.Level * (Shades - 1))))
        {
            SwarmLayout.Dot[] dots = [.. shade];
            SKColor color = DrawnColors.Blend(Palette.Light.Levels, shade.Key / (Shades - 1.0));
            plot.Add.Markers(dots.Select(dot => dot.Value).ToArray(), dots.Select(dot => -dot.Row - dot.Offset).ToArray(), MarkerShape.FilledCircle, 6.5f, Color.FromSKColor(color));
        }

        PlotStyle.Manual(plot.Axes.Left, figure.Rows.Select((row, index) => ((double)-index, NumberText.Shorten(row.Name))));
        PlotStyle.ValueAxis(plot.Axes.Bottom, figure.Unit);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Margins(0.03, 0);
        plot.Axes.AutoScaleX();
        plot.Axes.SetLimitsY(-figure.Rows.Count + 0.45, 0.55);
        PlotStyle.Render(plot, canvas, new SKRect(area.Left, area.Top, area.Right, area.Bottom - DrawnColors.BarHeight));
        float width = Math.Min(320, area.Width / 2);
        DrawnColors.DrawRamp(canvas, Palette.Light.Levels, new SKRect(area.MidX - (width / 2), area.Bottom - DrawnColors.BarHeight + 4, area.MidX + (width / 2), area.Bottom),
            "low", "value of the feature", "high");
    }
}
