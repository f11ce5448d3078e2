using Gatelight.Reports.Figures;
using SkiaSharp;

namespace Gatelight.Reports.Rendering.Images;

/// <summary>Contributions on one bar as a picture.</summary>
internal static class DrawnForce
{
    private const float TextSize = 13, NameRoom = 8, Head = 48, Foot = 26, MostThick = 110;

    public static void Draw(SKCanvas canvas, ForceFigure figure, SKRect area)
    {
        var steps = ForceSteps.Of(figure);
        int decimals = NumberText.Decimals(steps.Pieces.Select(piece => piece.Value)), ends = NumberText.Decimals([figure.Baseline, figure.Answer]);
        float thick = Math.Min(MostThick, area.Height - Head - Foot - 70), top = area.Top + Head + Math.Max(0, (area.Height - Head - Foot - 70 - thick) / 2);
        foreach (ForceSteps.Piece piece in steps.Pieces)
        {
            var box = new SKRect(X(piece.From), top, X(piece.From + piece.Size), top + thick);
            DrawPiece(canvas, piece, box);
            string name = NumberText.Shorten(piece.Name, 22), value = NumberText.Signed(piece.Value, decimals);
            if (Math.Max(ShapedText.Width(name, TextSize), DrawnText.Width(value, TextSize)) + NameRoom > box.Width) continue;
            ShapedText.Draw(canvas, name, box.MidX - (ShapedText.Width(name, TextSize) / 2), box.Bottom + 19, TextSize, Palette.Light.Ink);
            DrawnText.Draw(canvas, value, box.MidX, box.Bottom + 37, TextSize, Palette.Light.Muted, align: SKTextAlign.Center);
        }

        float axis = top + thick + 52;
        DrawnShapes.Line(canvas, area.Left, axis, area.Right, axis, Palette.Light.Rule);
        DrawMark(figure.BaselineName, figure.Baseline, Palette.Light.Muted, 3, isRight: figure.Answer < figure.Baseline);
        DrawMark(figure.AnswerName, figure.Answer, Palette.Light.Ink, 0, isRight: figure.Answer >= figure.Baseline);
        DrawnText.Draw(canvas, figure.Unit, area.MidX, axis + 18, TextSize, Palette.Light.Muted, align: SKTextAlign.Center);

        float X(double value) => area.Left + (float)((value - steps.Low) / (steps.High - steps.Low) * area.Width);

        void DrawMark(string name, double value, string color, float dash, bool isRight)
        {
            string text = $"{name} {NumberText.Write(value, ends)}";
            float x = X(value), width = DrawnText.Width(text, TextSize, isBold: dash == 0);
            DrawnShapes.Line(canvas, x, top - 36, x, axis, color, 1.6f, dash);
            float left = Math.Clamp(isRight ? x + 3 : x - width - 3, area.Left, Math.Max(area.Left, area.Right - width));
            DrawnText.Draw(canvas, text, left, top - 26, TextSize, color, isBold: dash == 0);
        }
    }

    // Arrows show without colour which way a piece pushes.
    private static void DrawPiece(SKCanvas canvas, ForceSteps.Piece piece, SKRect box)
    {
        DrawnShapes.Fill(canvas, new SKRect(box.Left, box.Top, Math.Max(box.Left + 0.5f, box.Right - 1.5f), box.Bottom), piece.Value < 0 ? Palette.Light.Negative : Palette.Light.Positive);
        if (box.Width < 14) return;
        float tip = piece.Value > 0 ? 4 : -4;
        DrawnShapes.Line(canvas, box.MidX - tip, box.MidY - 8, box.MidX + tip, box.MidY, Palette.Light.Surface, 2);
        DrawnShapes.Line(canvas, box.MidX + tip, box.MidY, box.MidX - tip, box.MidY + 8, Palette.Light.Surface, 2);
    }
}
