namespace Gatelight.Explain;

/// <summary>How the answer goes with one value of the input.</summary>
/// <param name="Axis">The values tried, <c>[G]</c>.</param>
/// <param name="Individual">The what-if curve of each input, <c>[N, G]</c> (individual conditional expectation).</param>
/// <param name="Mean">The mean over the inputs, <c>[G]</c>: partial dependence.</param>
/// <param name="StandardErrors">The standard error of each mean, <c>[G]</c>; 0 for one input.</param>
public sealed record DependenceCurve(IReadOnlyList<double> Axis, double[,] Individual, IReadOnlyList<double> Mean, IReadOnlyList<double> StandardErrors);
