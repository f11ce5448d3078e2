using System.Collections.Immutable;

namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>
/// Prediction intervals from the errors of the validation years: <c>T⁻¹(T(ŷ) ± q·σₕ)</c> on the scale T, with σₕ the root mean
/// square error h steps ahead (made to grow with h) and q the conformal quantile of the errors over σₕ (Vovk, Gammerman and Shafer 2005).
/// </summary>
/// <param name="Scale">T.</param>
/// <param name="Sigma">σₕ for h = 1 … horizon.</param>
/// <param name="Quantile80">q of the 80 % interval.</param>
/// <param name="Quantile95">q of the 95 % interval.</param>
public sealed record IntervalModel(SeriesScale Scale, ImmutableArray<double> Sigma, double Quantile80, double Quantile95)
{
    /// <summary>The forecast with its intervals; beyond the horizon σ grows with the square root of the steps.</summary>
    /// <param name="time">The time forecast.</param>
    /// <param name="mean">The point forecast, in the user's units.</param>
    /// <param name="step">How many steps ahead it is, from 1.</param>
    public ForecastPoint Around(DateTime time, double mean, int step)
    {
        double sigma = step <= Sigma.Length ? Sigma[step - 1] : Sigma[^1] * Math.Sqrt((double)step / Sigma.Length);
        double center = Scale.ToScale(mean);
        double At(double quantile) => Scale.FromScale(center + quantile * sigma);
        return new ForecastPoint(time, mean, At(-Quantile80), At(Quantile80), At(-Quantile95), At(Quantile95));
    }
}
