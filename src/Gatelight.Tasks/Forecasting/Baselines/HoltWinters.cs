using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace Gatelight.Tasks.Forecasting.Baselines;

/// <summary>
/// Exponential smoothing with trend and season (Holt 1957; Winters 1960), the variant chosen on the history alone.
/// ŷ(t+h) = ℓ + (φ + ... + φʰ)·b, plus or times s(t+h-m).
/// </summary>
/// <remarks>
/// Additive and multiplicative season (the latter for positive series), trend damped or not. The parameters minimise the
/// squared one-step error (Nelder and Mead 1965, several starts), the initial states come from the first seasons. The
/// variant has the smallest AICc = n·ln(SSE/n) + 2k + 2k(k+1)/(n-k-1) (Hurvich and Tsai 1989; Hyndman et al. 2008).
/// Without a season, or with less than two of history: a level, a trend or a damped trend. A fit takes a few hundredths of
/// a second, so a walk-forward backtest fits again at every origin; of a longer history the last 1,000 values, or 40
/// seasons where that is more, are used.
/// </remarks>
public sealed class HoltWinters : IBaseline
{
    private const int MostValues = 1000, MostSeasons = 40;

    private static readonly (double Alpha, double Beta, double Gamma)[] Starts =
        [(0.2, 0.05, 0.1), (0.5, 0.1, 0.3), (0.05, 0.02, 0.4), (0.8, 0.01, 0.5)];

    /// <inheritdoc/>
    public string Name => "Holt-Winters";

    /// <inheritdoc/>
    public double[] Forecast(ReadOnlySpan<double> history, int season, int steps)
    {
        BaselineArguments.Check(history, season, steps);
        return Fit(history, season).Forecast(steps);
    }

    /// <summary>Fits every variant that the history allows and gives the one with the smallest AICc.</summary>
    /// <param name="history">The past values, oldest first, at least one.</param>
    /// <param name="season">The steps of a season; 1 for none.</param>
    /// <returns>The variant, its parameters and its states after the history.</returns>
    public static HoltWintersFit Fit(ReadOnlySpan<double> history, int season)
    {
        BaselineArguments.Check(history, season, steps: 1);
        int most = (int)Math.Max(MostValues, (long)MostSeasons * season);
        double[] values = history[Math.Max(0, history.Length - most)..].ToArray();
        HoltWintersFit? best = null;
        foreach (var variant in Variants(values, season))
        {
            var fit = Fit(values, season, variant);
            // The simplest variant comes first and stays where no variant has enough values for its AICc.
            if (best is null || fit.Aicc < best.Aicc)
                best = fit;
        }

        return best!;
    }

    /// <summary>Fits one variant.</summary>
    internal static HoltWintersFit Fit(double[] values, int season, SmoothingVariant variant)
    {
        var initial = variant.InitialState(values, season);
        var state = initial.Copy();
        double best = double.PositiveInfinity;
        var parameters = variant.Parameters(variant.Start(Starts[0].Alpha, Starts[0].Beta, Starts[0].Gamma));

        double Cost(Vector<double> point)
        {
            var tried = variant.Parameters(point);
            state.CopyFrom(initial);
            double sum = state.Run(values, tried, variant.Season);
            if (!double.IsFinite(sum))
                return double.MaxValue;
            if (sum < best)
                (best, parameters) = (sum, tried);
            return sum;
        }

        foreach (var (alpha, beta, gamma) in Starts)
        {
            try
            {
                var start = Vector<double>.Build.Dense(variant.Start(alpha, beta, gamma));
                new NelderMeadSimplex(convergenceTolerance: 1e-7, maximumIterations: 600).FindMinimum(ObjectiveFunction.Value(Cost), start);
            }
            catch (OptimizationException)
            {
                // A search that runs out of steps has still left the best point it saw.
            }
        }

        state.CopyFrom(initial);
        double squares = state.Run(values, parameters, variant.Season);
        return new HoltWintersFit(state)
        {
            Season = variant.Season,
            HasTrend = variant.HasTrend,
            IsDamped = variant.IsDamped,
            Alpha = parameters.Alpha,
            Beta = parameters.Beta,
            Gamma = parameters.Gamma,
            Phi = parameters.Phi,
            SumOfSquares = squares,
            Aicc = Aicc(values, squares, variant.FreeCount(season)),
        };
    }

    private static IEnumerable<SmoothingVariant> Variants(double[] values, int season)
    {
        if (season > 1 && values.Length >= 2 * season && values.Length > new SmoothingVariant(true, true, SeasonKind.Additive).FreeCount(season) + 1)
        {
            yield return new SmoothingVariant(true, false, SeasonKind.Additive);
            yield return new SmoothingVariant(true, true, SeasonKind.Additive);
            if (!Array.TrueForAll(values, value => value > 0))
                yield break;
            yield return new SmoothingVariant(true, false, SeasonKind.Multiplicative);
            yield return new SmoothingVariant(true, true, SeasonKind.Multiplicative);
            yield break;
        }

        yield return new SmoothingVariant(false, false, SeasonKind.None);
        yield return new SmoothingVariant(true, false, SeasonKind.None);
        yield return new SmoothingVariant(true, true, SeasonKind.None);
    }

    private static double Aicc(double[] values, double squares, int free)
    {
        int count = values.Length;
        if (count - free - 1 <= 0 || !double.IsFinite(squares))
            return double.PositiveInfinity;
        // A history that is fitted without error has no logarithm; the floor is far below any rounding of its values.
        double scale = values.Max(Math.Abs);
        double variance = Math.Max(squares / count, Math.Max(scale * scale * 1e-28, double.Epsilon));
        return count * Math.Log(variance) + 2.0 * free + 2.0 * free * (free + 1) / (count - free - 1);
    }
}
