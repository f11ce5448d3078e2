namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>
/// Whether a series has a season of a given length: the autocorrelation of its first differences at that lag is above
/// <c>1.645·√((1 + 2Σ_{k&lt;s} rₖ²) / n)</c>, the 90 % limit of Bartlett (1946) as used in the M4 competition (Makridakis et al. 2020).
/// </summary>
internal static class SeasonTest
{
    private const double Limit = 1.645;
    private const int SeasonsNeeded = 3;

    internal static bool HasSeason(ReadOnlySpan<double> values, int season)
    {
        if (season < 2 || values.Length < SeasonsNeeded * season)
            return false;
        bool positive = true;
        foreach (double value in values)
            positive &= value > 0;
        double[] differences = new double[values.Length - 1];
        for (int n = 0; n < differences.Length; n++)
            differences[n] = positive ? Math.Log(values[n + 1]) - Math.Log(values[n]) : values[n + 1] - values[n];
        double squares = 0;
        for (int lag = 1; lag < season; lag++)
            squares += Math.Pow(Autocorrelation(differences, lag), 2);
        return Autocorrelation(differences, season) > Limit * Math.Sqrt((1 + 2 * squares) / differences.Length);
    }

    private static double Autocorrelation(double[] values, int lag)
    {
        double mean = values.Average();
        double variance = 0;
        double covariance = 0;
        for (int n = 0; n < values.Length; n++)
        {
            variance += (values[n] - mean) * (values[n] - mean);
            if (n >= lag)
                covariance += (values[n] - mean) * (values[n - lag] - mean);
        }

        return variance > 0 ? covariance / variance : 0;
    }
}
