namespace Gatelight.Explain;

/// <summary>One value of one input with its contribution.</summary>
/// <param name="Sample">The number of the input, from 0.</param>
/// <param name="Feature">The feature.</param>
/// <param name="Lag">The lag; 0 is the last step.</param>
/// <param name="Value">The value.</param>
/// <param name="Contribution">What it contributed, in units of the answer.</param>
public readonly record struct BeeswarmPoint(int Sample, int Feature, int Lag, double Value, double Contribution);
