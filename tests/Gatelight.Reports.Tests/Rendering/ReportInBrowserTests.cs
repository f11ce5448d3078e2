using Gatelight.Reports.Forecasting;
using Gatelight.Reports.Tests.Forecasting;
using Microsoft.Playwright;

namespace Gatelight.Reports.Tests.Rendering;

/// <summary>The report in a real Chromium: what its reader sees and can do.</summary>
public sealed class ReportInBrowserTests(ChromiumFixture chromium) : IClassFixture<ChromiumFixture>, IDisposable
{
    private readonly List<string> _complaints = [];
    private readonly List<string> _requests = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("gatelight").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Draws_every_chart_without_a_complaint_or_a_request()
    {
        IPage page = await OpenAsync(1366, ColorScheme.Light);

        int charts = await page.Locator("[data-figure]").CountAsync();
        Assert.Equal(20, charts);
        Assert.Equal(charts, await page.Locator("[data-figure]:has(svg.main-svg)").CountAsync());
        Assert.Empty(_complaints);
        Assert.All(_requests, url => Assert.Matches("^(file|data|blob):", url));
    }

    [Fact]
    public async Task Hovering_shows_date_name_value_and_unit()
    {
        IPage page = await OpenAsync(1366, ColorScheme.Light);
        ILocator chart = page.Locator("[data-figure='0']");
        await chart.ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await chart.Locator(".nsewdrag").First.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        ILocator label = chart.Locator(".hoverlayer");
        await label.Locator("text").First.WaitForAsync();

        Assert.Matches(@"[A-Z][a-z]{2} 19\d\d.*observed: [\d,]+ cars", string.Join(' ', await label.Locator("text").AllTextContentsAsync()));
    }

    [Fact]
    public async Task Hovering_a_heat_map_names_feature_and_date()
    {
        IPage page = await OpenAsync(1366, ColorScheme.Light);
        ILocator chart = page.Locator("[data-figure='3']");
        await chart.ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await chart.Locator(".nsewdrag").First.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + 8);
        ILocator label = chart.Locator(".hoverlayer");
        await label.Locator("text").First.WaitForAsync();

        Assert.Matches(@"19\d\d.*Sales: .*[\d.]+ cars", string.Join(' ', await label.Locator("text").AllTextContentsAsync()));
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1366)]
    public async Task Nothing_sticks_out_of_the_page(int width)
    {
        IPage page = await OpenAsync(width, ColorScheme.Light);

        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
        Assert.Empty(await TooWideAsync(page));
    }

    [Fact]
    public async Task Charts_follow_a_window_that_becomes_narrow()
    {
        IPage page = await OpenAsync(1366, ColorScheme.Light);
        string? wide = await page.Locator("[data-figure='0'] svg.main-svg").First.GetAttributeAsync("width");
        await page.SetViewportSizeAsync(390, 844);

        await Assertions.Expect(page.Locator("[data-figure='0'] svg.main-svg").First).Not.ToHaveAttributeAsync("width", wide!);
        await Assertions.Expect(page.Locator("[data-figure='19'] svg.main-svg").First).Not.ToHaveAttributeAsync("width", wide!);
        Assert.Empty(await TooWideAsync(page));
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task Follows_the_system_and_the_button_into_the_dark()
    {
        IPage page = await OpenAsync(1366, ColorScheme.Dark);
        string[] dark = await ColorsAsync(page);
        await page.Locator("#theme").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        string[] light = await ColorsAsync(page);

        Assert.Equal(["rgb(16, 22, 28)", "rgb(24, 32, 40)"], dark);
        Assert.Equal(["rgb(244, 246, 248)", "rgb(255, 255, 255)"], light);
        Assert.Equal("Dark view", await page.Locator("#theme").TextContentAsync());
    }

    [Theory]
    [InlineData("png")]
    [InlineData("svg")]
    public async Task A_chart_can_be_saved(string format)
    {
        IPage page = await OpenAsync(1366, ColorScheme.Light);
        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.Locator($"[data-download='{format}']").First.ClickAsync());
        string path = Path.Combine(_folder, "saved");
        await download.SaveAsAsync(path);

        Assert.Equal($"01-sales-history-and-forecast.{format}", download.SuggestedFilename);
        Assert.True(new FileInfo(path).Length > 10_000);
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task Hostile_names_are_shown_and_not_run()
    {
        IPage page = await OpenAsync(390, ColorScheme.Light, DemoForecast.WithNames(HtmlPageTests.Hostile));

        Assert.Empty(_complaints);
        Assert.StartsWith(HtmlPageTests.Hostile[..20], await page.Locator("h1").TextContentAsync(), StringComparison.Ordinal);
        Assert.Contains(HtmlPageTests.Hostile, await page.Locator(".legendtext").AllTextContentsAsync());
        Assert.Equal(0, await page.Locator(".chart a:not(.modebar-btn), .chart b, [onclick]").CountAsync());
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    }

    private static Task<string[]> TooWideAsync(IPage page) => page.EvaluateAsync<string[]>(
        "[...document.querySelectorAll('.chart')].filter(c => c.querySelector('.main-svg').getBoundingClientRect().right > c.getBoundingClientRect().right + 1).map(c => c.dataset.figure)");

    private static Task<string[]> ColorsAsync(IPage page) => page.EvaluateAsync<string[]>(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('.chart .main-svg')).backgroundColor]");

    private async Task<IPage> OpenAsync(int width, ColorScheme scheme, ForecastReportInput? input = null)
    {
        IBrowser browser = await chromium.BrowserAsync();
        ForecastReport.Build(input ?? DemoForecast.Create()).SaveHtml(Path.Combine(_folder, "report.html"));
        IPage page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = width, Height = 844 }, ColorScheme = scheme });
        page.Console += (_, message) => { if (message.Type is "error" or "warning") _complaints.Add(message.Text); };
        page.PageError += (_, error) => _complaints.Add(error);
        page.Dialog += async (_, dialog) => { _complaints.Add($"dialog: {dialog.Message}"); await dialog.DismissAsync(); };
        page.Request += (_, request) => _requests.Add(request.Url);
        await page.GotoAsync(new Uri(Path.Combine(_folder, "report.html")).AbsoluteUri);
        await page.WaitForSelectorAsync("html[data-ready='true']");
        return page;
    }
}
