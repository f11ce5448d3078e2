namespace Gatelight.Reports.Forecasting;

/// <summary>A forecast as it was made at one moment of the past.</summary>
/// <param name="Origin">Time of the last value that it knew.</param>
/// <param name="Times">Times that it forecast, increasing.</param>
/// <param name="Values">Forecast per time.</param>
public sealed record OriginForecast(DateTime Origin, IReadOnlyList<DateTime> Times, IReadOnlyList<double> Values);
