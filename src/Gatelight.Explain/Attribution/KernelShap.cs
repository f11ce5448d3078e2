namespace Gatelight.Explain;

/// <summary>
/// Kernel SHAP (Lundberg and Lee 2017, arXiv:1705.07874): Shapley values by one weighted regression over coalitions (equations 184 and
/// 185 of docs/equations.md). With every coalition asked about they are exact; otherwise coalitions are drawn in pairs with their
/// complements and each value has a standard error (Covert and Lee 2021, arXiv:2012.01536). The values add up either way.
/// </summary>
/// <remarks>Needs a budget of two inputs for each player, and two more.</remarks>
public sealed class KernelShap : SamplingMethod
{
    /// <summary>Makes the method with a budget of 2,048 inputs.</summary>
    public KernelShap()
        : base(budget: 2048)
    {
    }

    /// <inheritdoc/>
    public override string Name => "kernel-shap";

    /// <inheritdoc/>
    public override string Title => "Kernel SHAP";

    /// <inheritdoc/>
    public override string Meaning => "Each value's fair share of the answer: what it adds on average when the values join in every order; the shares add up to the answer.";

    private protected override PlayerScores Score(CoalitionGame game) => ShapleyRegression.Solve(game, Seed, Tolerance, Title);
}
