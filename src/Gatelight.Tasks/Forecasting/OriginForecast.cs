using System.Collections.Immutable;

namespace Gatelight.Tasks.Forecasting;

/// <summary>A whole forecast as it was made at one moment.</summary>
/// <param name="Origin">The last time known then.</param>
/// <param name="Points">The forecasts for the steps after it.</param>
public sealed record OriginForecast(DateTime Origin, ImmutableArray<ForecastPoint> Points);
