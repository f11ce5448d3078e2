namespace Gatelight.Tasks.Forecasting;

/// <summary>How far the work on a forecast is.</summary>
/// <param name="Phase">What is being done, in words, as in "Choosing the scale on validation years".</param>
/// <param name="Done">The networks trained so far, over all phases.</param>
/// <param name="Total">The networks to train.</param>
public readonly record struct ForecastProgress(string Phase, int Done, int Total);
