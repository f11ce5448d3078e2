using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gatelight.Reports.Forecasting;
using Gatelight.Reports.Tests.Forecasting;

namespace Gatelight.Reports.Tests.Rendering;

public sealed partial class HtmlPageTests
{
    public const string Hostile = "--ink </script><script>alert(1)</script><!--<b onclick=x>\"'&amp;\u2028%{x} $a$";

    private static readonly string Page = ForecastReport.Build(DemoForecast.Create()).ToHtml();

    [Fact]
    public void Is_smaller_than_six_megabytes() => Assert.InRange(Encoding.UTF8.GetByteCount(Page), 100_000, 6_000_000);

    [Fact]
    public void The_same_input_gives_the_same_characters() => Assert.Equal(Page, ForecastReport.Build(DemoForecast.Create()).ToHtml());

    [Fact]
    public void Refers_to_nothing_outside_itself()
    {
        string markup = Scripts().Replace(Page, "");

        Assert.All(References().Matches(markup), reference => Assert.StartsWith("#", reference.Groups[1].Value, StringComparison.Ordinal));
        Assert.DoesNotContain("url(", markup, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", markup, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("default-src 'none'", markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_policy_names_the_hash_of_every_script_and_allows_no_other()
    {
        string policy = Regex.Match(Page, "http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value;
        string[] allowed = [.. Regex.Matches(policy, "'sha256-([^']+)'").Select(match => match.Groups[1].Value)];
        string[] actual = [.. Regex.Matches(Page, "<script>(.*?)</script>", RegexOptions.Singleline)
            .Select(match => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(match.Groups[1].Value))))];

        Assert.Equal(2, actual.Length);
        Assert.Equal(actual, allowed);
        Assert.DoesNotContain("unsafe-inline", policy[policy.IndexOf("script-src", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_names_stay_text()
    {
        string page = ForecastReport.Build(DemoForecast.WithNames(Hostile)).ToHtml();
        string markup = Scripts().Replace(page, "");

        Assert.DoesNotContain("alert(1)</script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b onclick", page, StringComparison.Ordinal);
        Assert.Equal(3, Regex.Count(page, "<script"));
        Assert.Contains("&lt;/script&gt;&lt;script&gt;alert(1)", markup, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_names_survive_the_figures_as_valid_json_and_as_text_for_the_chart()
    {
        string page = ForecastReport.Build(DemoForecast.WithNames(Hostile)).ToHtml();
        string json = Regex.Match(page, "id=\"figures\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;
        using JsonDocument figures = JsonDocument.Parse(json);
        string title = figures.RootElement[0].GetProperty("title").GetString()!;

        Assert.DoesNotContain('\u2028', json);
        Assert.DoesNotContain('<', title);
        Assert.DoesNotContain("%{", title, StringComparison.Ordinal);
        Assert.StartsWith("--ink &lt;/script&gt;", title, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_structured_for_people_who_do_not_see_it()
    {
        Assert.Contains("<html lang=\"en\">", Page, StringComparison.Ordinal);
        Assert.Equal(Regex.Count(Page, "<table>"), Regex.Count(Page, "<caption>"));
        Assert.Equal(Regex.Count(Page, "data-figure="), Regex.Count(Page, "<figcaption id="));
        Assert.Equal(1, Regex.Count(Page, "<h1"));
        Assert.Contains("<noscript>", Page, StringComparison.Ordinal);
        Assert.DoesNotContain("<th>", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_the_best_of_each_column()
    {
        ForecastReportInput input = DemoForecast.Create() with
        {
            OneStep = [new BacktestRow("LSTM", true, 20, 1, 9, 9, 9), new BacktestRow("seasonal naive", false, 10, 2, double.NaN, 9, 9)],
            MultiStep = [],
        };
        string page = ForecastReport.Build(input).ToHtml();

        Assert.Matches("LSTM</th><td>20.00</td><td class=\"best\">1.00", page);
        Assert.Matches("seasonal naive</th><td class=\"best\">10.00 <span title=\"best of its column\">★</span></td><td>2.00</td><td>–</td>", page);
    }

    [Fact]
    public void Saves_whole_or_not_at_all()
    {
        string folder = Directory.CreateTempSubdirectory("gatelight").FullName;
        try
        {
            string path = Path.Combine(folder, "report.html");
            File.WriteAllText(path, "old");
            ForecastReport.Build(DemoForecast.Create()).SaveHtml(path);

            Assert.Equal(Page, File.ReadAllText(path));
            Assert.Equal([path], Directory.GetFiles(folder));
            Directory.CreateDirectory(Path.Combine(folder, "taken"));
            Assert.ThrowsAny<Exception>(() => ForecastReport.Build(DemoForecast.Create()).SaveHtml(Path.Combine(folder, "taken")));
            Assert.Equal([path], Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Scripts();

    [GeneratedRegex("(?:src|href|action|data)=\"([^\"]*)\"")]
    private static partial Regex References();
}
