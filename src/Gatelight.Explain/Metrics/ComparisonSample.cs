namespace Gatelight.Explain;

/// <summary>An input to compare methods on.</summary>
/// <param name="Input">The input <c>[T, D]</c>.</param>
/// <param name="Baseline">What it is compared with, <c>[T, D]</c>.</param>
public sealed record ComparisonSample(double[] Input, double[] Baseline);
