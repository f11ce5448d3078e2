namespace Gatelight.Tests.Losses;

/// <summary>A loss worked out by hand.</summary>
/// <param name="Outputs">The outputs of one target.</param>
/// <param name="Target">The target's values.</param>
/// <param name="Loss">Its loss, its own weight included.</param>
/// <param name="Weight">Its own weight.</param>
public sealed record HandWorked(double[] Outputs, double[] Target, double Loss, double Weight = 1);
