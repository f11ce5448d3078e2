using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Gatelight.Reports.Rendering.Images;

/// <summary>The common look of every plot: quiet axes, a pale grid, times written in the figure's format.</summary>
internal static class PlotStyle
{
    public static Color Color(string hex) => new(hex);

    public static Plot New()
    {
        var plot = new Plot();
        plot.FigureBackground.Color = Color(Palette.Light.Surface);
        plot.DataBackground.Color = Color(Palette.Light.Surface);
        plot.Axes.Color(Color(Palette.Light.Muted));
        plot.Grid.MajorLineColor = Color(Palette.Light.Grid);
        plot.Axes.Top.IsVisible = false;
        plot.Axes.Right.IsVisible = false;
        plot.Axes.Left.FrameLineStyle.Color = Color(Palette.Light.Rule);
        plot.Axes.Bottom.FrameLineStyle.Color = Color(Palette.Light.Rule);
        plot.Axes.Left.TickLabelStyle.FontSize = 13;
        plot.Axes.Bottom.TickLabelStyle.FontSize = 13;
        plot.Axes.Left.MinorTickStyle.Length = 0;
        plot.Axes.Bottom.MinorTickStyle.Length = 0;
        plot.Legend.FontSize = 13;
        plot.Legend.FontColor = Color(Palette.Light.Ink);
        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.BackgroundColor = Colors.Transparent;
        return plot;
    }

    public static void TimeAxis(Plot plot, string format) =>
        plot.Axes.Bottom.TickGenerator = new DateTimeAutomatic { LabelFormatter = time => NumberText.Time(time, format) };

    public static void ValueAxis(IAxis axis, string unit)
    {
        axis.TickGenerator = new NumericAutomatic { LabelFormatter = value => NumberText.Write(value, Decimals(value)) };
        axis.Label.Text = unit;
        axis.Label.FontSize = 13;
        axis.Label.Bold = false;
    }

    public static void Manual(IAxis axis, IEnumerable<(double Position, string Label)> ticks)
    {
        var generator = new NumericManual();
        foreach ((double position, string label) in ticks) generator.AddMajor(position, label);
        axis.TickGenerator = generator;
    }

    public static void Render(Plot plot, SKCanvas canvas, SKRect area) =>
        plot.Render(canvas, new PixelRect(area.Left, area.Right, area.Bottom, area.Top));

    /// <summary>As many digits as a tick needs: a tick is a round number.</summary>
    private static int Decimals(double value)
    {
        for (int decimals = 0; decimals < 8; decimals++)
            if (Math.Abs(Math.Round(value, decimals) - value) <= 1e-9 * Math.Max(1e-6, Math.Abs(value))) return decimals;
        return 8;
    }
}
