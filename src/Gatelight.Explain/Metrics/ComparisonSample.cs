namespace Gatelight.Explain;

/// <summary>An input to compare methods on.</summary>
/// <param name="Input">The input <c>[T, D]</c>.</param>
/// <param name="Baseline">What it is compared with, <c>[T, D]</c>.</param>
public sealed record ComparisonSample(double[] Input, double[] Baseline)
{
    /// <summary>The question to this input, where it is another than that of the comparison, as for forecasts made at different times.</summary>
    public IExplainable? Question { get; init; }
}
