namespace Gatelight.Data;

/// <summary>What one input of a model reads, for all examples; the arrays are not copied.</summary>
/// <param name="Values">Sequences <c>[N, T, D]</c>, padded behind each length, or vectors <c>[N, D]</c>.</param>
/// <param name="Steps">T; 1 for vectors.</param>
/// <param name="Features">D.</param>
/// <param name="Lengths">The length of each sequence, 0 to T; null when all have T steps.</param>
public sealed record TrainingInput(float[] Values, int Steps, int Features, int[]? Lengths = null);
