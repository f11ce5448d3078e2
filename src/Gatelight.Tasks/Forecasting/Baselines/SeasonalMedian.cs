namespace Gatelight.Tasks.Forecasting.Baselines;

/// <summary>
/// The median of the same place in the last three seasons: ŷ(t+h) = median of y(t+h-m), y(t+h-2m), y(t+h-3m), the lags
/// counted back from the last season of the history; of two values their mean. Fewer seasons are used where fewer exist;
/// with less than one it is the last value.
/// </summary>
public sealed class SeasonalMedian : IBaseline
{
    private const int Seasons = 3;

    /// <inheritdoc/>
    public string Name => "Seasonal median";

    /// <inheritdoc/>
    public double[] Forecast(ReadOnlySpan<double> history, int season, int steps)
    {
        BaselineArguments.Check(history, season, steps);
        if (history.Length < season)
            return new LastValue().Forecast(history, season, steps);
        var forecast = new double[steps];
        Span<double> values = stackalloc double[Seasons];
        for (int h = 0; h < steps; h++)
        {
            int count = 0;
            for (int at = history.Length - season + h % season; at >= 0 && count < Seasons; at -= season)
                values[count++] = history[at];
            values[..count].Sort();
            forecast[h] = (values[(count - 1) / 2] + values[count / 2]) / 2;
        }

        return forecast;
    }
}
