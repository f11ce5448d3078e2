namespace Gatelight.Data;

/// <summary>What one output of a model should say, for all examples; the arrays are not copied.</summary>
/// <param name="Values"><c>[N, K]</c>, or <c>[N, T, K]</c> for an output at every step.</param>
/// <param name="Weights">How much each target counts, shaped as the targets (one for a target that is a distribution of several values); null when all count the same.</param>
public sealed record TrainingTarget(float[] Values, float[]? Weights = null);
