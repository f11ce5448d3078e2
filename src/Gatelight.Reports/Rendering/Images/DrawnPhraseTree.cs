using Gatelight.Reports.Figures;
using SkiaSharp;

namespace Gatelight.Reports.Rendering.Images;

/// <summary>Phrases as boxes above their words, as a picture.</summary>
internal static class DrawnPhraseTree
{
    private const float Gap = 3, NumberSize = 12;

    public static void Draw(SKCanvas canvas, PhraseTreeFigure figure, SKRect area)
    {
        PhraseBoxes.Box[] boxes = [.. PhraseBoxes.Of(figure.Root)];
        PhraseNode[] words = [.. boxes.Where(box => box.Floor == 0).Select(box => box.Node).OrderBy(node => node.From)];
        string[] names = [.. words.Select(word => word.Label)];
        (double low, double high) = figure.Ends;
        int first = figure.Root.From, count = Math.Max(1, figure.Root.To - first), levels = figure.Root.Level + 1;
        int decimals = Math.Min(3, NumberText.Decimals(boxes.Select(box => box.Node.Value)));
        var drawing = new SKRect(area.Left + 4, area.Top + 4, area.Right - 4, area.Bottom - DrawnColors.BarHeight - DrawnNames.Height(names) - 4);
        float word = drawing.Width / count, level = drawing.Height / levels;
        foreach (PhraseBoxes.Box box in boxes)
        {
            var place = new SKRect(drawing.Left + ((box.Node.From - first) * word), drawing.Bottom - (box.Ceiling * level),
                drawing.Left + ((box.Node.To - first) * word) - Gap, drawing.Bottom - (box.Floor * level) - Gap);
            SKColor ground = DrawnColors.Blend(Palette.Light.Diverging, (box.Node.Value - low) / (high - low));
            DrawnShapes.Fill(canvas, place, ground);
            DrawnShapes.Frame(canvas, place, Palette.Light.Rule);
            string number = NumberText.Signed(box.Node.Value, decimals);
            if (DrawnText.Width(number, NumberSize) < place.Width - 4 && place.Height > NumberSize + 2)
                DrawnText.Draw(canvas, number, place.MidX, place.MidY + (0.35f * NumberSize), NumberSize, DrawnColors.TextOn(ground), align: SKTextAlign.Center);
        }

        DrawnNames.DrawBelow(canvas, names, drawing.Left, drawing.Width, drawing.Bottom);
        DrawnColors.DrawBar(canvas, Palette.Light.Diverging, low, high, figure.Unit, new SKRect(drawing.Left, area.Bottom - DrawnColors.BarHeight, drawing.Right, area.Bottom));
    }
}
