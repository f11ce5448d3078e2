namespace Gatelight.Explain;

/// <summary>A moment at which the hidden state was much like a given one.</summary>
/// <param name="Sample">The number of the input, from 0.</param>
/// <param name="Step">The step in it, from 0.</param>
/// <param name="Similarity">The cosine of the angle between the two states, from -1 to 1; 0 where one of them is zero.</param>
public sealed record StateMatch(int Sample, int Step, double Similarity);
