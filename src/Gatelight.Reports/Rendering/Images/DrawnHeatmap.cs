using Gatelight.Reports.Figures;
using ScottPlot;
using SkiaSharp;

namespace Gatelight.Reports.Rendering.Images;

/// <summary>A matrix over time as a picture, with its colour bar and the line above.</summary>
internal static class DrawnHeatmap
{
    private const float Right = 16, AxisHeight = 30, LetterWidth = 7.5f, AxisTextSize = 13, NameWidth = 150, LabelGap = 10;
    private const int TallRows = 6, LongestName = 60;

    public static void Draw(SKCanvas canvas, HeatmapFigure figure, SKRect area)
    {
        (double low, double high) = ColorEnds.Of(figure);
        IReadOnlyList<string> colors = DrawnColors.Of(figure.Scale);
        // Both plots get the same left edge, so that their times stand above each other.
        float left = 24 + (LetterWidth * Math.Max(6, figure.RowNames.SelectMany(name => RowName(figure, name).Split('\n')).Max(line => line.Length)));
        float bottom = area.Bottom - DrawnColors.BarHeight, middle = area.Top;
        if (figure.Series is { } series)
        {
            middle = area.Top + (0.34f * (bottom - area.Top));
            DrawSeries(canvas, figure, series, new SKRect(area.Left, area.Top, area.Right, middle), left);
        }

        DrawMatrix(canvas, figure, new SKRect(area.Left, middle, area.Right, bottom), left, value => DrawnColors.Blend(colors, (value - low) / (high - low)));
        DrawnColors.DrawBar(canvas, colors, low, high, figure.Unit, new SKRect(area.Left + left, bottom, area.Right - Right, area.Bottom));
    }

    private static void DrawSeries(SKCanvas canvas, HeatmapFigure figure, FigureLine series, SKRect area, float left)
    {
        using Plot plot = PlotStyle.New();
        DrawnTimeSeries.AddLine(plot, series, 0, 0);
        plot.HideLegend();
        PlotStyle.ValueAxis(plot.Axes.Left, figure.SeriesUnit);
        PlotStyle.Manual(plot.Axes.Bottom, []);
        plot.Axes.Margins(0, 0.1);
        plot.Axes.AutoScaleY();
        double[] edges = Edges(figure);
        plot.Axes.SetLimitsX(edges[0], edges[^1]);
        plot.Layout.Fixed(new PixelPadding(left, Right, 8, 4));
        PlotStyle.Render(plot, canvas, area);
    }

    private static void DrawMatrix(SKCanvas canvas, HeatmapFigure figure, SKRect area, float left, Func<double, SKColor> color)
    {
        using Plot plot = PlotStyle.New();
        double[] edges = Edges(figure);
        int rows = figure.RowNames.Count, step = rows <= 16 ? 1 : (rows + 9) / 10;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < figure.ColumnTimes.Count; column++)
            {
                if (!double.IsFinite(figure.Values[row, column])) continue;
                var cell = plot.Add.Rectangle(edges[column], edges[column + 1], -row - 0.5, -row + 0.5);
                cell.FillColor = Color.FromSKColor(color(figure.Values[row, column]));
                cell.LineColor = PlotStyle.Color(Palette.Light.Surface);
                cell.LineWidth = rows <= 16 && edges.Length <= 62 ? 1 : 0;
            }
        }

        PlotStyle.Manual(plot.Axes.Left, Enumerable.Range(0, rows).Where(row => row % step == 0).Select(row => ((double)-row, RowName(figure, figure.RowNames[row]))));
        PlotStyle.Manual(plot.Axes.Bottom, ColumnLabels(figure, area.Width - left - Right));
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.HideGrid();
        plot.Axes.SetLimits(edges[0], edges[^1], -rows + 0.5, 0.5);
        plot.Layout.Fixed(new PixelPadding(left, Right, AxisHeight, 4));
        PlotStyle.Render(plot, canvas, area);
    }

    /// <summary>A row's name: over several lines where rows are few and tall, otherwise shortened to one.</summary>
    private static string RowName(HeatmapFigure figure, string name) => figure.RowNames.Count <= TallRows
        ? string.Join('\n', DrawnText.Wrap(NumberText.Shorten(name, LongestName), AxisTextSize, isBold: false, NameWidth))
        : NumberText.Shorten(name);

    // A column is a time of its own: an axis with dates of its choosing would set labels beside the columns they name.
    private static IEnumerable<(double Position, string Label)> ColumnLabels(HeatmapFigure figure, float width)
    {
        string[] labels = [.. figure.ColumnTimes.Select(time => NumberText.Time(time, figure.TimeFormat))];
        float needed = labels.Max(label => DrawnText.Width(label, AxisTextSize)) + LabelGap;
        int step = Math.Max(1, (int)Math.Ceiling(labels.Length * needed / width));
        double[] edges = Edges(figure);
        return Enumerable.Range(0, labels.Length).Where(column => column % step == 0).Select(column => ((edges[column] + edges[column + 1]) / 2, labels[column]));
    }

    /// <summary>Where columns begin and end: half way between their times.</summary>
    private static double[] Edges(HeatmapFigure figure)
    {
        double[] times = [.. figure.ColumnTimes.Select(time => time.ToOADate())];
        if (times.Length == 1) return [times[0] - 0.5, times[0] + 0.5];
        var edges = new double[times.Length + 1];
        for (int i = 1; i < times.Length; i++) edges[i] = (times[i - 1] + times[i]) / 2;
        edges[0] = times[0] - (edges[1] - times[0]);
        edges[^1] = times[^1] + (times[^1] - edges[^2]);
        return edges;
    }
}
