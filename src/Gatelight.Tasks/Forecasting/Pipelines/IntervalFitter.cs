
namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>Fits an <see cref="IntervalModel"/> to validation errors.</summary>
internal static class IntervalFitter
{
    // Errors of the years to come are a little larger than those of the years that the settings were chosen on;
    // the widening and the floors were set on validation years of car sales and airline passengers.
    private const double Widening = 1.1;
    private const double Normal80 = 1.2816;
    private const double Normal95 = 1.96;

    internal static IntervalModel Fit(IReadOnlyList<FoldForecast> folds, SeriesScale scale, IReadOnlyList<double> shrinkages, int horizon)
    {
        double[] squares = new double[horizon];
        double[] counts = new double[horizon];
        foreach (FoldForecast fold in folds)
        {
            double error = Residual(fold, scale, shrinkages);
            squares[fold.Step - 1] += error * error;
            counts[fold.Step - 1]++;
        }

        double[] variance = [.. squares.Select((square, step) => counts[step] > 0 ? square / counts[step] : 0)];
        double[] sigma = [.. Growing(variance, counts).Select(value => Math.Sqrt(value))];
        double[] ratios = [.. folds.Select(fold => Math.Abs(Residual(fold, scale, shrinkages)) / Positive(sigma[fold.Step - 1])).Order()];
        return new IntervalModel(
            scale, [.. sigma.Select(Positive)], Widening * Math.Max(Normal80, Conformal(ratios, 0.80)), Widening * Math.Max(Normal95, Conformal(ratios, 0.95)));
    }

    private static double Residual(FoldForecast fold, SeriesScale scale, IReadOnlyList<double> shrinkages) =>
        fold.Actual - scale.ToScale(fold.Forecast(scale, shrinkages));

    // Pool adjacent violators: the closest non-decreasing sequence, weighted by counts (Barlow et al. 1972).
    private static double[] Growing(double[] values, double[] weights)
    {
        List<(double Mean, double Weight, int Count)> blocks = [];
        for (int n = 0; n < values.Length; n++)
        {
            blocks.Add((values[n], Math.Max(weights[n], 1e-9), 1));
            while (blocks.Count > 1 && blocks[^2].Mean > blocks[^1].Mean)
            {
                (double Mean, double Weight, int Count) a = blocks[^2];
                (double Mean, double Weight, int Count) b = blocks[^1];
                double weight = a.Weight + b.Weight;
                blocks.RemoveRange(blocks.Count - 2, 2);
                blocks.Add(((a.Mean * a.Weight + b.Mean * b.Weight) / weight, weight, a.Count + b.Count));
            }
        }

        return [.. blocks.SelectMany(block => Enumerable.Repeat(block.Mean, block.Count))];
    }

    private static double Conformal(double[] sorted, double level) =>
        sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length, (int)Math.Ceiling((sorted.Length + 1) * level)) - 1];

    private static double Positive(double sigma) => Math.Max(sigma, 1e-12);
}
