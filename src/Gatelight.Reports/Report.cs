using System.Text;
using Gatelight.Reports.Rendering;
using Gatelight.Serialization;

namespace Gatelight.Reports;

/// <summary>A page that shows and explains a result; saved as one HTML file that works offline.</summary>
public sealed record Report
{
    /// <summary>Title of the page.</summary>
    public required string Title { get; init; }

    /// <summary>Line under the title; empty for none.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>The result in plain sentences, the most important first.</summary>
    public IReadOnlyList<string> Summary { get; init; } = [];

    /// <summary>Numbers set large under the summary.</summary>
    public IReadOnlyList<KeyNumber> KeyNumbers { get; init; } = [];

    /// <summary>What a reader must know before trusting the page, such as filled gaps.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The sections, in order.</summary>
    public IReadOnlyList<ReportSection> Sections { get; init; } = [];

    /// <summary>Everything needed to make the result again.</summary>
    public IReadOnlyList<ReportSetting> Settings { get; init; } = [];

    /// <summary>Command line that makes the result again; empty for none.</summary>
    public string ReproduceCommand { get; init; } = "";

    /// <summary>Sentences of the closing note on how to read the page.</summary>
    public IReadOnlyList<string> ReadingNotes { get; init; } = [];

    /// <summary>Writes the report as one self-contained HTML page: no network is needed or allowed.</summary>
    /// <returns>The page; the same report gives the same characters.</returns>
    public string ToHtml() => HtmlPage.Write(this);

    /// <summary>Saves <see cref="ToHtml"/> as UTF-8, whole or not at all.</summary>
    /// <param name="path">File to write; an existing one is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file is read-only.</exception>
    public void SaveHtml(string path) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(ToHtml())));
}
