namespace Gatelight.Explain;

/// <summary>Several methods side by side on one model.</summary>
/// <param name="Scores">One entry a method, in the order given.</param>
/// <param name="Agreement">How much the maps of the methods that answered have in common at the first sample.</param>
/// <param name="Verdict">Which to believe.</param>
public sealed record ComparisonReport(IReadOnlyList<MethodScore> Scores, AgreementTable Agreement, MethodVerdict Verdict);
