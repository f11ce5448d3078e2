using SkiaSharp;

namespace Gatelight.Reports.Rendering.Images;

/// <summary>The names of an axis of named places: level where they are short, slanted where they are long, left out where there is no room.</summary>
internal static class DrawnNames
{
    private const float Size = 12, Gap = 10, SlantedWidth = 18, Slant = -40, LevelHeight = 20;
    private const int LongestLevel = 9, Longest = 18;

    /// <summary>Height that the names under a drawing need.</summary>
    public static float Height(IReadOnlyList<string> names)
    {
        if (!IsSlanted(names)) return LevelHeight;
        float widest = names.Max(name => ShapedText.Width(NumberText.Shorten(name, Longest), Size));
        return 14 + (widest * MathF.Sin(-Slant * MathF.PI / 180));
    }

    /// <summary>Width that the names beside a drawing need.</summary>
    public static float Width(IReadOnlyList<string> names) =>
        names.Select(name => ShapedText.Width(NumberText.Shorten(name), Size)).DefaultIfEmpty(0).Max() + Gap;

    /// <summary>Writes the names under a drawing, each under the middle of its place.</summary>
    public static void DrawBelow(SKCanvas canvas, IReadOnlyList<string> names, float left, float width, float top)
    {
        if (names.Count == 0) return;
        bool isSlanted = IsSlanted(names);
        float needed = isSlanted ? SlantedWidth : names.Max(name => ShapedText.Width(name, Size)) + Gap, place = width / names.Count;
        int step = Math.Max(1, (int)Math.Ceiling(needed / place));
        for (int i = 0; i < names.Count; i += step)
        {
            string name = NumberText.Shorten(names[i], Longest);
            float x = left + ((i + 0.5f) * place);
            if (!isSlanted)
            {
                ShapedText.Draw(canvas, name, x - (ShapedText.Width(name, Size) / 2), top + 15, Size, Palette.Light.Muted);
                continue;
            }

            canvas.Save();
            canvas.Translate(x + 4, top + 12);
            canvas.RotateDegrees(Slant);
            ShapedText.Draw(canvas, name, -ShapedText.Width(name, Size), 0, Size, Palette.Light.Muted);
            canvas.Restore();
        }
    }

    /// <summary>Writes the names beside a drawing, each at the middle of its row, ending at <paramref name="right"/>.</summary>
    public static void DrawBeside(SKCanvas canvas, IReadOnlyList<string> names, float right, float top, float height)
    {
        float place = height / Math.Max(1, names.Count);
        int step = Math.Max(1, (int)Math.Ceiling((Size + 3) / place));
        for (int i = 0; i < names.Count; i += step)
        {
            string name = NumberText.Shorten(names[i]);
            ShapedText.Draw(canvas, name, right - ShapedText.Width(name, Size), top + ((i + 0.5f) * place) + (0.35f * Size), Size, Palette.Light.Muted);
        }
    }

    private static bool IsSlanted(IReadOnlyList<string> names) => names.Count > 0 && names.Max(name => name.Length) > LongestLevel;
}
