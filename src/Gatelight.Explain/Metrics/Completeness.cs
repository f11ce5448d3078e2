namespace Gatelight.Explain;

/// <summary>How much of an answer a map leaves unexplained.</summary>
public static class Completeness
{
    /// <summary>The gap as a share of what was to be explained, <c>|F(x) - F(x′) - Σ A| / |F(x) - F(x′)|</c> (equation 219 of docs/equations.md); over the larger answer where the two agree.</summary>
    /// <param name="attribution">The map.</param>
    public static double GapShare(Attribution attribution)
    {
        double gap = Math.Abs(attribution.CompletenessGap);
        double larger = Math.Max(Math.Abs(attribution.Prediction), Math.Abs(attribution.BaselinePrediction));
        double difference = Math.Abs(attribution.Prediction - attribution.BaselinePrediction);
        double scale = difference > 1e-12 * larger ? difference : larger;
        return gap == 0 ? 0 : scale == 0 ? double.PositiveInfinity : gap / scale;
    }
}
