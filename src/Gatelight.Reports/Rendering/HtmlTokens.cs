using System.Globalization;
using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Rendering;

/// <summary>Writes a text whose words carry their values: background and underline, and the number under the pointer.</summary>
internal static class HtmlTokens
{
    private const double Unremarkable = 0.02;

    public static void Write(HtmlText html, TokenFigure figure)
    {
        double full = figure.FullValue;
        int ends = Math.Min(3, NumberText.Decimals([full]));
        int decimals = NumberText.Decimals(figure.Tokens.Select(token => token.Value));
        html.Raw("<p class=\"tokens\" dir=\"auto\">");
        for (int i = 0; i < figure.Tokens.Count; i++)
        {
            FigureToken token = figure.Tokens[i];
            if (i > 0) html.Text(figure.Separator);
            double share = full > 0 && double.IsFinite(token.Value) ? Math.Clamp(Math.Abs(token.Value) / full, 0, 1) : 0;
            string sign = share < Unremarkable ? "" : token.Value < 0 ? " down" : " up";
            html.Raw($"<span class=\"token{sign}\" style=\"--share:{share.ToString("0.###", CultureInfo.InvariantCulture)}\" data-value=\"")
                .Text(double.IsFinite(token.Value) ? $"{NumberText.Signed(token.Value, decimals)} {figure.Unit}".TrimEnd() : "no value").Raw("\">").Text(token.Text).Raw("</span>");
        }

        html.Raw("</p>\n<p class=\"token-legend\"><span class=\"token down\" style=\"--share:1\">")
            .Text(NumberText.Signed(-full, ends)).Raw("</span><span class=\"ramp\"></span><span class=\"token up\" style=\"--share:1\">")
            .Text(NumberText.Signed(full, ends)).Raw("</span> ").Text(figure.Unit).Raw("<br>broken underline: ").Text(figure.NegativeMeaning)
            .Raw("; unbroken: ").Text(figure.PositiveMeaning).Raw("; the thicker, the more</p>\n");
    }
}
