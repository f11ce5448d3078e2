namespace Gatelight.SequenceToSequence;

/// <summary>The best of many ways to go on, best first; of equals the first added.</summary>
internal sealed class BeamCandidates(int capacity)
{
    private readonly (double LogProbability, int Beam, int Token)[] _best = new (double, int, int)[capacity];
    private int _limit;

    internal int Count { get; private set; }

    internal (double LogProbability, int Beam, int Token) this[int index] => _best[index];

    /// <summary>Begins anew.</summary>
    /// <param name="limit">How many to keep.</param>
    internal void Clear(int limit)
    {
        _limit = limit;
        Count = 0;
    }

    internal void Add(double logProbability, int beam, int token)
    {
        if (Count == _limit && !(logProbability > _best[Count - 1].LogProbability))
            return;
        int at = Count < _limit ? Count++ : Count - 1;
        for (; at > 0 && logProbability > _best[at - 1].LogProbability; at--)
            _best[at] = _best[at - 1];
        _best[at] = (logProbability, beam, token);
    }
}
