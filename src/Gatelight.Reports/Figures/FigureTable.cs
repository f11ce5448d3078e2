namespace Gatelight.Reports.Figures;

/// <summary>The values of a figure as columns and rows, from which its HTML table, CSV and JSON are written.</summary>
internal sealed record FigureTable(IReadOnlyList<FigureDataColumn> Columns, IReadOnlyList<IReadOnlyList<FigureCell>> Rows);
