namespace Gatelight.Metrics;

/// <summary>What one threshold of a <see cref="BinaryRocCurve"/> gives.</summary>
/// <param name="Threshold">Examples with at least this score are called positive; +∞ calls none so.</param>
/// <param name="FalsePositiveRate">The share of negatives called positive.</param>
/// <param name="TruePositiveRate">The share of positives called positive, the recall.</param>
public readonly record struct RocPoint(double Threshold, double FalsePositiveRate, double TruePositiveRate);
