namespace Gatelight.Explain;

/// <summary>A hierarchy of players: halves within halves, down to the single player.</summary>
public sealed class PlayerTree
{
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

    private static PlayerTree Balanced(int first, int end) => end - first == 1
        ? Leaf(first)
        : Join(Balanced(first, (first + end) / 2), Balanced((first + end) / 2, end));
}
