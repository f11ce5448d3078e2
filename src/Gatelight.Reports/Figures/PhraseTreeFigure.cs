using Gatelight.Reports.Rendering;

namespace Gatelight.Reports.Figures;

/// <summary>A text whose words are joined step by step into phrases, each coloured by what it did to the answer as a whole: the words at the foot, the whole text on top.</summary>
public sealed record PhraseTreeFigure : Figure
{
    /// <summary>Unit of the values.</summary>
    public required string Unit { get; init; }

    /// <summary>The whole text; its children are its phrases, down to the words.</summary>
    public required PhraseNode Root { get; init; }

    /// <summary>Value that gets the full colour, on either side of zero; the largest of the tree when null.</summary>
    public double? Reach { get; init; }

    /// <summary>The two ends of the scale.</summary>
    internal (double Low, double High) Ends =>
        ColorEnds.Of(Root.WithDescendants().Select(node => node.Value), ColorScale.Diverging, range: Reach is { } reach ? (-reach, reach) : null);

    internal override FigureTable Tabulate() => new(
        [new FigureDataColumn("phrase"), new FigureDataColumn("from"), new FigureDataColumn("to"), new FigureDataColumn("level"), new FigureDataColumn("value", Unit)],
        [.. Root.WithDescendants().Select(node => (IReadOnlyList<FigureCell>)
            [FigureCell.Of(node.Label), FigureCell.Of(node.From), FigureCell.Of(node.To), FigureCell.Of(node.Level), FigureCell.Of(node.Value)])]);

    internal override string FindMain()
    {
        PhraseNode[] nodes = [.. Root.WithDescendants()];
        string phrases = FindingText.Strongest(nodes.Where(node => node.Children.Count > 0 && node != Root).Select(node => ($"\"{node.Label}\"", node.Value)), "", 2);
        string words = FindingText.Strongest(nodes.Where(node => node.Children.Count == 0).Select(node => ($"\"{node.Label}\"", node.Value)), "", 2);
        return $"The whole text: {NumberText.WithUnit(Root.Value, Unit)}. Phrases: {phrases} Words: {words}";
    }
}
