using Gatelight.Reports.Forecasting;

namespace Gatelight.Reports.Tests.Forecasting;

public sealed class ForecastReportTests
{
    [Fact]
    public void Demo()
    {
        string html = ForecastReport.Build(DemoForecast.Create()).ToHtml();
        Assert.InRange(html.Length, 1, 6_000_000);
        if (Environment.GetEnvironmentVariable("DEMO_OUT") is { } path) ForecastReport.Build(DemoForecast.Create()).SaveHtml(path);
    }
}
