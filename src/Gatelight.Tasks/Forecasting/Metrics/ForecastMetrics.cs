namespace Gatelight.Tasks.Forecasting.Metrics;

/// <summary>The measures of a forecast (Hyndman and Koehler 2006, doi:10.1016/j.ijforecast.2006.03.001). y is what happened, ŷ the forecast.</summary>
public static class ForecastMetrics
{
    /// <summary>All measures together.</summary>
    /// <param name="actual">What happened.</param>
    /// <param name="forecast">What was forecast, as long.</param>
    /// <param name="training">The training rows, for the scale of MASE.</param>
    /// <param name="season">The steps of a season; 1 for none.</param>
    /// <returns>The scores.</returns>
    public static ForecastScore Score(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast, ReadOnlySpan<double> training, int season) =>
        new(Rmse(actual, forecast), Mae(actual, forecast), Mape(actual, forecast), Smape(actual, forecast), Mase(actual, forecast, training, season));

    /// <summary>Root mean squared error: √(mean (y - ŷ)²).</summary>
    /// <param name="actual">What happened.</param>
    /// <param name="forecast">What was forecast, as long.</param>
    /// <returns>The error in the units of the series.</returns>
    public static double Rmse(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast)
    {
        Check(actual, forecast);
        double sum = 0;
        for (int n = 0; n < actual.Length; n++)
            sum += (actual[n] - forecast[n]) * (actual[n] - forecast[n]);
        return Math.Sqrt(sum / actual.Length);
    }

    /// <summary>Mean absolute error: mean |y - ŷ|.</summary>
    /// <param name="actual">What happened.</param>
    /// <param name="forecast">What was forecast, as long.</param>
    /// <returns>The error in the units of the series.</returns>
    public static double Mae(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast)
    {
        Check(actual, forecast);
        double sum = 0;
        for (int n = 0; n < actual.Length; n++)
            sum += Math.Abs(actual[n] - forecast[n]);
        return sum / actual.Length;
    }

    /// <summary>Mean absolute percentage error: 100 · mean |(y - ŷ) / y|. A percentage of 0 does not exist: where any y is 0 the result is NaN, never an average of the rest.</summary>
    /// <param name="actual">What happened.</param>
    /// <param name="forecast">What was forecast, as long.</param>
    /// <returns>The error in %, or NaN.</returns>
    public static double Mape(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast)
    {
        Check(actual, forecast);
        double sum = 0;
        for (int n = 0; n < actual.Length; n++)
            sum += actual[n] == 0 ? double.NaN : Math.Abs((actual[n] - forecast[n]) / actual[n]);
        return 100 * sum / actual.Length;
    }

    /// <summary>Symmetric mean absolute percentage error: 100 · mean 2|y - ŷ| / (|y| + |ŷ|), where both are 0 counted as no error (Makridakis 1993).</summary>
    /// <param name="actual">What happened.</param>
    /// <param name="forecast">What was forecast, as long.</param>
    /// <returns>The error in %, in [0, 200].</returns>
    public static double Smape(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast)
    {
        Check(actual, forecast);
        double sum = 0;
        for (int n = 0; n < actual.Length; n++)
        {
            double size = Math.Abs(actual[n]) + Math.Abs(forecast[n]);
            sum += size == 0 ? 0 : 2 * Math.Abs(actual[n] - forecast[n]) / size;
        }

        return 100 * sum / actual.Length;
    }

    /// <summary>
    /// Mean absolute scaled error: mean |y - ŷ| / q, with q = mean |x(t) - x(t-m)| over the training rows x; a training
    /// set no longer than a season is scaled with m = 1.
    /// </summary>
    /// <param name="actual">What happened.</param>
    /// <param name="forecast">What was forecast, as long.</param>
    /// <param name="training">The training rows.</param>
    /// <param name="season">m, the steps of a season; 1 for none.</param>
    /// <returns>The scaled error; NaN where q is 0 or there are fewer than two training rows.</returns>
    public static double Mase(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast, ReadOnlySpan<double> training, int season)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(season, 1);
        int lag = training.Length > season ? season : 1;
        double error = Mae(actual, forecast);
        if (training.Length <= lag)
            return double.NaN;
        double scale = Mae(training[lag..], training[..^lag]);
        return scale == 0 ? double.NaN : error / scale;
    }

    /// <summary>The share of values within their interval, ends included: to be compared with the level that the interval promises.</summary>
    /// <param name="actual">What happened.</param>
    /// <param name="lower">The lower ends, as long.</param>
    /// <param name="upper">The upper ends, as long.</param>
    /// <returns>The coverage in [0, 1].</returns>
    public static double Coverage(ReadOnlySpan<double> actual, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        Check(actual, lower);
        Check(actual, upper);
        int within = 0;
        for (int n = 0; n < actual.Length; n++)
            within += actual[n] >= lower[n] && actual[n] <= upper[n] ? 1 : 0;
        return (double)within / actual.Length;
    }

    private static void Check(ReadOnlySpan<double> actual, ReadOnlySpan<double> other)
    {
        if (actual.IsEmpty || actual.Length != other.Length)
            throw new ArgumentException($"A score needs as many forecasts as actual values, at least one: {actual.Length} actual, {other.Length} forecast.", nameof(other));
    }
}
