namespace Gatelight.Reports.Figures;

/// <summary>A row of a <see cref="TableFigure"/>.</summary>
/// <param name="Name">Name of the row.</param>
/// <param name="Values">One number per column; <see cref="double.NaN"/> is printed as a dash.</param>
/// <param name="IsHighlighted">Whether the row is the one that the table is about.</param>
public sealed record TableRow(string Name, IReadOnlyList<double> Values, bool IsHighlighted = false);
