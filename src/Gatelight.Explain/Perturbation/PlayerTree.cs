namespace Gatelight.Explain;

/// <summary>A hierarchy of players: halves within halves, down to the single player.</summary>
public sealed class PlayerTree
{
    private static readonly string[] Marks = [".!?…", ";:,–—"]; // what ends a sentence, what ends a clause

    private PlayerTree(IReadOnlyList<int> players, PlayerTree? left, PlayerTree? right)
    {
        Players = players;
        Left = left;
        Right = right;
    }

    /// <summary>The numbers of the players under this node.</summary>
    public IReadOnlyList<int> Players { get; }

    /// <summary>The first half; null for a single player.</summary>
    public PlayerTree? Left { get; }

    /// <summary>The other half; null for a single player.</summary>
    public PlayerTree? Right { get; }

    /// <summary>A single player.</summary>
    /// <param name="player">Its number, from 0.</param>
    public static PlayerTree Leaf(int player) => new([player], null, null);

    /// <summary>Two nodes joined.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <exception cref="ExplanationException">A player is on both sides.</exception>
    public static PlayerTree Join(PlayerTree left, PlayerTree right)
    {
        int[] both = [.. left.Players.Intersect(right.Players)];
        return both.Length == 0
            ? new PlayerTree([.. left.Players, .. right.Players], left, right)
            : throw new ExplanationException($"Player {both[0]} is on both sides of a node; give each player one place in the hierarchy.");
    }

    /// <summary>Players in order, halved again and again: neighbours in time stay together longest.</summary>
    /// <param name="players">The number of players, at least 1.</param>
    public static PlayerTree Balanced(int players)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(players);
        return Balanced(0, players);
    }

    /// <summary>
    /// The words of a text, a word a player: words join within their clause, clauses within their sentence, sentences at last. Marks stand at
    /// the end of what they close; whatever no mark divides is halved again and again.
    /// </summary>
    /// <param name="words">The words as the model reads them, marks being words of their own or the ends of words; at least one.</param>
    public static PlayerTree OfText(IReadOnlyList<string> words)
    {
        ArgumentOutOfRangeException.ThrowIfZero(words.Count, nameof(words));
        return Parts(words, 0, words.Count, 0);
    }

    private static PlayerTree Parts(IReadOnlyList<string> words, int first, int end, int level)
    {
        if (level == Marks.Length)
            return Balanced(first, end);
        List<PlayerTree> parts = [];
        for (int at = first; at < end; at++)
        {
            bool closes = words[at].Length > 0 && Marks[level].Contains(words[at][^1], StringComparison.Ordinal);
            if (!closes && at < end - 1)
                continue;
            parts.Add(Parts(words, first, at + 1, level + 1));
            first = at + 1;
        }

        return Halves(parts, 0, parts.Count);
    }

    private static PlayerTree Halves(List<PlayerTree> parts, int first, int end) => end - first == 1
        ? parts[first]
        : Join(Halves(parts, first, (first + end) / 2), Halves(parts, (first + end) / 2, end));

    private static PlayerTree Balanced(int first, int end) => end - first == 1
        ? Leaf(first)
        : Join(Balanced(first, (first + end) / 2), Balanced((first + end) / 2, end));
}
