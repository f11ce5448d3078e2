namespace Gatelight.Reports.Figures;

/// <summary>A column of a figure's data.</summary>
/// <param name="Name">Name of the column; several columns may share one.</param>
/// <param name="Unit">Unit of its numbers; empty for texts and for numbers without one.</param>
public sealed record FigureDataColumn(string Name, string Unit = "");
