using Gatelight.Data;

namespace Gatelight.Tasks.Datasets;

/// <summary>A dataset that ships with Gatelight.</summary>
/// <param name="Name">The name by which it is asked for.</param>
/// <param name="Description">What it holds, in one line.</param>
/// <param name="Source">Where the figures were published.</param>
/// <param name="Rows">The rows, as a file would give them.</param>
public sealed record Dataset(string Name, string Description, string Source, Table Rows);
