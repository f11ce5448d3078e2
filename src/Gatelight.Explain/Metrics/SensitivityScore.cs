namespace Gatelight.Explain;

/// <summary>How much a map changes when the input hardly does.</summary>
/// <param name="Value">The largest change seen, as a share of the map's own size; 0 is stillness.</param>
/// <param name="Mean">The mean change, as a share of the map's own size.</param>
/// <param name="Passes">The inputs asked about.</param>
public sealed record SensitivityScore(double Value, double Mean, int Passes);
