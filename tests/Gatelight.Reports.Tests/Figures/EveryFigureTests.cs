using System.Xml.Linq;
using Gatelight.Reports.Figures;
using Gatelight.Reports.Rendering.Images;
using Gatelight.Reports.Tests.Rendering;
using SkiaSharp;

namespace Gatelight.Reports.Tests.Figures;

/// <summary>What holds for every kind of figure, the ones that are still to come among them.</summary>
public sealed class EveryFigureTests
{
    private static readonly Type[] Kinds = [.. typeof(Figure).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Figure)) && !type.IsAbstract)];

    public static TheoryData<string> Names => [.. Kinds.Select(kind => kind.Name)];

    [Fact]
    public void Every_kind_has_an_example_here() =>
        Assert.Equal(Kinds.Select(kind => kind.Name).Order(StringComparer.Ordinal), DemoFigures.All().Select(figure => figure.GetType().Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_kind_is_drawn_on_a_page_with_its_finding_in_words(string kind)
    {
        Figure figure = Example(kind) with { Finding = "The finding \"quoted\"." };
        string page = Page(figure);

        Assert.EndsWith("The finding \"quoted\".", figure.AltText, StringComparison.Ordinal);
        Assert.Contains($"aria-label=\"{figure.AltText.Replace("\"", "&quot;", StringComparison.Ordinal)}\"", page, StringComparison.Ordinal);
        Assert.Contains(figure.Caption, page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_kind_is_drawn_as_a_picture_with_its_finding_in_words(string kind)
    {
        NeedsFont();
        Figure figure = Example(kind);
        XElement svg = XDocument.Parse(FigureImage.ToSvg(figure, 900, 560)).Root!;
        using SKBitmap bitmap = SKBitmap.Decode(FigureImage.ToPng(figure, 900, 560));

        Assert.Equal("img", svg.Attribute("role")!.Value);
        Assert.StartsWith(figure.AltText, svg.Elements().Single(element => element.Name.LocalName == "desc").Value, StringComparison.Ordinal);
        Assert.Equal((900, 560), (bitmap.Width, bitmap.Height));
        Assert.InRange(bitmap.Pixels.Count(pixel => pixel != SKColors.White), 4000, 900 * 560);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_kind_finds_something_in_its_values(string kind)
    {
        string text = Example(kind).AltText;

        Assert.Matches("[0-9]|Best by", text[Example(kind).Title.Length..]);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        Assert.EndsWith(".", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mark_stands_in_the_drawing_of_every_kind(string kind)
    {
        Figure plain = Example(kind) with { Mark = "" }, marked = plain with { Mark = "Stamped 7" };

        Assert.DoesNotContain("Stamped 7", Page(plain), StringComparison.Ordinal);
        Assert.True(Page(marked).Split("Stamped 7").Length > 2, "the page tells the mark in words alone");
        NeedsFont();
        Assert.Contains(Words(marked), word => word.Contains("Stamped 7", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Hostile_names_stay_text_in_every_kind(string kind)
    {
        Figure figure = DemoFigures.All(HtmlPageTests.Hostile).Single(entry => entry.GetType().Name == kind);
        string page = Page(figure);

        Assert.DoesNotContain("alert(1)</script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b onclick", page, StringComparison.Ordinal);
        Assert.Equal(3, page.Split("<script").Length - 1);
        NeedsFont();
        XDocument svg = XDocument.Parse(FigureImage.ToSvg(figure, 700, 560));
        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName is "script" or "b" or "foreignObject");
    }

    private static Figure Example(string kind) => DemoFigures.All().Single(figure => figure.GetType().Name == kind);

    private static string Page(Figure figure) => new Report
    {
        Title = "t",
        Sections = [new ReportSection { Heading = "h", ShortName = "s", Figures = [figure] }],
    }.ToHtml();

    private static IEnumerable<string> Words(Figure figure) =>
        XDocument.Parse(FigureImage.ToSvg(figure)).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value);

    private static void NeedsFont()
    {
        if (!PlotStyle.HasFont) Assert.Skip("No font is installed (for example the package fonts-dejavu-core), so no picture can be drawn.");
    }
}
