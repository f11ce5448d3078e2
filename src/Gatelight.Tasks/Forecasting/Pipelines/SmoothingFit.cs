namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>
/// Fits α, β and γ of a <see cref="SmoothedAnchor"/>: the least <c>(n - s)·ln SSE + Σ(logit p - logit p₀)²</c>, a likelihood of
/// one-step errors held near the anchor's own settings p₀, so that few rows cannot drive them to an edge. Found by a
/// coordinate search with shrinking steps.
/// </summary>
internal static class SmoothingFit
{
    private const double FirstStep = 1;
    private const double LastStep = 0.02;
    private const double Shrink = 0.6;
    private const int MostRounds = 20;

    internal static SmoothedAnchor Fit(SmoothedAnchor start, double[] values)
    {
        double[] prior = [Logit(start.Alpha), Logit(start.Beta), Logit(start.Gamma)];
        double[] best = [.. prior];
        double bestCost = Cost(start, values, best, prior);
        for (double step = FirstStep; step > LastStep; step *= Shrink)
        {
            bool improved = true;
            for (int round = 0; round < MostRounds && improved; round++)
            {
                improved = false;
                for (int n = 0; n < 2 * best.Length; n++)
                {
                    double[] moved = [.. best];
                    moved[n / 2] += n % 2 == 0 ? step : -step;
                    double cost = Cost(start, values, moved, prior);
                    if (!(cost < bestCost))
                        continue;
                    (best, bestCost) = (moved, cost);
                    improved = true;
                }
            }
        }

        return At(start, best);
    }

    private static double Cost(SmoothedAnchor start, double[] values, double[] point, double[] prior)
    {
        double squares = new SmoothedAnchorPath(At(start, point), values).SquaredError;
        double distance = point.Zip(prior, (a, b) => (a - b) * (a - b)).Sum();
        double rounding = 1e-12 * values.Sum(value => value * value);
        return (values.Length - start.Season) * Math.Log(squares + rounding) + distance;
    }

    private static SmoothedAnchor At(SmoothedAnchor start, double[] point) =>
        start with { Alpha = Logistic(point[0]), Beta = Logistic(point[1]), Gamma = Logistic(point[2]) };

    private static double Logit(double share) => Math.Log(share / (1 - share));

    private static double Logistic(double value) => 1 / (1 + Math.Exp(-value));
}
