namespace Gatelight.Reports.Figures;

/// <summary>A word, or a piece of one, with what it did to the answer.</summary>
/// <param name="Text">The word as the reader wrote it, in any script.</param>
/// <param name="Value">Signed value in the figure's unit; <see cref="double.NaN"/> leaves the word plain.</param>
public sealed record FigureToken(string Text, double Value);
