namespace Gatelight.Explain;

/// <summary>The account of one memory: <c>Final = Rest + Σₜ Entries[t]</c> for every unit.</summary>
/// <param name="Member">The member of the ensemble, from 0.</param>
/// <param name="Layer">The layer's name.</param>
/// <param name="IsReversed">Whether the layer reads the sequence from its end.</param>
/// <param name="Entries">What each step left in the memory at the end, <c>[T, H]</c>, in the order of the layer's steps.</param>
/// <param name="Rest">What is left of the memory that the layer was given, <c>[H]</c>.</param>
/// <param name="Final">The memory at the end, <c>[H]</c>.</param>
public sealed record LayerLedger(int Member, string Layer, bool IsReversed, double[,] Entries, double[] Rest, double[] Final);
