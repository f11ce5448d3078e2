using Gatelight.Reports.Figures;
using SkiaSharp;

namespace Gatelight.Reports.Rendering.Images;

/// <summary>Strips above one another as a picture.</summary>
internal static class DrawnStrips
{
    private const float HeadHeight = 24, StripGap = 3, NameSize = 12, HeadSize = 13, AxisTitle = 26, Right = 12, MostTall = 60;
    private const byte Alpha = 200;

    public static void Draw(SKCanvas canvas, StripFigure figure, SKRect area)
    {
        string[] names = [.. figure.Groups.SelectMany(group => group.Strips).Select(strip => strip.Name)];
        if (names.Length == 0) return;
        float left = area.Left + DrawnNames.Width(names), below = DrawnNames.Height(figure.StepNames) + AxisTitle;
        float height = Math.Min(MostTall, (area.Height - below - (HeadHeight * figure.Groups.Count)) / names.Length), y = area.Top;
        foreach (StripGroup group in figure.Groups)
        {
            DrawnText.Draw(canvas, group.Name, left, y + HeadHeight - 7, HeadSize, Palette.Light.Ink, isBold: true);
            y += HeadHeight;
            for (int place = 0; place < group.Strips.Count; place++)
            {
                var strip = new SKRect(left, y, area.Right - Right, y + height - StripGap);
                DrawStrip(canvas, figure, group.Strips[place], strip, Palette.Light.Categories[place % Palette.Light.Categories.Count]);
                DrawnNames.DrawBeside(canvas, [group.Strips[place].Name], left - 8, strip.Top, strip.Height);
                y += height;
            }
        }

        DrawnNames.DrawBelow(canvas, figure.StepNames, left, area.Right - Right - left, y);
        DrawnText.Draw(canvas, $"{figure.StepTitle}; height of a strip: {figure.Unit}", (left + area.Right) / 2, y + below - 10, NameSize, Palette.Light.Muted, align: SKTextAlign.Center);
    }

    private static void DrawStrip(SKCanvas canvas, StripFigure figure, FigureStrip strip, SKRect area, string color)
    {
        DrawnShapes.Fill(canvas, area, Palette.Light.Page);
        (double low, double high) = figure.Range;
        float zero = Y(Math.Clamp(0, low, high)), width = area.Width / Math.Max(1, strip.Values.Count);
        using var fill = new SKPaint { Color = SKColor.Parse(color).WithAlpha(Alpha) };
        for (int step = 0; step < strip.Values.Count; step++)
        {
            if (!double.IsFinite(strip.Values[step])) continue;
            float y = Y(Math.Clamp(strip.Values[step], low, high)), x = area.Left + (step * width);
            canvas.DrawRect(new SKRect(x, Math.Min(y, zero), x + width + 0.3f, Math.Max(y, zero)), fill);
        }

        float Y(double value) => area.Bottom - (float)((value - low) / (high - low) * area.Height);
    }
}
