namespace Gatelight.Tasks.Forecasting.Baselines;

/// <summary>The last value again and again: ŷ(t+h) = y(t), the forecast of a random walk.</summary>
public sealed class LastValue : IBaseline
{
    /// <inheritdoc/>
    public string Name => "Last value";

    /// <inheritdoc/>
    public double[] Forecast(ReadOnlySpan<double> history, int season, int steps)
    {
        BaselineArguments.Check(history, season, steps);
        var forecast = new double[steps];
        Array.Fill(forecast, history[^1]);
        return forecast;
    }
}
