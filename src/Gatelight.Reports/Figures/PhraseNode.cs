namespace Gatelight.Reports.Figures;

/// <summary>A phrase of a text: some neighbouring tokens, what they did to the answer together, and the shorter phrases they are made of.</summary>
public sealed record PhraseNode
{
    /// <summary>The words of the phrase.</summary>
    public required string Label { get; init; }

    /// <summary>Index of its first token.</summary>
    public required int From { get; init; }

    /// <summary>Index behind its last token.</summary>
    public required int To { get; init; }

    /// <summary>Signed value in the figure's unit.</summary>
    public required double Value { get; init; }

    /// <summary>The shorter phrases, in the order of the text; none for a single token.</summary>
    public IReadOnlyList<PhraseNode> Children { get; init; } = [];

    /// <summary>How many levels of phrases stand beneath: 0 for a token.</summary>
    internal int Level => Children.Count == 0 ? 0 : 1 + Children.Max(child => child.Level);

    internal IEnumerable<PhraseNode> WithDescendants() => Children.SelectMany(child => child.WithDescendants()).Prepend(this);
}
