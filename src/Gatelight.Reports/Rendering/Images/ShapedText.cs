using SkiaSharp;
using SkiaSharp.HarfBuzz;

namespace Gatelight.Reports.Rendering.Images;

/// <summary>Text of any script: letters are joined and ordered as their script asks, with a font of the machine that has them.</summary>
internal static class ShapedText
{
    // The font manager of a machine without fontconfig matches no characters, but it does list its families.
    private static readonly Lazy<SKTypeface[]> Faces = new(() =>
        [.. SKFontManager.Default.FontFamilies.Order(StringComparer.Ordinal).Select(family => SKFontManager.Default.MatchFamily(family)).OfType<SKTypeface>()]);

    public static void Draw(SKCanvas canvas, string text, float x, float y, float size, string color, bool isBold = false)
    {
        if (IsPlain(text))
        {
            DrawnText.Draw(canvas, text, x, y, size, color, isBold);
            return;
        }

        using SKFont font = Font(text, size, isBold);
        using var shaper = new SKShaper(font.Typeface);
        using var paint = new SKPaint { Color = SKColor.Parse(color), IsAntialias = true };
        canvas.DrawShapedText(shaper, text, x, y, font, paint);
    }

    public static float Width(string text, float size, bool isBold = false)
    {
        if (IsPlain(text)) return DrawnText.Width(text, size, isBold);
        using SKFont font = Font(text, size, isBold);
        using var shaper = new SKShaper(font.Typeface);
        return shaper.Shape(text, font).Width;
    }

    /// <summary>Whether the first letter with a direction of its own is written from right to left.</summary>
    public static bool IsRightToLeft(IEnumerable<string> texts)
    {
        foreach (char c in texts.SelectMany(text => text))
        {
            if (c is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC')) return true;
            if (char.IsLetter(c)) return false;
        }

        return false;
    }

    // Latin, Greek and Cyrillic letters stand side by side as they come; the rest goes through the shaper.
    private static bool IsPlain(string text) => text.AsSpan().IndexOfAnyExceptInRange('\u0000', '\u052F') < 0 || text.All(c => c <= '\u052F' || char.IsPunctuation(c) || c is '−' or '…' or '★');

    private static SKFont Font(string text, float size, bool isBold)
    {
        SKTypeface usual = ScottPlot.Fonts.GetTypeface(PlotStyle.FontName, isBold, italic: false);
        int[] letters = [.. text.EnumerateRunes().Where(rune => !System.Text.Rune.IsWhiteSpace(rune)).Select(rune => rune.Value)];
        return new SKFont(letters.All(usual.ContainsGlyph) ? usual : OtherFont(letters) ?? usual, size);
    }

    private static SKTypeface? OtherFont(int[] letters) => Array.Find(Faces.Value, face => letters.All(face.ContainsGlyph));
}
