using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Gatelight.Reports.Figures;
using Gatelight.Reports.Forecasting;
using Gatelight.Reports.Rendering.Images;
using Gatelight.Reports.Tests.Forecasting;
using SkiaSharp;

namespace Gatelight.Reports.Tests;

public sealed class FigureImageTests
{
    private static readonly Figure[] Figures = [.. ForecastReport.Build(DemoForecast.Create()).Sections.SelectMany(section => section.Figures)];

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Figures.Length)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void A_PNG_has_the_size_asked_for_and_is_not_blank(int index)
    {
        NeedsFont();
        byte[] png = FigureImage.ToPng(Figures[index], 900, 500);
        using SKBitmap bitmap = SKBitmap.Decode(png);

        Assert.Equal((900, 500), (bitmap.Width, bitmap.Height));
        Assert.Equal(SKColors.White, bitmap.GetPixel(1, 1));
        Assert.InRange(bitmap.Pixels.Count(pixel => pixel != SKColors.White), 4000, 900 * 500);
        Assert.True(bitmap.Pixels.Distinct().Count() > 20);
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void An_SVG_is_well_formed_and_draws_text_and_shapes(int index)
    {
        NeedsFont();
        XDocument svg = XDocument.Parse(FigureImage.ToSvg(Figures[index], 900, 500));
        XNamespace ns = "http://www.w3.org/2000/svg";

        Assert.Equal("900", svg.Root!.Attribute("width")!.Value);
        Assert.NotEmpty(svg.Descendants(ns + "text"));
        Assert.True(svg.Descendants().Count(element => element.Name.LocalName is "path" or "rect" or "line") > 2);
        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName is "script" or "foreignObject");
    }

    [Fact]
    public void The_same_figure_gives_the_same_bytes()
    {
        NeedsFont();
        Assert.Equal(FigureImage.ToPng(Figures[0]), FigureImage.ToPng(Figures[0]));
        Assert.Equal(FigureImage.ToSvg(Figures[0]), FigureImage.ToSvg(Figures[0]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    [InlineData(60)]
    public void A_heat_map_names_its_columns_by_their_own_times(int columns)
    {
        NeedsFont();
        DateTime[] times = [.. Enumerable.Range(0, columns).Select(month => new DateTime(1968, 1, 1).AddMonths(month))];
        HeatmapFigure figure = new()
        {
            Title = "t",
            Caption = "c",
            Unit = "cars",
            RowTitle = "feature",
            RowNames = ["standing against the usual season of the year"],
            ColumnTimes = times,
            TimeFormat = "MMM yyyy",
            Values = new double[1, columns],
        };
        string[] words = [.. XDocument.Parse(FigureImage.ToSvg(figure)).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value.Trim())];
        string[] names = [.. times.Select(time => time.ToString("MMM yyyy", CultureInfo.InvariantCulture))];

        string[] shown = [.. words.Where(word => Regex.IsMatch(word, "^[A-Z][a-z]{2} [0-9]{4}$")).Distinct(StringComparer.Ordinal)];
        Assert.All(shown, name => Assert.Contains(name, names));
        Assert.InRange(shown.Length, Math.Min(columns, 6), Math.Min(columns, 16));
        Assert.Contains(names[0], shown);
        Assert.Contains("standing against the", words);
        Assert.DoesNotContain(words, word => word.Contains('…', StringComparison.Ordinal));
    }

    [Fact]
    public void A_heat_map_keeps_its_title_and_line_when_the_matrix_is_drawn()
    {
        NeedsFont();
        HeatmapFigure figure = Figures.OfType<HeatmapFigure>().First(heatmap => heatmap.Series is not null);
        using SKBitmap bitmap = SKBitmap.Decode(FigureImage.ToPng(figure, 900, 500));

        Assert.True(Inked(bitmap, 0, 45) > 200, "the title is missing");
        Assert.True(Inked(bitmap, 60, 160) > 500, "the line above the matrix is missing");
    }

    [Fact]
    public void A_warning_travels_with_the_picture()
    {
        NeedsFont();
        Figure figure = Figures.First(entry => entry.Notes.Any(note => note.IsWarning));
        string svg = FigureImage.ToSvg(figure);

        Assert.Contains("Mind:", string.Concat(XDocument.Parse(svg).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)), StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_names_leave_a_well_formed_SVG()
    {
        NeedsFont();
        foreach (Figure figure in ForecastReport.Build(DemoForecast.WithNames(Rendering.HtmlPageTests.Hostile)).Sections.SelectMany(section => section.Figures).Take(8))
            Assert.Equal("svg", XDocument.Parse(FigureImage.ToSvg(figure, 600, 500)).Root!.Name.LocalName);
    }

    [Fact]
    public void Absurd_sizes_are_refused()
    {
        NeedsFont();
        Assert.Throws<ArgumentOutOfRangeException>(() => FigureImage.ToPng(Figures[0], 0, 500));
    }

    private static void NeedsFont()
    {
        if (PlotStyle.HasFont) return;
        Assert.Contains("fonts-dejavu-core", Assert.Throws<InvalidOperationException>(() => FigureImage.ToPng(Figures[0])).Message, StringComparison.Ordinal);
        Assert.Skip("No font is installed (for example the package fonts-dejavu-core), so no picture can be drawn.");
    }

    private static int Inked(SKBitmap bitmap, int top, int bottom)
    {
        int count = 0;
        for (int y = top; y < bottom; y++)
            for (int x = 0; x < bitmap.Width; x++)
                if (bitmap.GetPixel(x, y) != SKColors.White) count++;
        return count;
    }
}
