namespace Gatelight.Recurrent;

/// <summary>One gate or state of a recurrent layer over time.</summary>
/// <param name="Name">What it is, as in <c>forget gate</c>.</param>
/// <param name="Symbol">How the equations call it, as in <c>f</c>.</param>
/// <param name="Values"><c>[T, H]</c>, in the order of time.</param>
public sealed record TraceSeries(string Name, string Symbol, double[,] Values);
