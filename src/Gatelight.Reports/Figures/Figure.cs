namespace Gatelight.Reports.Figures;

/// <summary>
/// What a figure says, free of any drawing library: the renderers in <c>Gatelight.Reports.Rendering</c> decide how it looks
/// in HTML, SVG and PNG, and <see cref="ToData"/> gives its values.
/// </summary>
public abstract record Figure
{
    /// <summary>Heading of the figure, a few words.</summary>
    public required string Title { get; init; }

    /// <summary>Sentence that says how to read the figure.</summary>
    public required string Caption { get; init; }

    /// <summary>Main finding, a sentence; where empty, the figure finds it in its values.</summary>
    public string Finding { get; init; } = "";

    /// <summary>Few words stamped into the drawing itself where it must not be taken at face value, such as "does not add up"; none by default.</summary>
    public string Mark { get; init; } = "";

    /// <summary>Remarks printed under the caption, warnings marked as such; none by default.</summary>
    public IReadOnlyList<FigureNote> Notes { get; init; } = [];

    /// <summary>Share of the page's width that the figure asks for; the whole by default.</summary>
    public FigureWidth Width { get; init; } = FigureWidth.Full;

    /// <summary>Title, mark and main finding in words, for people who do not see the figure.</summary>
    public string AltText => $"{Heading}{(Heading.EndsWith('?') || Heading.EndsWith('.') ? "" : ".")} {(Finding.Length == 0 ? FindMain() : Finding)}";

    private string Heading => Mark.Length == 0 ? Title : $"{Title} ({Mark})";

    /// <summary>The values behind the figure, to be written as CSV or JSON.</summary>
    /// <returns>The values, exact.</returns>
    public FigureData ToData() => new(this);

    /// <summary>The values as columns and rows.</summary>
    internal abstract FigureTable Tabulate();

    /// <summary>The main finding, read off the values.</summary>
    internal abstract string FindMain();
}
