namespace Gatelight.Explain;

/// <summary>Moments of a few draws with their standard errors.</summary>
internal static class SampleMoments
{
    /// <summary>The mean, with <c>s/√n</c>; the error of one draw alone is 0.</summary>
    internal static (double Value, double StandardError) Mean(double[] draws)
    {
        double mean = draws.Average();
        return (mean, Math.Sqrt(SquaredDeviation(draws, mean) / draws.Length));
    }

    /// <summary>The unbiased variance, with <c>√((m₄ - s⁴(n - 3)/(n - 1))/n)</c> (equation 215 of docs/equations.md).</summary>
    internal static (double Value, double StandardError) Variance(double[] draws)
    {
        double mean = draws.Average();
        double variance = SquaredDeviation(draws, mean);
        double fourth = draws.Average(draw => Math.Pow(draw - mean, 4));
        double count = draws.Length;
        return (variance, Math.Sqrt(Math.Max(0, fourth - variance * variance * (count - 3) / (count - 1)) / count));
    }

    private static double SquaredDeviation(double[] draws, double mean) =>
        draws.Length < 2 ? 0 : draws.Sum(draw => (draw - mean) * (draw - mean)) / (draws.Length - 1);
}
