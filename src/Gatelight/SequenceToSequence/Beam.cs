using Gatelight.Losses;

namespace Gatelight.SequenceToSequence;

/// <summary>The search for the outputs of one source: what is still being written, and what is finished and keeps its place.</summary>
internal sealed class Beam(BeamSearchOptions options, int end)
{
    private readonly BeamCandidates _candidates = new(options.Width);
    private readonly List<DecodedSequence> _finished = [];
    private List<(Node? Last, double LogProbability)> _live = [(null, 0)];
    private List<(Node? Last, double LogProbability)> _next = [];
    private int _length;

    /// <summary>The number of outputs still being written.</summary>
    internal int Live => _live.Count;

    /// <summary>Writes one token, or the end, behind every live output and keeps the best; those that were live before come in the order of the decoder's rows.</summary>
    /// <param name="decoder">The decoder after its step.</param>
    /// <param name="firstRow">The row of the first live output.</param>
    /// <param name="parents">For each output now live, the row that it goes on from; overwritten.</param>
    internal void Extend(StepDecoder decoder, int firstRow, Span<int> parents)
    {
        _candidates.Clear(options.Width - _finished.Count);
        for (int beam = 0; beam < _live.Count; beam++)
        {
            ReadOnlySpan<float> logits = decoder.Output(firstRow + beam);
            double before = _live[beam].LogProbability - Logits.LogSumExp(logits, [], out _);
            for (int token = _length == options.MaximumLength ? end : 0; token <= end; token++)
                _candidates.Add(before + logits[token], beam, token);
        }

        _next.Clear();
        for (int n = 0; n < _candidates.Count; n++)
        {
            (double logProbability, int beam, int token) = _candidates[n];
            Node? last = _live[beam].Last;
            if (token == end)
            {
                _finished.Add(new DecodedSequence(Node.Tokens(last, _length), logProbability, options.Score(logProbability, _length)));
                continue;
            }

            parents[_next.Count] = firstRow + beam;
            _next.Add((new Node(last, token), logProbability));
        }

        (_live, _next) = (_next, _live);
        _length++;
    }

    /// <summary>The token that a live output ends with.</summary>
    internal int LastToken(int beam) => _live[beam].Last!.Token;

    /// <summary>The finished outputs, best first.</summary>
    internal IReadOnlyList<DecodedSequence> Best() =>
        [.. _finished.OrderByDescending(output => output.Score).Take(options.Best)];

    private sealed record Node(Node? Before, int Token)
    {
        internal static int[] Tokens(Node? last, int length)
        {
            int[] tokens = new int[length];
            for (Node? node = last; node is not null; node = node.Before)
                tokens[--length] = node.Token;
            return tokens;
        }
    }
}
