namespace Gatelight.Reports.Figures;

/// <summary>Strips that belong together, such as the three gates of one unit; in every group the strip at the same place has the same colour.</summary>
/// <param name="Name">Heading of the group, for example "unit 7".</param>
/// <param name="Strips">The strips, first on top.</param>
public sealed record StripGroup(string Name, IReadOnlyList<FigureStrip> Strips);
