namespace Gatelight.Reports.Forecasting;

/// <summary>How often an interval held the value that came.</summary>
/// <param name="Level">Share promised, for example 0.8.</param>
/// <param name="Measured">Share measured, 0 to 1.</param>
/// <param name="Points">Number of forecasts that were checked.</param>
public sealed record IntervalCoverage(double Level, double Measured, int Points);
