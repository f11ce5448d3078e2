namespace Gatelight.Explain;

/// <summary>How true one map is to the model.</summary>
/// <param name="GapShare">What an additive map leaves unexplained, as a share; null for a map that does not promise to add up.</param>
/// <param name="Deletion">The deletion curve.</param>
/// <param name="Insertion">The insertion curve.</param>
/// <param name="TopCells">What the most important cells carry.</param>
/// <param name="Infidelity">How far the map is from foretelling changes.</param>
public sealed record FaithfulnessReport(double? GapShare, PerturbationCurve Deletion, PerturbationCurve Insertion, TopCellScore TopCells, InfidelityScore Infidelity)
{
    /// <summary>The inputs asked about.</summary>
    public int Passes => Deletion.Passes + Insertion.Passes + TopCells.Passes + Infidelity.Passes;
}
