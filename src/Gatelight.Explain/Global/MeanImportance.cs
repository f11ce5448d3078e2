namespace Gatelight.Explain;

/// <summary>A mean size of contributions over inputs.</summary>
/// <param name="Mean">The mean, in units of the answer.</param>
/// <param name="StandardError">Its standard error; 0 for one input.</param>
public readonly record struct MeanImportance(double Mean, double StandardError);
