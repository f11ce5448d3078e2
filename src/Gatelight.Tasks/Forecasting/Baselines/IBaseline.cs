namespace Gatelight.Tasks.Forecasting.Baselines;

/// <summary>A classical forecaster that every model is compared with. It keeps no state: it is fitted to the history of each call.</summary>
public interface IBaseline
{
    /// <summary>The name on screen.</summary>
    string Name { get; }

    /// <summary>Forecasts what follows a history.</summary>
    /// <param name="history">The past values, oldest first, at least one.</param>
    /// <param name="season">The steps of a season; 1 for none.</param>
    /// <param name="steps">How many values to forecast, at least 1.</param>
    /// <returns>The forecasts for 1 to <paramref name="steps"/> steps ahead, in the units of the history.</returns>
    double[] Forecast(ReadOnlySpan<double> history, int season, int steps);
}
