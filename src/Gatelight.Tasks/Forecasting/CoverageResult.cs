namespace Gatelight.Tasks.Forecasting;

/// <summary>How often the intervals held what came.</summary>
/// <param name="Level">The share promised: 0.80 or 0.95.</param>
/// <param name="Measured">The share measured, 0 to 1.</param>
/// <param name="Count">The number of forecasts measured.</param>
public sealed record CoverageResult(double Level, double Measured, int Count);
