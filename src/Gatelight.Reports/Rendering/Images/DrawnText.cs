using SkiaSharp;

namespace Gatelight.Reports.Rendering.Images;

/// <summary>Text outside the plots: measured, broken into lines, drawn.</summary>
internal static class DrawnText
{
    public static void Draw(SKCanvas canvas, string text, float x, float y, float size, string color, bool isBold = false, SKTextAlign align = SKTextAlign.Left)
    {
        using SKFont font = Font(size, isBold);
        using var paint = new SKPaint { Color = SKColor.Parse(color), IsAntialias = true };
        canvas.DrawText(text, x, y, align, font, paint);
    }

    public static float Width(string text, float size, bool isBold = false)
    {
        using SKFont font = Font(size, isBold);
        return font.MeasureText(text);
    }

    public static List<string> Wrap(string text, float size, bool isBold, float width)
    {
        using SKFont font = Font(size, isBold);
        var lines = new List<string>();
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && font.MeasureText(longer) > width)
            {
                lines.Add(line);
                line = word;
            }
            else
            {
                line = longer;
            }
        }

        if (line.Length > 0) lines.Add(line);
        return lines;
    }

    private static SKFont Font(float size, bool isBold) => new(ScottPlot.Fonts.GetTypeface(PlotStyle.FontName, isBold, italic: false), size);
}
