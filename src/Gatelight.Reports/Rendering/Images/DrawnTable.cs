using Gatelight.Reports.Figures;
using SkiaSharp;

namespace Gatelight.Reports.Rendering.Images;

/// <summary>A table as a picture.</summary>
internal static class DrawnTable
{
    private const float LargestText = 16, Padding = 10;

    public static void Draw(SKCanvas canvas, TableFigure table, SKRect area)
    {
        float row = Math.Min(36, area.Height / (table.Rows.Count + 1.5f)), text = Math.Min(LargestText, 0.55f * row);
        float names = Math.Min(0.4f * area.Width, table.Rows.Select(entry => entry.Name).Append(table.RowTitle).Max(name => DrawnText.Width(name, text, isBold: true)) + (2 * Padding));
        float column = Math.Min(170, (area.Width - names) / Math.Max(1, table.Columns.Count));
        float right = area.Left + names + (column * table.Columns.Count), y = area.Top + row;
        DrawnText.Draw(canvas, table.RowTitle, area.Left + Padding, y, text, Palette.Light.Muted);
        for (int i = 0; i < table.Columns.Count; i++)
        {
            TableColumn entry = table.Columns[i];
            string heading = entry.Unit.Length == 0 ? entry.Name : $"{entry.Name} ({entry.Unit})";
            DrawnText.Draw(canvas, heading, area.Left + names + ((i + 1) * column) - Padding, y, text, Palette.Light.Muted, align: SKTextAlign.Right);
        }

        y += 0.4f * row;
        using var rule = new SKPaint { Color = SKColor.Parse(Palette.Light.Rule), StrokeWidth = 1 };
        using var highlight = new SKPaint { Color = SKColor.Parse(Palette.Light.Highlight) };
        for (int index = 0; index < table.Rows.Count; index++)
        {
            TableRow entry = table.Rows[index];
            if (entry.IsHighlighted) canvas.DrawRect(area.Left, y, right - area.Left, row, highlight);
            canvas.DrawLine(area.Left, y, right, y, rule);
            float baseline = y + (0.66f * row);
            DrawnText.Draw(canvas, NumberText.Shorten(entry.Name, 40), area.Left + Padding, baseline, text, Palette.Light.Ink, entry.IsHighlighted);
            for (int i = 0; i < table.Columns.Count; i++)
            {
                bool isBest = table.IsBest(index, i);
                string number = NumberText.Write(entry.Values[i], table.Columns[i].Decimals) + (isBest ? " *" : "");
                DrawnText.Draw(canvas, number, area.Left + names + ((i + 1) * column) - Padding, baseline, text,
                    isBest ? Palette.Light.Good : Palette.Light.Ink, isBest || entry.IsHighlighted, SKTextAlign.Right);
            }

            y += row;
        }
    }
}
