namespace Gatelight.Schedules;

/// <summary>The learning rate stays as it is.</summary>
public sealed record ConstantSchedule : Schedule
{
    /// <inheritdoc/>
    public override double Factor(double progress, double epoch) => 1;
}
