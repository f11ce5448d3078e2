using System.Numerics;

namespace Gatelight.Explain;

/// <summary>The players that are present, as a set of bits; the others are replaced.</summary>
internal readonly struct Coalition : IEquatable<Coalition>
{
    private readonly ulong[] _words;

    private Coalition(ulong[] words, int players)
    {
        _words = words;
        Players = players;
    }

    /// <summary>How many players there are, present or not.</summary>
    internal int Players { get; }

    /// <summary>How many are present.</summary>
    internal int Count
    {
        get
        {
            int count = 0;
            foreach (ulong word in _words)
                count += BitOperations.PopCount(word);
            return count;
        }
    }

    internal bool this[int player] => (_words[player >> 6] >> (player & 63) & 1) != 0;

    internal static Coalition None(int players) => new(new ulong[(players + 63) / 64], players);

    internal static Coalition All(int players) => None(players).Complement();

    internal static Coalition Of(int players, ReadOnlySpan<int> present)
    {
        Coalition coalition = None(players);
        foreach (int player in present)
            coalition.Add(player);
        return coalition;
    }

    /// <summary>The coalition whose players are the bits of a number.</summary>
    internal static Coalition OfMask(int players, ulong mask) => new([mask], players);

    internal Coalition With(params ReadOnlySpan<int> players)
    {
        Coalition larger = new([.. _words], Players);
        foreach (int player in players)
            larger.Add(player);
        return larger;
    }

    internal Coalition Complement()
    {
        ulong[] words = new ulong[_words.Length];
        for (int n = 0; n < words.Length; n++)
            words[n] = ~_words[n];
        if ((Players & 63) != 0)
            words[^1] &= (1UL << (Players & 63)) - 1;
        return new Coalition(words, Players);
    }

    public bool Equals(Coalition other) => _words.AsSpan().SequenceEqual(other._words);

    public override bool Equals(object? obj) => obj is Coalition other && Equals(other);

    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (ulong word in _words)
            hash.Add(word);
        return hash.ToHashCode();
    }

    // Only while a coalition is being made: afterwards it is a key of a dictionary.
    private void Add(int player) => _words[player >> 6] |= 1UL << (player & 63);
}
