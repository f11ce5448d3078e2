using Gatelight.Explain;

namespace Gatelight.Cli.Explaining;

/// <summary>All that was found.</summary>
/// <param name="Maps">The maps, one a method that answered.</param>
/// <param name="Findings">Comparison, counterfactual, what-if and global views, as far as they were asked for.</param>
/// <param name="Notes">Methods of the default choice that cannot answer for this model, with their reason.</param>
internal sealed record ExplanationResult(IReadOnlyList<Attribution> Maps, IReadOnlyList<IFinding> Findings, IReadOnlyList<string> Notes)
{
    /// <summary>The comparison, where one was asked for.</summary>
    public ComparisonFinding? Comparison => Findings.OfType<ComparisonFinding>().FirstOrDefault();
}
