using Gatelight.Reports.Figures;
using SkiaSharp;

namespace Gatelight.Reports.Rendering.Images;

/// <summary>Maps of named rows and columns as a picture: one alone, or several in the colours of one scale.</summary>
internal static class DrawnMatrix
{
    private const float TitleSize = 13, TitleHeight = 26, PanelGap = 22, Right = 12, AxisTitle = 20, NumberSize = 12;
    private const int MostNumbers = 120, MostRuled = 40;

    public static void Draw(SKCanvas canvas, MatrixFigure figure, SKRect area)
    {
        (double low, double high) = ColorEnds.Of(figure.Values.Cast<double>(), figure.Scale, range: figure.Range);
        IReadOnlyList<string> colors = DrawnColors.Of(figure.Scale);
        float left = DrawnNames.Width(figure.RowNames) + AxisTitle, names = DrawnNames.Height(figure.ColumnNames);
        var cells = new SKRect(area.Left + left, area.Top + 4, area.Right - Right, area.Bottom - DrawnColors.BarHeight - names - AxisTitle);
        DrawCells(canvas, figure.Values, cells, value => DrawnColors.Blend(colors, (value - low) / (high - low)), hasNumbers: figure.Values.Length <= MostNumbers);
        DrawnNames.DrawBeside(canvas, figure.RowNames, cells.Left - 8, cells.Top, cells.Height);
        DrawnNames.DrawBelow(canvas, figure.ColumnNames, cells.Left, cells.Width, cells.Bottom);
        DrawnText.Draw(canvas, figure.ColumnTitle, cells.MidX, cells.Bottom + names + 13, NumberSize, Palette.Light.Ink, align: SKTextAlign.Center);
        canvas.Save();
        canvas.RotateDegrees(-90, area.Left + 10, cells.MidY);
        DrawnText.Draw(canvas, figure.RowTitle, area.Left + 10, cells.MidY, NumberSize, Palette.Light.Ink, align: SKTextAlign.Center);
        canvas.Restore();
        DrawnColors.DrawBar(canvas, colors, low, high, figure.Unit, new SKRect(cells.Left, area.Bottom - DrawnColors.BarHeight, cells.Right, area.Bottom));
    }

    public static void Draw(SKCanvas canvas, SmallMultiplesFigure figure, SKRect area)
    {
        (double low, double high) = figure.Ends;
        IReadOnlyList<string> colors = DrawnColors.Of(figure.Scale);
        var grid = PanelGrid.Wide(figure.Panels.Count);
        float left = DrawnNames.Width(figure.RowNames), names = DrawnNames.Height(figure.ColumnNames);
        float width = (area.Width - left - Right - (PanelGap * (grid.Columns - 1))) / grid.Columns;
        float height = (area.Height - DrawnColors.BarHeight - names - (TitleHeight * grid.Rows) - (PanelGap * (grid.Rows - 1) / 2)) / Math.Max(1, grid.Rows);
        for (int panel = 0; panel < figure.Panels.Count; panel++)
        {
            FigurePanel entry = figure.Panels[panel];
            var cells = SKRect.Create(area.Left + left + (grid.ColumnOf(panel) * (width + PanelGap)),
                area.Top + TitleHeight + (grid.RowOf(panel) * (height + TitleHeight + (PanelGap / 2))), width, height);
            DrawTitle(canvas, entry, cells);
            DrawCells(canvas, entry.Values, cells, value => DrawnColors.Blend(colors, (value - low) / (high - low)), hasNumbers: false);
            if (entry.Mark.Length > 0) DrawnShapes.WarningFrame(canvas, cells);
            if (grid.ColumnOf(panel) == 0) DrawnNames.DrawBeside(canvas, figure.RowNames, cells.Left - 8, cells.Top, cells.Height);
            if (grid.IsLowest(panel)) DrawnNames.DrawBelow(canvas, figure.ColumnNames, cells.Left, cells.Width, cells.Bottom);
        }

        DrawnColors.DrawBar(canvas, colors, low, high, figure.Unit, new SKRect(area.Left + left, area.Bottom - DrawnColors.BarHeight, area.Right - Right, area.Bottom));
    }

    private static void DrawTitle(SKCanvas canvas, FigurePanel panel, SKRect cells)
    {
        bool isMarked = panel.Mark.Length > 0;
        string title = NumberText.Shorten(panel.Name, 40) + (isMarked ? $": {panel.Mark}" : "");
        string line = DrawnText.Wrap(title, TitleSize, isBold: true, cells.Width).FirstOrDefault("");
        DrawnText.Draw(canvas, line.Length < title.Length ? $"{line} …" : line, cells.Left, cells.Top - 8, TitleSize, isMarked ? Palette.Light.Warning : Palette.Light.Ink, isBold: true);
    }

    private static void DrawCells(SKCanvas canvas, double[,] values, SKRect area, Func<double, SKColor> color, bool hasNumbers)
    {
        int rows = values.GetLength(0), columns = values.GetLength(1), decimals = Math.Min(2, NumberText.Decimals(values.Cast<double>()));
        float height = area.Height / rows, width = area.Width / columns, gap = rows <= MostRuled && columns <= MostRuled ? 1 : 0;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                double value = values[row, column];
                if (!double.IsFinite(value)) continue;
                // A hair of overlap where cells touch keeps the ground from shining through.
                var cell = SKRect.Create(area.Left + (column * width), area.Top + (row * height), width + (gap > 0 ? -gap : 0.5f), height + (gap > 0 ? -gap : 0.5f));
                SKColor ground = color(value);
                DrawnShapes.Fill(canvas, cell, ground);
                string number = NumberText.Write(value, decimals);
                if (hasNumbers && height > NumberSize + 2 && DrawnText.Width(number, NumberSize) < width - 4)
                    DrawnText.Draw(canvas, number, cell.MidX, cell.MidY + (0.35f * NumberSize), NumberSize, DrawnColors.TextOn(ground), align: SKTextAlign.Center);
            }
        }

        DrawnShapes.Frame(canvas, area, Palette.Light.Rule);
    }
}
