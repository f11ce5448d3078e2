namespace Gatelight.Reports.Figures;

/// <summary>One example in a row of a beeswarm.</summary>
/// <param name="Value">Contribution of the feature to the answer, in the figure's unit.</param>
/// <param name="FeatureValue">Value that the feature had; it gives the point its colour.</param>
public readonly record struct SwarmPoint(double Value, double FeatureValue);
