namespace Gatelight.Explain.Rules;

/// <summary>The memory of a recurrent layer on a tape: the cell state of an LSTM, the hidden state of a GRU.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Kind">The layer's kind.</param>
/// <param name="IsReversed">Whether the layer read the sequence from its end.</param>
/// <param name="Times">The step of the input asked about at each step; null where the steps are others.</param>
/// <param name="Writes">What was written at each step, in the order of time.</param>
/// <param name="Initial">What stood in the memory before; null for nothing.</param>
/// <param name="Final">What stood in it at the end; null where the sequence was empty.</param>
internal sealed record UnrolledMemory(string Layer, string Kind, bool IsReversed, int[]? Times, TapeVector[] Writes, TapeVector? Initial, TapeVector? Final);
