namespace Gatelight.Explain;

/// <summary>How far a map is from foretelling what happens when random parts of the input are replaced.</summary>
/// <param name="Value">The mean squared error, in squared units of the answer.</param>
/// <param name="StandardError">The standard error of <paramref name="Value"/>.</param>
/// <param name="UnexplainedShare">
/// The mean squared error over the mean squared change, the map stretched by the factor that suits it best: 0 where the map foretells every change up to its
/// scale, 1 where it foretells nothing.
/// </param>
/// <param name="Passes">The inputs asked about.</param>
public sealed record InfidelityScore(double Value, double StandardError, double UnexplainedShare, int Passes);
