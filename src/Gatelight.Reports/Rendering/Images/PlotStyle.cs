using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Gatelight.Reports.Rendering.Images;

/// <summary>The common look of every plot: quiet axes, a pale grid, times written in the figure's format.</summary>
internal static class PlotStyle
{
    private static readonly string[] Preferred = ["Segoe UI", "Helvetica Neue", "Roboto", "Arial", "Liberation Sans", "Noto Sans", "DejaVu Sans"];

    /// <summary>Whether this machine has any font; without one a picture would lose its words.</summary>
    public static bool HasFont { get; } = SKTypeface.Default.ContainsGlyphs("M");

    /// <summary>A plain sans-serif family that this machine has.</summary>
    public static string FontName { get; } = FindFont();

    public static Color Color(string hex) => new(hex);

    public static Plot New()
    {
        var plot = new Plot();
        plot.FigureBackground.Color = Color(Palette.Light.Surface);
        plot.DataBackground.Color = Color(Palette.Light.Surface);
        plot.Axes.Color(Color(Palette.Light.Muted));
        plot.Grid.MajorLineColor = Color(Palette.Light.Grid);
        plot.Font.Set(FontName);
        LeaveRoom(plot.Axes.Top, 12);
        LeaveRoom(plot.Axes.Right, 24);
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

    public static void Render(Plot plot, SKCanvas canvas, SKRect area)
    {
        // A plot clears what it is given before it draws: the clip keeps the rest of the picture.
        canvas.Save();
        canvas.ClipRect(area);
        plot.Render(canvas, new PixelRect(area.Left, area.Right, area.Bottom, area.Top));
        canvas.Restore();
    }

    private static string FindFont()
    {
        var installed = new HashSet<string>(SKFontManager.Default.FontFamilies, StringComparer.OrdinalIgnoreCase);
        return Preferred.FirstOrDefault(installed.Contains) ?? Fonts.Default;
    }

    /// <summary>An axis without a line still keeps the labels of its neighbours from being cut.</summary>
    private static void LeaveRoom(IAxis axis, float size)
    {
        axis.FrameLineStyle.Width = 0;
        axis.MinimumSize = size;
        axis.MaximumSize = size;
    }

    /// <summary>As many digits as a tick needs: a tick is a round number.</summary>
    private static int Decimals(double value)
    {
        for (int decimals = 0; decimals < 8; decimals++)
            if (Math.Abs(Math.Round(value, decimals) - value) <= 1e-9 * Math.Max(1e-6, Math.Abs(value))) return decimals;
        return 8;
    }
}
