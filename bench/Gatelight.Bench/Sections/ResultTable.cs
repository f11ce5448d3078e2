namespace Gatelight.Bench.Sections;

/// <summary>A table of a section.</summary>
/// <param name="Title">Its heading; null for none.</param>
/// <param name="Columns">The names of its columns.</param>
/// <param name="Rows">Its rows, one cell a column.</param>
internal sealed record ResultTable(string? Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows);
