namespace Gatelight.Explain;

/// <summary>
/// Ablation: occlusion averaged over several fillers (equation 188 of docs/equations.md), because what "missing" means is a choice. The standard error
/// over the fillers says how far the answer hangs on that choice.
/// </summary>
public sealed class Ablation : PerturbationMethod
{
    /// <summary>Makes the method with as many inputs as it needs.</summary>
    public Ablation()
        : base(budget: int.MaxValue)
    {
    }

    /// <summary>The fillers to average over, at least one; <see cref="PerturbationMethod.Filler"/> is passed by.</summary>
    public IReadOnlyList<Filler> Fillers { get; init => field = value.Count > 0 ? value : throw new ExplanationException("Ablation needs at least one filler."); } =
        [Filler.Baseline, Filler.Zero, Filler.LastValue, Filler.Interpolation];

    /// <inheritdoc/>
    public override string Name => "ablation";

    /// <inheritdoc/>
    public override string Title => "Ablation";

    /// <inheritdoc/>
    public override string Meaning => "How much the answer changes when one value alone is taken away, averaged over several ways to take it away; it does not promise to add up.";

    /// <inheritdoc/>
    public override bool UsesBaseline => Fillers.Any(LooksAtBaseline);

    private protected override bool IsAdditive => false;

    private protected override string FillerText => $"fillers {string.Join(", ", Fillers.Select(NameOf))}";

    private protected override Attribution Explain(Inquiry inquiry)
    {
        PlayerMap players = inquiry.Map();
        CoalitionGame[] games = [.. Fillers.Select(filler => inquiry.Game(players, filler))];
        SampledScores scores = new(players.Count);
        foreach (CoalitionGame game in games)
            scores.Add(Score(game).Values);
        return Answer(inquiry, games[0], new PlayerScores(scores.Means, games.Length == 1 ? null : scores.Errors) { IsDrawn = Fillers.Contains(Filler.Draws) && Background.Count > Draws }) with
        {
            BaselinePrediction = games.Average(game => game.Empty),
        };
    }

    private protected override PlayerScores Score(CoalitionGame game)
    {
        game.Asking.Require((long)game.Count * game.Copies, Title);
        return new PlayerScores([.. OneAtATime.Effects(game).Select(effect => effect.Mean)]);
    }
}
