namespace Gatelight.Schedules;

/// <summary>The factor is <c>Gamma</c> to the power of the epoch.</summary>
/// <param name="Gamma">The ratio of one epoch to the one before, above 0.</param>
public sealed record ExponentialSchedule(double Gamma) : Schedule
{
    /// <inheritdoc/>
    public override double Factor(double progress, double epoch) => Math.Pow(Gamma, epoch);
}
