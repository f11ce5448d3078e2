namespace Gatelight.Explain;

/// <summary>Whether a map depends on what the model has learned.</summary>
/// <param name="Steps">The layers in the order in which they lost their weights, from the output back.</param>
/// <param name="Limit">The largest similarity with which the check is passed.</param>
/// <param name="Passes">The inputs asked about.</param>
public sealed record RandomizationReport(IReadOnlyList<RandomizationStep> Steps, double Limit, int Passes)
{
    /// <summary>The similarity after the last step, when nothing learned is left.</summary>
    public double Similarity => Steps[^1].Similarity;

    /// <summary>Whether the map of the model without its learning is another one.</summary>
    public bool IsPassed => Similarity <= Limit;
}
