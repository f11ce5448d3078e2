using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Rendering;

/// <summary>Writes a <see cref="Report"/> as one HTML page that needs no network and is not allowed any.</summary>
internal static class HtmlPage
{
    public static string Write(Report report)
    {
        var html = new HtmlText();
        var charts = new JsonArray();
        html.Raw("<!DOCTYPE html>\n<html lang=\"en\">\n");
        WriteHead(html, report);
        html.Raw("<body>\n<a class=\"skip\" href=\"#content\">Skip to the figures</a>\n");
        WriteTop(html, report);
        html.Raw("<main id=\"content\">\n");
        for (int i = 0; i < report.Sections.Count; i++) WriteSection(html, report.Sections[i], i, charts);
        WriteSettings(html, report);
        html.Raw("</main>\n<footer>Made by Gatelight. This page is one file: it needs no network, and its policy forbids it any.</footer>\n");
        // The serializer's default encoder writes <, >, & and the line separators as \u escapes, so no text can leave the element.
        html.Raw($"<script type=\"application/json\" id=\"figures\">{charts.ToJsonString()}</script>\n");
        html.Raw($"<script>{PlotlyScript.Text}</script>\n<script>{Assets.Script}</script>\n</body>\n</html>\n");
        return html.ToString();
    }

    private static void WriteHead(HtmlText html, Report report)
    {
        string policy = "default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
            + $"script-src {InlineScript.Hash(PlotlyScript.Text)} {InlineScript.Hash(Assets.Script)}";
        html.Raw("<head>\n<meta charset=\"utf-8\">\n");
        html.Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n");
        html.Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.Raw("<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"generator\" content=\"Gatelight\">\n<title>").Text(report.Title).Raw("</title>\n");
        string light = ":root{color-scheme:light;--band-outer:rgba(0,114,178,.16);--band-inner:rgba(0,114,178,.26);" + Palette.Light.ToCss() + "}\n";
        string dark = "color-scheme:dark;--band-outer:rgba(86,180,233,.17);--band-inner:rgba(86,180,233,.28);" + Palette.Dark.ToCss();
        html.Raw($"<style>\n{light}@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n:root[data-theme=dark]{{{dark}}}\n{Assets.Style}</style>\n</head>\n");
    }

    private static void WriteTop(HtmlText html, Report report)
    {
        html.Raw("<header class=\"top\">\n<div class=\"title\"><div><h1>").Text(report.Title).Raw("</h1>");
        if (report.Subtitle.Length > 0) html.Raw("<p class=\"subtitle\">").Text(report.Subtitle).Raw("</p>");
        html.Raw("</div><button id=\"theme\" type=\"button\" hidden>Dark view</button></div>\n");
        html.Raw("<noscript><p class=\"note warning\">The charts of this page are drawn by a script that stands inside it, and scripts are switched off. All words and tables can be read without it.</p></noscript>\n");
        html.List("summary", report.Summary);
        if (report.KeyNumbers.Count > 0)
        {
            html.Raw("<dl class=\"numbers\">\n");
            foreach (KeyNumber number in report.KeyNumbers)
                html.Raw("<div><dt>").Text(number.Label).Raw("</dt><dd class=\"value\">").Text(number.Value).Raw("</dd><dd class=\"remark\">").Text(number.Remark).Raw("</dd></div>\n");
            html.Raw("</dl>\n");
        }

        if (report.Warnings.Count > 0)
        {
            html.Raw("<div class=\"warnings\" role=\"note\"><h2>Before you trust this page</h2>\n");
            html.List("", report.Warnings).Raw("</div>\n");
        }

        html.Raw("<nav aria-label=\"Sections\"><ul>\n");
        for (int i = 0; i < report.Sections.Count; i++) html.Raw($"<li><a href=\"#section-{i + 1}\">").Text(report.Sections[i].ShortName).Raw("</a></li>\n");
        html.Raw("<li><a href=\"#settings\">Settings</a></li>\n</ul></nav>\n</header>\n");
    }

    private static void WriteSection(HtmlText html, ReportSection section, int index, JsonArray charts)
    {
        html.Raw($"<section id=\"section-{index + 1}\" aria-labelledby=\"heading-{index + 1}\">\n<h2 id=\"heading-{index + 1}\">").Text(section.Heading).Raw("</h2>\n");
        foreach (string paragraph in section.Paragraphs) html.Raw("<p>").Text(paragraph).Raw("</p>\n");
        if (section.Terms.Count > 0)
        {
            html.Raw("<dl class=\"terms\">\n");
            foreach (ReportSetting term in section.Terms) html.Raw("<dt>").Text(term.Name).Raw("</dt><dd>").Text(term.Value).Raw("</dd>\n");
            html.Raw("</dl>\n");
        }

        html.Raw("<div class=\"figures\">\n");
        foreach (Figure figure in section.Figures) HtmlFigure.Write(html, figure, charts);
        html.Raw("</div>\n</section>\n");
    }

    private static void WriteSettings(HtmlText html, Report report)
    {
        html.Raw("<section id=\"settings\" aria-labelledby=\"heading-settings\">\n<h2 id=\"heading-settings\">Settings, and how to make this again</h2>\n");
        if (report.ReproduceCommand.Length > 0)
            html.Raw("<p>The same data, settings and seed give the same numbers, bit for bit. This command makes the page again:</p>\n<pre><code>").Text(report.ReproduceCommand).Raw("</code></pre>\n");
        if (report.Settings.Count > 0)
        {
            html.Raw("<div class=\"settings\"><table><caption>").Text(report.Settings.Count.ToString(CultureInfo.InvariantCulture)).Raw(" settings</caption><tbody>\n");
            foreach (ReportSetting setting in report.Settings)
                html.Raw("<tr><th scope=\"row\">").Text(setting.Name).Raw("</th><td>").Text(setting.Value).Raw("</td></tr>\n");
            html.Raw("</tbody></table></div>\n");
        }

        html.Raw("</section>\n");
        if (report.ReadingNotes.Count == 0) return;
        html.Raw("<section id=\"reading\" aria-labelledby=\"heading-reading\">\n<h2 id=\"heading-reading\">How to read this page</h2>\n");
        html.List("reading", report.ReadingNotes).Raw("</section>\n");
    }
}
