namespace Gatelight.SequenceToSequence;

/// <summary>One output that a decoder wrote.</summary>
/// <param name="Tokens">Its tokens, without start and end.</param>
/// <param name="LogProbability">ln p of the tokens and the end behind them, given the source.</param>
/// <param name="Score">What outputs are ranked by: the log-probability, divided by the length penalty of the search.</param>
public sealed record DecodedSequence(IReadOnlyList<int> Tokens, double LogProbability, double Score);
