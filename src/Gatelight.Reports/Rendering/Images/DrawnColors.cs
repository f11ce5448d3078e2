using Gatelight.Reports.Figures;
using SkiaSharp;

namespace Gatelight.Reports.Rendering.Images;

/// <summary>Colours between the stops of a scale, and the bar that explains them.</summary>
internal static class DrawnColors
{
    public const float BarHeight = 46;

    private const float BarThickness = 10, BarTextSize = 12;

    public static IReadOnlyList<string> Of(ColorScale scale) => scale == ColorScale.Diverging ? Palette.Light.Diverging : Palette.Light.Sequential;

    /// <summary>Colour at a share of the scale, mixed from its two neighbours.</summary>
    public static SKColor Blend(IReadOnlyList<string> colors, double share)
    {
        double position = Math.Clamp(share, 0, 1) * (colors.Count - 1);
        int index = Math.Min((int)position, colors.Count - 2);
        SKColor from = SKColor.Parse(colors[index]), to = SKColor.Parse(colors[index + 1]);
        double part = position - index;
        return new SKColor(Mix(from.Red, to.Red, part), Mix(from.Green, to.Green, part), Mix(from.Blue, to.Blue, part));
    }

    /// <summary>Ink or white, whichever can be read better on a colour.</summary>
    public static string TextOn(SKColor ground) =>
        (0.299 * ground.Red) + (0.587 * ground.Green) + (0.114 * ground.Blue) > 140 ? Palette.Light.Ink : Palette.Light.Surface;

    public static void DrawBar(SKCanvas canvas, IReadOnlyList<string> colors, double low, double high, string unit, SKRect area)
    {
        int decimals = NumberText.Decimals([low, high]);
        DrawRamp(canvas, colors, area, NumberText.Write(low, decimals), $"{NumberText.Write((low + high) / 2, decimals)}  ({unit})", NumberText.Write(high, decimals));
    }

    /// <summary>The bar with words at its two ends and in the middle.</summary>
    public static void DrawRamp(SKCanvas canvas, IReadOnlyList<string> colors, SKRect area, string left, string middle, string right)
    {
        const int Pieces = 128;
        float top = area.Top + 6, width = area.Width / Pieces;
        using var paint = new SKPaint();
        for (int i = 0; i < Pieces; i++)
        {
            paint.Color = Blend(colors, i / (Pieces - 1.0));
            canvas.DrawRect(area.Left + (i * width), top, width + 0.5f, BarThickness, paint);
        }

        float baseline = top + BarThickness + BarTextSize + 4;
        DrawnText.Draw(canvas, left, area.Left, baseline, BarTextSize, Palette.Light.Muted);
        DrawnText.Draw(canvas, middle, area.MidX, baseline, BarTextSize, Palette.Light.Muted, align: SKTextAlign.Center);
        DrawnText.Draw(canvas, right, area.Right, baseline, BarTextSize, Palette.Light.Muted, align: SKTextAlign.Right);
    }

    private static byte Mix(byte from, byte to, double part) => (byte)Math.Round(from + ((to - from) * part));
}
