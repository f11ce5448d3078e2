namespace Gatelight.Reports.Figures;

/// <summary>An interval over time, drawn as a shaded band.</summary>
/// <param name="Name">Name in the legend and on hover, for example "80 % interval".</param>
/// <param name="Times">Times of the bounds, increasing.</param>
/// <param name="Lower">Lower bound per time.</param>
/// <param name="Upper">Upper bound per time.</param>
public sealed record FigureBand(string Name, IReadOnlyList<DateTime> Times, IReadOnlyList<double> Lower, IReadOnlyList<double> Upper);
