namespace Gatelight.Reports.Figures;

/// <summary>A named line over time.</summary>
/// <param name="Name">Name in the legend and on hover.</param>
/// <param name="Role">What the line stands for.</param>
/// <param name="Times">Times of the values, increasing.</param>
/// <param name="Values">One value per time; <see cref="double.NaN"/> leaves a gap.</param>
public sealed record FigureLine(string Name, LineRole Role, IReadOnlyList<DateTime> Times, IReadOnlyList<double> Values);
