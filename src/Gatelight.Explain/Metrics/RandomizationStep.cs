namespace Gatelight.Explain;

/// <summary>What was left of a map after the weights of a layer, and of all layers behind it, were drawn anew.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Similarity">The mean size of the rank correlation between the maps before and after; 0 is unlike, 1 the same up to sign.</param>
/// <param name="MagnitudeSimilarity">The mean rank correlation between the sizes of the values before and after.</param>
public sealed record RandomizationStep(string Layer, double Similarity, double MagnitudeSimilarity);
