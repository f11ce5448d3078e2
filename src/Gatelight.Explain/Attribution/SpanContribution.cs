namespace Gatelight.Explain;

/// <summary>What the steps of a span alone bring to an answer: <c>Beta + Gamma</c> is the answer.</summary>
/// <param name="From">The first step, from 0.</param>
/// <param name="To">The last step, that step included.</param>
/// <param name="Beta">β, what is due to the span alone, in the units of the answer.</param>
/// <param name="Gamma">γ, everything else: the other steps, their interplay with the span, and the biases.</param>
public sealed record SpanContribution(int From, int To, double Beta, double Gamma);
