using System.Text;
using Gatelight.Reports.Figures;
using Gatelight.Reports.Rendering.Images;
using Gatelight.Serialization;
using SkiaSharp;

namespace Gatelight.Reports;

/// <summary>Draws a figure as a picture, on a white ground, without a browser or a screen.</summary>
public static class FigureImage
{
    private const int Smallest = 200, Largest = 8000;

    /// <summary>Draws the figure as PNG.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="width">Width in pixels, 200 to 8000.</param>
    /// <param name="height">Height in pixels, 200 to 8000.</param>
    /// <returns>The bytes of a PNG file; the same figure gives the same bytes on the same machine.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A side is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The machine has no font at all.</exception>
    public static byte[] ToPng(Figure figure, int width = 1200, int height = 640)
    {
        Check(width, height);
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap)) FigureDrawing.Draw(canvas, figure, width, height);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>Draws the figure as SVG, with its <see cref="Figure.AltText"/> for people who do not see it.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="width">Width in pixels, 200 to 8000.</param>
    /// <param name="height">Height in pixels, 200 to 8000.</param>
    /// <returns>The SVG document; the same figure gives the same characters on the same machine.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A side is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The machine has no font at all.</exception>
    public static string ToSvg(Figure figure, int width = 1200, int height = 640)
    {
        Check(width, height);
        using var stream = new MemoryStream();
        using (SKCanvas canvas = SKSvgCanvas.Create(SKRect.Create(width, height), stream)) FigureDrawing.Draw(canvas, figure, width, height);
        return SvgDescription.Add(SvgIds.Renumber(Encoding.UTF8.GetString(stream.ToArray())), figure);
    }

    /// <summary>Saves <see cref="ToPng"/>, whole or not at all.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="path">File to write; an existing one is replaced.</param>
    /// <param name="width">Width in pixels, 200 to 8000.</param>
    /// <param name="height">Height in pixels, 200 to 8000.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The machine has no font at all.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file is read-only.</exception>
    public static void SavePng(Figure figure, string path, int width = 1200, int height = 640) => Save(path, ToPng(figure, width, height));

    /// <summary>Saves <see cref="ToSvg"/> as UTF-8, whole or not at all.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="path">File to write; an existing one is replaced.</param>
    /// <param name="width">Width in pixels, 200 to 8000.</param>
    /// <param name="height">Height in pixels, 200 to 8000.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The machine has no font at all.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file is read-only.</exception>
    public static void SaveSvg(Figure figure, string path, int width = 1200, int height = 640) => Save(path, Encoding.UTF8.GetBytes(ToSvg(figure, width, height)));

    private static void Save(string path, byte[] bytes) => AtomicFile.Write(path, stream => stream.Write(bytes));

    private static void Check(int width, int height)
    {
        if (!PlotStyle.HasFont)
            throw new InvalidOperationException("This machine has no font to write a picture's words with; install one, for example the package fonts-dejavu-core, or save the HTML report, which needs none.");
        ArgumentOutOfRangeException.ThrowIfLessThan(width, Smallest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, Largest);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, Smallest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, Largest);
    }
}
