namespace Gatelight.Reports.Figures;

/// <summary>A feature in a beeswarm.</summary>
/// <param name="Name">Name of the feature.</param>
/// <param name="Points">One point per example.</param>
public sealed record SwarmRow(string Name, IReadOnlyList<SwarmPoint> Points);
