using SkiaSharp;

namespace Gatelight.Reports.Rendering.Images;

/// <summary>Plain shapes outside the plots.</summary>
internal static class DrawnShapes
{
    public static void Fill(SKCanvas canvas, SKRect area, string color) => Fill(canvas, area, SKColor.Parse(color));

    public static void Fill(SKCanvas canvas, SKRect area, SKColor color)
    {
        using var paint = new SKPaint { Color = color };
        canvas.DrawRect(area, paint);
    }

    public static void Frame(SKCanvas canvas, SKRect area, string color)
    {
        using var paint = new SKPaint { Color = SKColor.Parse(color), Style = SKPaintStyle.Stroke, StrokeWidth = 1 };
        canvas.DrawRect(area, paint);
    }

    /// <summary>A line; broken into dashes of the given length where one is given.</summary>
    public static void Line(SKCanvas canvas, float x0, float y0, float x1, float y1, string color, float width = 1, float dash = 0)
    {
        using SKPathEffect? broken = dash > 0 ? SKPathEffect.CreateDash([dash, 0.7f * dash], 0) : null;
        using var paint = new SKPaint { Color = SKColor.Parse(color), Style = SKPaintStyle.Stroke, StrokeWidth = width, PathEffect = broken, IsAntialias = true };
        canvas.DrawLine(x0, y0, x1, y1, paint);
    }

    /// <summary>A broken frame around what must not be taken at face value.</summary>
    public static void WarningFrame(SKCanvas canvas, SKRect area)
    {
        Line(canvas, area.Left, area.Top, area.Right, area.Top, Palette.Light.Warning, 1.6f, 7);
        Line(canvas, area.Left, area.Bottom, area.Right, area.Bottom, Palette.Light.Warning, 1.6f, 7);
        Line(canvas, area.Left, area.Top, area.Left, area.Bottom, Palette.Light.Warning, 1.6f, 7);
        Line(canvas, area.Right, area.Top, area.Right, area.Bottom, Palette.Light.Warning, 1.6f, 7);
    }
}
