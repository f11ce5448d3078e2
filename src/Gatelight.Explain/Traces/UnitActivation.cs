namespace Gatelight.Explain;

/// <summary>A moment at which a hidden unit was active.</summary>
/// <param name="Sample">The number of the input, from 0.</param>
/// <param name="Step">The step in it, from 0.</param>
/// <param name="Value">The unit's hidden state there.</param>
public sealed record UnitActivation(int Sample, int Step, double Value);
