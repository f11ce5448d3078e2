using Gatelight.Reports.Figures;

namespace Gatelight.Reports;

/// <summary>A part of a report: a heading, plain words, figures.</summary>
public sealed record ReportSection
{
    /// <summary>Heading, in the reader's words.</summary>
    public required string Heading { get; init; }

    /// <summary>Few words for the page's list of contents.</summary>
    public required string ShortName { get; init; }

    /// <summary>Plain paragraphs before the figures.</summary>
    public IReadOnlyList<string> Paragraphs { get; init; } = [];

    /// <summary>Terms with their meanings, printed as a list before the figures.</summary>
    public IReadOnlyList<ReportSetting> Terms { get; init; } = [];

    /// <summary>The figures, in order.</summary>
    public IReadOnlyList<Figure> Figures { get; init; } = [];
}
