namespace Gatelight.Explain;

/// <summary>
/// Shapley values by drawing orders in which the players join (Castro, Gómez and Tejada 2009): the mean of what each adds when its turn
/// comes (equation 182 of docs/equations.md). Each order is walked in both directions, which takes out much of the noise
/// (Mitchell et al. 2022, arXiv:2104.12199). Every order adds up, and so do the means.
/// </summary>
/// <remarks>Needs a budget for two orders in both directions: four inputs for each player.</remarks>
public sealed class ShapleySampling : SamplingMethod
{
    /// <summary>Makes the method with a budget of 4,096 inputs.</summary>
    public ShapleySampling()
        : base(budget: 4096)
    {
    }

    /// <inheritdoc/>
    public override string Name => "shapley-sampling";

    /// <inheritdoc/>
    public override string Title => "Shapley sampling";

    /// <inheritdoc/>
    public override string Meaning => "Each value's fair share of the answer, from orders drawn at random in which the values join; the shares add up to the answer.";

    private protected override PlayerScores Score(CoalitionGame game)
    {
        int players = game.Count;
        if (players == 1)
            return new PlayerScores([game.Full - game.Empty]);
        long cost = 2L * (players - 1) * game.Copies;
        game.Asking.Require(2 * cost, Title);
        SeededRandom random = new(SeededRandom.Derive(Seed, 1));
        SampledScores scores = new(players);
        int[] order = [.. Enumerable.Range(0, players)];
        int most = (int)Math.Min(4L * Budget, int.MaxValue); // orders met before cost nothing, so the budget alone might never end it
        int atOnce = (int)Math.Max(1, Interrogation.LargestBatch / cost);
        while (game.Asking.Left >= cost && scores.Samples < most && !(scores.Samples >= 2 && IsSure(game, scores.Errors)))
            AddOrders(game, random, order, (int)Math.Min(atOnce, game.Asking.Left / cost), scores);
        double[] errors = scores.Errors;
        return new PlayerScores(scores.Means, errors) { IsDrawn = true, Settings = $"; {2 * scores.Samples} orders", Warnings = WarningsOf(game, errors) };
    }

    // Both directions of several orders, asked about in one go.
    private static void AddOrders(CoalitionGame game, SeededRandom random, int[] order, int count, SampledScores scores)
    {
        int players = order.Length;
        List<int[]> orders = [];
        List<Coalition> coalitions = [];
        for (int n = 0; n < count; n++)
        {
            random.Shuffle<int>(order);
            orders.Add([.. order]);
            for (int joined = 1; joined < players; joined++)
            {
                Coalition first = Coalition.Of(players, order.AsSpan(0, joined));
                coalitions.Add(first);
                coalitions.Add(first.Complement());
            }
        }

        double[] answers = game.Answers(coalitions);
        double[] added = new double[players];
        for (int n = 0; n < count; n++)
        {
            ReadOnlySpan<double> own = answers.AsSpan(n * 2 * (players - 1), 2 * (players - 1));
            for (int at = 0; at < players; at++)
            {
                double with = at == players - 1 ? game.Full : own[2 * at];
                double without = at == 0 ? game.Empty : own[2 * at - 2];
                double withLater = at == 0 ? game.Full : own[2 * at - 1];
                double later = at == players - 1 ? game.Empty : own[2 * at + 1];
                added[orders[n][at]] = (with - without + withLater - later) / 2;
            }

            scores.Add(added);
        }
    }
}
