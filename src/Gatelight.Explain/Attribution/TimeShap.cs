namespace Gatelight.Explain;

/// <summary>
/// Shapley values of steps, features and cells with temporal pruning, in the manner of TimeSHAP (Bento et al. 2021, arXiv:2012.00073): the oldest
/// steps whose joint value (equation 189 of docs/equations.md) is below a tolerance become one player; then the later steps, the features
/// and at last the cells where the strongest of both meet are explained by Kernel SHAP.
/// </summary>
/// <remarks>The players follow from the method, so <see cref="PerturbationMethod.Players"/> is passed by. Where the paper takes an absolute
/// tolerance, ours is a part of the spread of the answers.</remarks>
public sealed class TimeShap : SamplingMethod
{
    /// <summary>Makes the method with a budget of 4,096 inputs.</summary>
    public TimeShap()
        : base(budget: 4096)
    {
    }

    /// <summary>What the pruned steps may be worth together, as a part of the spread of the answers, at least 0.</summary>
    public double PruningTolerance { get; init => field = value >= 0 && double.IsFinite(value) ? value : throw new ExplanationException(FormattableString.Invariant($"PruningTolerance must be at least 0 and finite, not {value}.")); } = 0.025;

    /// <summary>How many of the strongest steps are taken apart into cells, at least 1.</summary>
    public int StrongestSteps { get; init => field = AtLeastOne(value, nameof(StrongestSteps)); } = 8;

    /// <summary>How many of the strongest features are taken apart into cells, at least 1.</summary>
    public int StrongestFeatures { get; init => field = AtLeastOne(value, nameof(StrongestFeatures)); } = 4;

    /// <inheritdoc/>
    public override string Name => "timeshap";

    /// <inheritdoc/>
    public override string Title => "TimeSHAP";

    /// <inheritdoc/>
    public override string Meaning => "Fair shares of the strongest cells, with the old steps that do next to nothing put together; the shares add up to the answer.";

    /// <summary>Explains the answer at all three levels; <see cref="PerturbationMethod.Explain(IExplainable, ReadOnlySpan{double}, ReadOnlySpan{double}, CancellationToken)"/> gives the last.</summary>
    /// <param name="question">The question.</param>
    /// <param name="input">The input <c>[T, D]</c>.</param>
    /// <param name="baseline">The input to compare with, <c>[T, D]</c>.</param>
    /// <param name="cancellation">Checked between batches.</param>
    /// <exception cref="ExplanationException">The budget is too small for so many steps; the message says how much is needed.</exception>
    public TimeShapLevels ExplainLevels(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default) =>
        ExplainLevels(Begin(question, input, baseline, cancellation));

    private protected override Attribution Explain(Inquiry inquiry) => ExplainLevels(inquiry).Cells;

    private protected override PlayerScores Score(CoalitionGame game) => ShapleyRegression.Solve(game, Seed, Tolerance, Title);

    private TimeShapLevels ExplainLevels(Inquiry inquiry)
    {
        int features = inquiry.Question.Features;
        int[] live = inquiry.LiveSteps;
        CoalitionGame game = inquiry.Game(Players.Steps.Map(inquiry.Question.Steps, features), Filler);
        int old = Prune(game);
        int pruned = old == 0 ? 0 : live[old - 1] + 1;
        TimeShapCells cells = new(inquiry.Question.Steps, features, pruned);
        // Each level has what it needs at least and a third of what is left over.
        int copies = game.Copies;
        int ofCells = 2 * copies * cells.MostPlayers(StrongestSteps, StrongestFeatures);
        int ofFeatures = 2 * copies * (features + 1);
        int ofSteps = 2 * copies * (live.Length - old + 1);
        long needed = (long)ofCells + ofFeatures + ofSteps;
        inquiry.Asking.Require(needed, Title);
        int extra = (int)((inquiry.Asking.Left - needed) / 3);
        if (QuestionShape.HasWholeSteps(inquiry.Question))
        {
            Attribution byToken = Level(inquiry, cells.BySteps(), int.MaxValue, out _);
            return new TimeShapLevels(old, byToken, byToken, byToken);
        }

        Attribution byStep = Level(inquiry, cells.BySteps(), ofSteps + extra, out double[] stepScores);
        Attribution byFeature = Level(inquiry, cells.ByFeatures(), ofFeatures + extra, out double[] featureScores);
        int firstLater = pruned > 0 ? 1 : 0;
        int[] strongestSteps = [.. Strongest(stepScores[firstLater..], StrongestSteps).Select(n => live[old + n])];
        int[] strongestFeatures = Strongest(featureScores[firstLater..], StrongestFeatures);
        Attribution byCell = Level(inquiry, cells.ByCells(strongestSteps, strongestFeatures), int.MaxValue, out _);
        return new TimeShapLevels(old, byStep, byFeature, byCell);
    }

    // The most steps from the start on that are worth next to nothing together, in the game of two players: the old and the recent.
    private int Prune(CoalitionGame game)
    {
        int steps = game.Count;
        game.Asking.Require(2L * (steps - 1) * game.Copies, Title);
        Coalition[] old = [.. Enumerable.Range(1, steps - 1).Select(count => Coalition.Of(steps, [.. Enumerable.Range(0, count)]))];
        double[] alone = game.Answers(old);
        double[] others = game.Answers([.. old.Select(coalition => coalition.Complement())]);
        double bound = PruningTolerance * game.Asking.Spread;
        for (int count = steps - 1; count > 0; count--)
        {
            double worth = (alone[count - 1] - game.Empty + game.Full - others[count - 1]) / 2;
            if (Math.Abs(worth) <= bound)
                return count;
        }

        return 0;
    }

    private Attribution Level(Inquiry inquiry, PlayerMap players, int budget, out double[] values)
    {
        inquiry.Asking.Limit = (int)Math.Min(Budget, (long)inquiry.Asking.Asked + budget);
        CoalitionGame game = inquiry.Game(players, Filler);
        PlayerScores scores = Score(game);
        values = scores.Values;
        inquiry.Asking.Limit = Budget;
        return Answer(inquiry, game, scores);
    }

    private static int[] Strongest(double[] scores, int count) =>
        [.. Enumerable.Range(0, scores.Length).OrderByDescending(n => Math.Abs(scores[n])).Take(count).Order()];

    private static int AtLeastOne(int value, string name) =>
        value >= 1 ? value : throw new ExplanationException($"{name} must be at least 1, not {value}.");
}
