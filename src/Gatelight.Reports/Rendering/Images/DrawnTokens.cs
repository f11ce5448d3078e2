using Gatelight.Reports.Figures;
using SkiaSharp;

namespace Gatelight.Reports.Rendering.Images;

/// <summary>A text whose words carry their values, as a picture; lines run in the direction of the script.</summary>
internal static class DrawnTokens
{
    private const float LargestText = 30, SmallestText = 9, LegendHeight = 62, Pad = 2, LegendSize = 12;
    private const double FullTint = 0.55, Unremarkable = 0.02;

    public static void Draw(SKCanvas canvas, TokenFigure figure, SKRect area)
    {
        var body = new SKRect(area.Left, area.Top, area.Right, area.Bottom - LegendHeight);
        float size = LargestText;
        while (size > SmallestText && Place(figure, body, size).Bottom > body.Bottom) size -= 1;
        double full = figure.FullValue;
        (List<(FigureToken Token, SKRect Box)> words, float bottom) = Place(figure, body, size);
        canvas.Save();
        canvas.ClipRect(body);
        canvas.Translate(0, Math.Max(0, (body.Bottom - bottom) / 2));
        foreach ((FigureToken token, SKRect box) in words) DrawWord(canvas, token, box, size, full);
        canvas.Restore();
        DrawLegend(canvas, figure, full, new SKRect(area.Left, area.Bottom - LegendHeight + 12, area.Right, area.Bottom));
    }

    private static (List<(FigureToken Token, SKRect Box)> Words, float Bottom) Place(TokenFigure figure, SKRect area, float size)
    {
        bool isRightToLeft = ShapedText.IsRightToLeft(figure.Tokens.Select(token => token.Text));
        float line = 2 * size, space = DrawnText.Width(figure.Separator, size), along = 0, top = area.Top;
        var words = new List<(FigureToken, SKRect)>(figure.Tokens.Count);
        foreach (FigureToken token in figure.Tokens)
        {
            float width = ShapedText.Width(token.Text.Replace('\n', ' '), size) + (2 * Pad);
            if (along > 0 && along + width > area.Width)
            {
                along = 0;
                top += line;
            }

            float left = isRightToLeft ? area.Right - along - width : area.Left + along;
            words.Add((token, SKRect.Create(left, top, width, 1.7f * size)));
            along += width + space;
        }

        return (words, top + line);
    }

    private static void DrawWord(SKCanvas canvas, FigureToken token, SKRect box, float size, double full)
    {
        float baseline = box.Top + (1.15f * size);
        double share = full > 0 && double.IsFinite(token.Value) ? Math.Clamp(token.Value / full, -1, 1) : 0;
        if (Math.Abs(share) >= Unremarkable)
        {
            DrawnShapes.Fill(canvas, new SKRect(box.Left, box.Top, box.Right, box.Top + (1.45f * size)), Tint(share));
            float thickness = 1 + (3 * (float)Math.Abs(share)), y = baseline + (0.32f * size);
            DrawnShapes.Line(canvas, box.Left, y, box.Right, y, share < 0 ? Palette.Light.Negative : Palette.Light.Positive, thickness, share < 0 ? 5 : 0);
        }

        ShapedText.Draw(canvas, token.Text.Replace('\n', ' '), box.Left + Pad, baseline, size, Palette.Light.Ink);
    }

    private static SKColor Tint(double share) =>
        DrawnColors.Blend([Palette.Light.Surface, share < 0 ? Palette.Light.Negative : Palette.Light.Positive], FullTint * Math.Abs(share));

    private static void DrawLegend(SKCanvas canvas, TokenFigure figure, double full, SKRect area)
    {
        int decimals = Math.Min(3, NumberText.Decimals([full]));
        const int Pieces = 64;
        float width = Math.Min(260, area.Width / 3), left = area.Left + DrawnText.Width(NumberText.Signed(-full, decimals), LegendSize) + 8;
        for (int i = 0; i < Pieces; i++)
            DrawnShapes.Fill(canvas, SKRect.Create(left + (i * width / Pieces), area.Top, (width / Pieces) + 0.5f, 12), Tint((2 * i / (Pieces - 1.0)) - 1));
        DrawnText.Draw(canvas, NumberText.Signed(-full, decimals), area.Left, area.Top + 11, LegendSize, Palette.Light.Muted);
        DrawnText.Draw(canvas, $"{NumberText.Signed(full, decimals)} {figure.Unit}", left + width + 8, area.Top + 11, LegendSize, Palette.Light.Muted);
        float y = area.Top + 34, x = area.Left;
        DrawnShapes.Line(canvas, x, y - 4, x + 30, y - 4, Palette.Light.Negative, 3, 5);
        DrawnText.Draw(canvas, figure.NegativeMeaning, x + 38, y, LegendSize, Palette.Light.Muted);
        x += 62 + DrawnText.Width(figure.NegativeMeaning, LegendSize);
        DrawnShapes.Line(canvas, x, y - 4, x + 30, y - 4, Palette.Light.Positive, 3);
        DrawnText.Draw(canvas, $"{figure.PositiveMeaning}   (the thicker, the more)", x + 38, y, LegendSize, Palette.Light.Muted);
    }
}
