namespace Gatelight.Explain;

/// <summary>
/// Shapley values by their definition (Shapley 1953): the mean of what a player adds, over all coalitions of the others (equation 181 of
/// docs/equations.md). Asks about 2ᴹ inputs for M players, so it takes 20 players at most; by default 10 segments of steps, or up to 16 of a text, each a token where there are no more.
/// </summary>
public sealed class ExactShapley : PerturbationMethod
{
    private const int MostPlayers = 20;

    /// <summary>Makes the method with a budget for 20 players.</summary>
    public ExactShapley()
        : base(budget: 1 << MostPlayers) => Players = Players.SegmentsOrTokens(10, 16);

    /// <inheritdoc/>
    public override string Name => "exact-shapley";

    /// <inheritdoc/>
    public override string Title => "Exact Shapley values";

    /// <inheritdoc/>
    public override string Meaning => "Each group's fair share of the answer, worked out over every combination of groups; the shares add up to the answer.";

    private protected override Attribution Explain(Inquiry inquiry)
    {
        PlayerMap players = inquiry.Map();
        if (players.Count > MostPlayers)
            throw new ExplanationException($"Exact Shapley values of {players.Count} players need 2^{players.Count} answers; choose at most {MostPlayers} players, such as Players.Segments(10), or kernel-shap.");
        CoalitionGame game = inquiry.Game(players, Filler);
        return Answer(inquiry, game, Score(game));
    }

    private protected override PlayerScores Score(CoalitionGame game)
    {
        int players = game.Count;
        uint all = (1u << players) - 1;
        game.Asking.Require((all - 1L) * game.Copies, Title);
        double[] answers = new double[all + 1];
        answers[0] = game.Empty;
        answers[all] = game.Full;
        for (uint first = 1; first < all; first += Interrogation.LargestBatch)
        {
            uint end = Math.Min(all, first + Interrogation.LargestBatch);
            Coalition[] batch = [.. Enumerable.Range((int)first, (int)(end - first)).Select(mask => Coalition.OfMask(players, (ulong)mask))];
            game.AnswersOnce(batch).CopyTo(answers, (int)first);
        }

        return new PlayerScores(Values(answers, players)) { Settings = "; all coalitions" };
    }

    private static double[] Values(double[] answers, int players)
    {
        double[] weights = new double[players];
        weights[0] = 1.0 / players;
        for (int size = 1; size < players; size++)
            weights[size] = weights[size - 1] * size / (players - size);
        double[] values = new double[players];
        for (uint mask = 0; mask < answers.Length; mask++)
        {
            double weight = weights[Math.Min(players - 1, System.Numerics.BitOperations.PopCount(mask))];
            for (int player = 0; player < players; player++)
            {
                uint bit = 1u << player;
                if ((mask & bit) == 0)
                    values[player] += weight * (answers[mask | bit] - answers[mask]);
            }
        }

        return values;
    }
}
