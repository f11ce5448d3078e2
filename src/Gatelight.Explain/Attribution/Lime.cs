namespace Gatelight.Explain;

/// <summary>
/// LIME (Ribeiro, Singh and Guestrin 2016, arXiv:1602.04938) for series: segments of steps are switched off at random, and a ridge regression
/// weighted by nearness to the input reads off what each of them does (equations 186 and 187 of docs/equations.md); in a text
/// every token is switched by itself. The coefficients do not promise to add up.
/// </summary>
public sealed class Lime : SamplingMethod
{
    /// <summary>Makes the method for 20 segments or fewer steps, or the tokens of a text, with a budget of 1,024 inputs.</summary>
    public Lime()
        : base(budget: 1024) => Players = Players.SegmentsOrTokens(20, 256);

    /// <summary>The width of the kernel, above 0; distances are <c>1 - cos(z, 1)</c>, between 0 and 1.</summary>
    public double KernelWidth { get; init => field = value > 0 && double.IsFinite(value) ? value : throw new ExplanationException(FormattableString.Invariant($"KernelWidth must be above 0 and finite, not {value}.")); } = 0.25;

    /// <summary>The penalty of squared coefficients, as a part of the sum of all weights; above 0.</summary>
    public double Ridge { get; init => field = value > 0 && double.IsFinite(value) ? value : throw new ExplanationException(FormattableString.Invariant($"Ridge must be above 0 and finite, not {value}.")); } = 1e-4;

    /// <inheritdoc/>
    public override string Name => "lime";

    /// <inheritdoc/>
    public override string Title => "LIME";

    /// <inheritdoc/>
    public override string Meaning => "The slopes of a straight model that imitates the answer near this input, where parts of it are switched off at random.";

    private protected override bool IsAdditive => false;

    private protected override PlayerScores Score(CoalitionGame game)
    {
        game.Asking.Require(game.Copies, Title);
        SeededRandom random = new(SeededRandom.Derive(Seed, 1));
        LocalRegression regression = new(game, KernelWidth, Ridge);
        int most = (int)Math.Min(4L * Budget, int.MaxValue); // coalitions met before cost nothing, so the budget alone might never end it
        int check = Interrogation.LargestBatch;
        while (true)
        {
            int count = Math.Min(Interrogation.LargestBatch, game.Asking.Left / game.Copies);
            regression.Draw(random, count);
            bool isLast = count == 0 || regression.Samples >= most;
            if (!isLast && (Tolerance == 0 || regression.Samples < check))
                continue;
            check = regression.Samples + regression.Samples / 2;
            (double[] values, double[] errors) = regression.Fit();
            if (isLast || IsSure(game, errors))
            {
                return new PlayerScores(values, errors)
                {
                    IsDrawn = true,
                    Warnings = WarningsOf(game, errors),
                    Settings = FormattableString.Invariant($"; {regression.Samples} coalitions drawn; kernel width {KernelWidth}; ridge {Ridge}"),
                };
            }
        }
    }
}
