namespace Gatelight.Explain;

/// <summary>A perturbation method that draws coalitions until its scores are sure enough, or its budget is used up.</summary>
public abstract class SamplingMethod : PerturbationMethod
{
    private protected SamplingMethod(int budget)
        : base(budget)
    {
    }

    /// <summary>
    /// The standard error that every score must come below before asking ends early, as a part of the spread between the lowest and the
    /// highest answer; 0 uses up the budget.
    /// </summary>
    public double Tolerance { get; init => field = value >= 0 && double.IsFinite(value) ? value : throw new ExplanationException(FormattableString.Invariant($"Tolerance must be at least 0 and finite, not {value}.")); } = 0.01;

    private protected bool IsSure(CoalitionGame game, ReadOnlySpan<double> errors) => SamplingRules.IsSure(game, errors, Tolerance);

    private protected IReadOnlyList<string> WarningsOf(CoalitionGame game, double[] errors) => SamplingRules.Warnings(game, errors, Tolerance, Budget);
}
