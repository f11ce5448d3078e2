namespace Gatelight.Schedules;

/// <summary>The factor falls to <c>Gamma</c> of itself every <c>Epochs</c> epochs.</summary>
/// <param name="Epochs">The length of a stair, above 0.</param>
/// <param name="Gamma">The ratio of one stair to the one before.</param>
public sealed record StepSchedule(int Epochs, double Gamma = 0.5) : Schedule
{
    /// <inheritdoc/>
    public override double Factor(double progress, double epoch) => Math.Pow(Gamma, Math.Floor(epoch / Epochs));
}
