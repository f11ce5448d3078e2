using Microsoft.Playwright;

namespace Gatelight.Reports.Tests.Rendering;

/// <summary>One running Chromium for all tests of a class, started by the first that needs it.</summary>
public sealed class ChromiumFixture : IAsyncDisposable
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The browser; ends the test as skipped where the machine has none.</summary>
    public async Task<IBrowser> BrowserAsync()
    {
        if (_browser is not null) return _browser;
        string path = TestResources.Chromium();
        _playwright = await Playwright.CreateAsync();
        return _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
