using Gatelight.Data;

namespace Gatelight.Training;

/// <summary>
/// A long text as B streams side by side, to be read in pieces with the state carried from piece to piece: stream b begins where the b-th part of
/// the text does, and each token is to say the next one. The streams have one length; what is left over at the end is not read.
/// </summary>
public sealed class TokenStreams
{
    private readonly int[] _tokens;

    /// <summary>Cuts a text into streams.</summary>
    /// <param name="tokens">The token ids; copied.</param>
    /// <param name="count">B, at least 1; fewer where the text is short.</param>
    /// <exception cref="InvalidInputException">There are fewer than two tokens, so that none has a next one.</exception>
    public TokenStreams(IReadOnlyList<int> tokens, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (tokens.Count < 2)
            throw new InvalidInputException($"The text has {tokens.Count} token(s), so that none has a next one; give a longer text.");
        _tokens = [.. tokens];
        Count = Math.Min(count, _tokens.Length - 1);
        Length = (_tokens.Length - 1) / Count;
    }

    /// <summary>B, the streams.</summary>
    public int Count { get; }

    /// <summary>The steps of each stream.</summary>
    public int Length { get; }

    /// <summary>Writes a piece of every stream as a model reads it.</summary>
    /// <param name="first">The first step.</param>
    /// <param name="steps">T, the steps of the piece.</param>
    /// <param name="inputs"><c>[B, T]</c>; overwritten with the tokens.</param>
    /// <param name="targets"><c>[B, T]</c>; overwritten with the tokens after them.</param>
    internal void Gather(int first, int steps, Span<float> inputs, Span<float> targets)
    {
        for (int stream = 0; stream < Count; stream++)
        {
            int from = stream * Length + first;
            for (int step = 0; step < steps; step++)
            {
                inputs[stream * steps + step] = _tokens[from + step];
                targets[stream * steps + step] = _tokens[from + step + 1];
            }
        }
    }
}
