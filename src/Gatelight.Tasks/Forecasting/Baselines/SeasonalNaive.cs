namespace Gatelight.Tasks.Forecasting.Baselines;

/// <summary>
/// The value of the same place in the last season: ŷ(t+h) = y(t+h-m·k) with the smallest k that lies in the history.
/// With less than a season of history it is the last value.
/// </summary>
public sealed class SeasonalNaive : IBaseline
{
    /// <inheritdoc/>
    public string Name => "Seasonal naive";

    /// <inheritdoc/>
    public double[] Forecast(ReadOnlySpan<double> history, int season, int steps)
    {
        BaselineArguments.Check(history, season, steps);
        int period = history.Length < season ? 1 : season;
        var forecast = new double[steps];
        for (int h = 0; h < steps; h++)
            forecast[h] = history[history.Length - period + h % period];
        return forecast;
    }
}
