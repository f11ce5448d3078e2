using System.Text;

namespace Gatelight.Reports.Rendering;

/// <summary>Builds HTML, keeping apart what is markup and what is text: text is always escaped.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _html = new();

    public HtmlText Raw(string markup)
    {
        _html.Append(markup);
        return this;
    }

    public HtmlText Text(string text)
    {
        foreach (char c in text)
        {
            _ = c switch
            {
                '&' => _html.Append("&amp;"),
                '<' => _html.Append("&lt;"),
                '>' => _html.Append("&gt;"),
                '"' => _html.Append("&quot;"),
                '\'' => _html.Append("&#39;"),
                '\0' => _html.Append('\uFFFD'),
                _ => _html.Append(c),
            };
        }

        return this;
    }

    /// <summary>A bulleted list; nothing when there are no items.</summary>
    public HtmlText List(string cssClass, IReadOnlyList<string> items)
    {
        if (items.Count == 0) return this;
        Raw(cssClass.Length == 0 ? "<ul>\n" : $"<ul class=\"{cssClass}\">\n");
        foreach (string item in items) Raw("<li>").Text(item).Raw("</li>\n");
        return Raw("</ul>\n");
    }

    public override string ToString() => _html.ToString();
}
