using Gatelight.Reports.Figures;
using SkiaSharp;

namespace Gatelight.Reports.Rendering.Images;

/// <summary>Lays a picture out: title, the drawing, caption, and warnings that must travel with it.</summary>
internal static class FigureDrawing
{
    private const float Margin = 20, TitleSize = 20, CaptionSize = 13, LineHeight = 1.4f;

    public static void Draw(SKCanvas canvas, Figure figure, int width, int height)
    {
        canvas.Clear(SKColor.Parse(Palette.Light.Surface));
        float y = Margin;
        foreach (string line in DrawnText.Wrap(figure.Title, TitleSize, isBold: true, width - (2 * Margin)).Take(2))
        {
            DrawnText.Draw(canvas, line, Margin, y + TitleSize, TitleSize, Palette.Light.Ink, isBold: true);
            y += TitleSize * LineHeight;
        }

        (string Line, string Color)[] below =
        [
            .. DrawnText.Wrap(figure.Caption, CaptionSize, isBold: false, width - (2 * Margin)).Select(line => (line, Palette.Light.Muted)),
            .. figure.Notes.Where(note => note.IsWarning).SelectMany(note => DrawnText.Wrap($"Mind: {note.Text}", CaptionSize, isBold: false, width - (2 * Margin)))
                .Select(line => (line, Palette.Light.Warning)),
        ];
        float footer = below.Length * CaptionSize * LineHeight;
        var area = new SKRect(Margin, y + 6, width - Margin, height - Margin - footer);
        if (figure.Mark.Length > 0) area = DrawMark(canvas, figure.Mark, area);
        DrawBody(canvas, figure, area);
        float baseline = height - Margin - footer + CaptionSize;
        foreach ((string line, string color) in below)
        {
            DrawnText.Draw(canvas, line, Margin, baseline, CaptionSize, color);
            baseline += CaptionSize * LineHeight;
        }
    }

    private static void DrawBody(SKCanvas canvas, Figure figure, SKRect area)
    {
        switch (figure)
        {
            case TimeSeriesFigure series: DrawnTimeSeries.Draw(canvas, series, area); break;
            case HeatmapFigure heatmap: DrawnHeatmap.Draw(canvas, heatmap, area); break;
            case BarFigure bars: DrawnBars.Draw(canvas, bars, area); break;
            case TableFigure table: DrawnTable.Draw(canvas, table, area); break;
            case TokenFigure tokens: DrawnTokens.Draw(canvas, tokens, area); break;
            case MatrixFigure matrix: DrawnMatrix.Draw(canvas, matrix, area); break;
            case SmallMultiplesFigure maps: DrawnMatrix.Draw(canvas, maps, area); break;
            case ForceFigure force: DrawnForce.Draw(canvas, force, area); break;
            case CurveFigure curves: DrawnCurves.Draw(canvas, curves, area); break;
            case BeeswarmFigure swarm: DrawnBeeswarm.Draw(canvas, swarm, area); break;
            case StripFigure strips: DrawnStrips.Draw(canvas, strips, area); break;
            case PhraseTreeFigure tree: DrawnPhraseTree.Draw(canvas, tree, area); break;
            default: throw new NotSupportedException($"A {figure.GetType().Name} cannot be drawn as a picture.");
        }
    }

    // The mark stands in the drawing, not beside it: a copy of the picture alone still carries it.
    private static SKRect DrawMark(SKCanvas canvas, string mark, SKRect area)
    {
        const float Size = 13, Height = 22, Pad = 8;
        DrawnShapes.Fill(canvas, SKRect.Create(area.Left, area.Top, DrawnText.Width(mark, Size, isBold: true) + (2 * Pad), Height), Palette.Light.WarningSurface);
        DrawnText.Draw(canvas, mark, area.Left + Pad, area.Top + 16, Size, Palette.Light.Warning, isBold: true);
        DrawnShapes.WarningFrame(canvas, area);
        return new SKRect(area.Left + 6, area.Top + Height + 4, area.Right - 6, area.Bottom - 6);
    }
}
