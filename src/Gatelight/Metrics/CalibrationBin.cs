namespace Gatelight.Metrics;

/// <summary>The examples whose confidence lies in one interval.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Confidence">The mean probability of their answers; 0 where there are none.</param>
/// <param name="Accuracy">The share of right answers; 0 where there are none.</param>
public readonly record struct CalibrationBin(int Count, double Confidence, double Accuracy);
