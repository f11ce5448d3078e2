namespace Gatelight.Tasks.Forecasting.Series;

/// <summary>A run of missing stamps.</summary>
/// <param name="First">The first missing stamp.</param>
/// <param name="Last">The last missing stamp.</param>
/// <param name="Count">How many are missing.</param>
/// <param name="Filled">Whether they were filled by interpolation.</param>
public sealed record SeriesGap(DateTime First, DateTime Last, int Count, bool Filled);
