using Gatelight.Reports.Figures;
using Gatelight.Reports.Tests.Figures;
using Microsoft.Playwright;

namespace Gatelight.Reports.Tests.Rendering;

/// <summary>Every kind of figure in a real Chromium, with plain and with hostile names, wide and narrow.</summary>
public sealed class FiguresInBrowserTests(ChromiumFixture chromium) : IClassFixture<ChromiumFixture>, IDisposable
{
    private readonly List<string> _complaints = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("gatelight").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1366, null)]
    [InlineData(390, null)]
    [InlineData(390, HtmlPageTests.Hostile)]
    public async Task Every_figure_is_drawn_inside_the_page_and_nothing_is_run(int width, string? name)
    {
        IPage page = await OpenAsync(width, DemoFigures.All(name));

        int charts = await page.Locator("[data-figure]").CountAsync();
        Assert.Equal(10, charts);
        Assert.Equal(charts, await page.Locator("[data-figure]:has(svg.main-svg)").CountAsync());
        Assert.Equal(0, await page.Locator(".chart a:not(.modebar-btn), .chart b, .tokens b, [onclick]").CountAsync());
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task A_word_shows_its_number_under_the_pointer_and_is_underlined()
    {
        IPage page = await OpenAsync(1366, [DemoFigures.Tokens(null)]);
        ILocator word = page.Locator(".tokens .token", new PageLocatorOptions { HasTextString = "not" });
        await word.HoverAsync();

        Assert.Equal("\"−0.4600 log-odds\"", await word.EvaluateAsync<string>("word => getComputedStyle(word, '::after').content"));
        Assert.Equal("dashed", await word.EvaluateAsync<string>("word => getComputedStyle(word).textDecorationStyle"));
        Assert.Equal("solid", await page.Locator(".tokens .token", new PageLocatorOptions { HasTextString = "saves" }).EvaluateAsync<string>("word => getComputedStyle(word).textDecorationStyle"));
    }

    [Fact]
    public async Task A_text_from_right_to_left_runs_from_right_to_left()
    {
        IPage page = await OpenAsync(1366, [DemoFigures.Tokens(null) with { Tokens = [new FigureToken("ليس", -0.4), new FigureToken("جيدا", 0.2)] }]);
        float[] lefts = await page.EvaluateAsync<float[]>("[...document.querySelectorAll('.tokens .token')].map(word => word.getBoundingClientRect().left)");

        Assert.True(lefts[0] > lefts[1]);
    }

    [Fact]
    public async Task Maps_stand_beside_one_another_and_on_a_narrow_screen_below()
    {
        IPage page = await OpenAsync(1366, [DemoFigures.Maps(null)]);
        const string Lefts = "new Set([...document.querySelectorAll('.heatmaplayer image')].map(map => Math.round(map.getBoundingClientRect().left))).size";

        Assert.Equal(3, await page.EvaluateAsync<int>(Lefts));
        await page.SetViewportSizeAsync(390, 844);
        await page.WaitForFunctionAsync($"{Lefts} === 1");
        Assert.Empty(_complaints);
    }

    private async Task<IPage> OpenAsync(int width, IReadOnlyList<Figure> figures)
    {
        IBrowser browser = await chromium.BrowserAsync();
        string path = Path.Combine(_folder, "figures.html");
        new Report { Title = "Figures", Sections = [new ReportSection { Heading = "Figures", ShortName = "Figures", Figures = figures }] }.SaveHtml(path);
        IPage page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = width, Height = 844 } });
        page.Console += (_, message) => { if (message.Type is "error" or "warning") _complaints.Add(message.Text); };
        page.PageError += (_, error) => _complaints.Add(error);
        page.Dialog += async (_, dialog) => { _complaints.Add($"dialog: {dialog.Message}"); await dialog.DismissAsync(); };
        page.Request += (_, request) => { if (request.Url.StartsWith("http", StringComparison.Ordinal)) _complaints.Add(request.Url); };
        await page.GotoAsync(new Uri(path).AbsoluteUri);
        await page.WaitForSelectorAsync("html[data-ready='true']");
        return page;
    }
}
