using Gatelight.Reports.Rendering;

namespace Gatelight.Reports.Figures;

/// <summary>A text whose words carry their signed values as background and as underline: solid where a word raised the answer, dashed where it lowered it, thicker where it did more.</summary>
public sealed record TokenFigure : Figure
{
    /// <summary>Unit of the values.</summary>
    public required string Unit { get; init; }

    /// <summary>The words in the order of the text.</summary>
    public required IReadOnlyList<FigureToken> Tokens { get; init; }

    /// <summary>What stands between two words: a space by default, nothing for pieces that carry their own spaces.</summary>
    public string Separator { get; init; } = " ";

    /// <summary>Value that gets the full colour, on either side of zero; the largest of the text when null.</summary>
    public double? Reach { get; init; }

    /// <summary>What a positive value means, for the legend.</summary>
    public string PositiveMeaning { get; init; } = "raised the answer";

    /// <summary>What a negative value means, for the legend.</summary>
    public string NegativeMeaning { get; init; } = "lowered the answer";

    /// <summary>The value that gets the full colour.</summary>
    internal double FullValue => ColorEnds.Of(Tokens.Select(token => token.Value), ColorScale.Diverging, range: Reach is { } reach ? (-reach, reach) : null).High;

    /// <summary>Share of the full colour that a value gets, -1 to 1; 0 where it is unknown.</summary>
    internal double Share(double value) => double.IsFinite(value) && FullValue > 0 ? Math.Clamp(value / FullValue, -1, 1) : 0;

    internal override FigureTable Tabulate()
    {
        int decimals = NumberText.Decimals(Tokens.Select(token => token.Value));
        return new FigureTable(
            [new FigureDataColumn("word"), new FigureDataColumn("value", Unit)],
            [.. Tokens.Select(token => (IReadOnlyList<FigureCell>)[FigureCell.Of(token.Text), FigureCell.Of(token.Value, NumberText.Signed(token.Value, decimals))])]);
    }

    internal override string FindMain() => FindingText.Strongest(Tokens.Select(token => ($"\"{token.Text.Trim()}\"", token.Value)), Unit);
}
