namespace Gatelight.Explain;

/// <summary>
/// Owen values (Owen 1977) over a hierarchy of players: Shapley values in which the two halves of a node join as a whole before their
/// parts do (equation 183 of docs/equations.md), as in the partition explainer of SHAP. What matters most is opened first; a group that the budget
/// leaves unopened shares its value equally among its players. The values add up either way.
/// </summary>
/// <remarks>Exact for M players in a balanced hierarchy with some 4/3·M² inputs.</remarks>
public sealed class OwenValues : PerturbationMethod
{
    private const int NodesAtOnce = 64;

    /// <summary>Makes the method with a budget of 4,096 inputs.</summary>
    public OwenValues()
        : base(budget: 4096)
    {
    }

    /// <summary>The hierarchy of the players by their numbers; null for halves of halves in the order of time.</summary>
    public PlayerTree? Hierarchy { get; init; }

    /// <inheritdoc/>
    public override string Name => "owen";

    /// <inheritdoc/>
    public override string Title => "Owen values";

    /// <inheritdoc/>
    public override string Meaning => "Each value's fair share of the answer where neighbours in time join together; the shares add up to the answer.";

    private protected override PlayerScores Score(CoalitionGame game)
    {
        PlayerTree tree = Hierarchy ?? PlayerTree.Balanced(game.Count);
        if (!tree.Players.Order().SequenceEqual(Enumerable.Range(0, game.Count)))
            throw new ExplanationException($"The hierarchy must hold each of the {game.Count} players once, numbered from 0; it holds {tree.Players.Count}.");
        double[] values = new double[game.Count];
        PriorityQueue<Opened, (double Weight, int Number)> open = new();
        int number = 0;
        Push(new Opened(tree, Coalition.None(game.Count), game.Empty, game.Full, 1));
        while (open.Count > 0 && game.Asking.Left >= 2 * game.Copies)
        {
            List<Opened> batch = [];
            while (open.Count > 0 && batch.Count < Math.Min(NodesAtOnce, game.Asking.Left / (2 * game.Copies)))
                batch.Add(open.Dequeue());
            double[] answers = game.Answers([.. batch.SelectMany(node => new[] { node.With(node.Tree.Left!), node.With(node.Tree.Right!) })]);
            for (int n = 0; n < batch.Count; n++)
                Open(batch[n], answers[2 * n], answers[2 * n + 1]);
        }

        int closed = open.Count;
        foreach ((Opened node, _) in open.UnorderedItems.OrderBy(item => item.Priority.Number))
        {
            foreach (int player in node.Tree.Players)
                values[player] += node.Weight * (node.After - node.Before) / node.Tree.Players.Count;
        }

        return new PlayerScores(values)
        {
            Settings = Hierarchy is null ? "; hierarchy balanced" : "; hierarchy given",
            Warnings = closed == 0 ? [] : [$"The budget of {Budget} inputs ran out before {closed} groups could be opened; their values are shared equally by their players."],
        };

        void Open(Opened node, double left, double right)
        {
            (PlayerTree first, PlayerTree second) = (node.Tree.Left!, node.Tree.Right!);
            Push(new Opened(first, node.Others, node.Before, left, node.Weight / 2));
            Push(new Opened(first, node.With(second), right, node.After, node.Weight / 2));
            Push(new Opened(second, node.Others, node.Before, right, node.Weight / 2));
            Push(new Opened(second, node.With(first), left, node.After, node.Weight / 2));
        }

        void Push(Opened node)
        {
            if (node.Tree.Left is null)
                values[node.Tree.Players[0]] += node.Weight * (node.After - node.Before);
            else
                open.Enqueue(node, (-node.Weight * Math.Abs(node.After - node.Before), number++));
        }
    }

    // A node to be opened: v before and after its players join the others, and how much that counts.
    private sealed record Opened(PlayerTree Tree, Coalition Others, double Before, double After, double Weight)
    {
        internal Coalition With(PlayerTree joining) => Others.With([.. joining.Players]);
    }
}
