namespace Gatelight.Reports.Figures;

/// <summary>What a figure says, free of any drawing library: the renderers in <c>Gatelight.Reports.Rendering</c> decide how it looks.</summary>
public abstract record Figure
{
    /// <summary>Heading of the figure, a few words.</summary>
    public required string Title { get; init; }

    /// <summary>Sentence that says how to read the figure; also its text alternative for people who do not see it.</summary>
    public required string Caption { get; init; }

    /// <summary>Remarks printed under the caption, warnings marked as such; none by default.</summary>
    public IReadOnlyList<FigureNote> Notes { get; init; } = [];

    /// <summary>Share of the page's width that the figure asks for; the whole by default.</summary>
    public FigureWidth Width { get; init; } = FigureWidth.Full;
}
