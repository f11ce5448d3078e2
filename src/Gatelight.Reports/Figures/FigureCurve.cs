namespace Gatelight.Reports.Figures;

/// <summary>A curve over numbers.</summary>
/// <param name="Name">Name in the legend and on hover.</param>
/// <param name="Role">What the curve stands for.</param>
/// <param name="X">Positions, increasing.</param>
/// <param name="Y">One value per position; <see cref="double.NaN"/> leaves a gap.</param>
/// <param name="Area">Area under the curve, shaded and told in the legend; none when null.</param>
public sealed record FigureCurve(string Name, CurveRole Role, IReadOnlyList<double> X, IReadOnlyList<double> Y, double? Area = null);
