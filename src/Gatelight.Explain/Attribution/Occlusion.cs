namespace Gatelight.Explain;

/// <summary>
/// Occlusion (Zeiler and Fergus 2014, arXiv:1311.2901): <c>F(x) - F(x with one player replaced)</c>, by default for every step and
/// feature and with the baseline's value (equation 35 of docs/equations.md). It answers for one player at a time and does not add up where
/// they work together. With <see cref="Filler.Draws"/> each value has a standard error over the draws.
/// </summary>
public sealed class Occlusion : PerturbationMethod
{
    /// <summary>Makes the method for cells, or for the tokens of a text, with as many inputs as it needs.</summary>
    public Occlusion()
        : base(budget: int.MaxValue) => Players = Players.Finest;

    /// <inheritdoc/>
    public override string Name => "occlusion";

    /// <inheritdoc/>
    public override string Title => "Occlusion";

    /// <inheritdoc/>
    public override string Meaning => "How much the answer changes when one value alone is taken away; it does not promise to add up.";

    private protected override bool IsAdditive => false;

    private protected override PlayerScores Score(CoalitionGame game)
    {
        game.Asking.Require((long)game.Count * game.Copies, Title);
        (double Mean, double Error)[] effects = OneAtATime.Effects(game);
        return new PlayerScores([.. effects.Select(effect => effect.Mean)], game.Copies == 1 ? null : [.. effects.Select(effect => effect.Error)]);
    }
}
