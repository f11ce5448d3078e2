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
        DrawBody(canvas, figure, new SKRect(Margin, y + 6, width - Margin, height - Margin - footer));
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
            default: throw new NotSupportedException($"A {figure.GetType().Name} cannot be drawn as a picture.");
        }
    }
}
