namespace Gatelight.Schedules;

/// <summary>The factor falls to <c>Gamma</c> of itself every <c>Epochs</c> epochs.</summary>
/// <param name="Epochs">The length of a stair, above 0.</param>
/// <param name="Gamma">The ratio of one stair to the one before.</param>
public sealed record StepSchedule(int Epochs, double Gamma = 0.5) : Schedule
{
    /// <summary>The length of a stair, above 0.</summary>
    public int Epochs { get; init => field = CheckedEpochs(value); } = CheckedEpochs(Epochs);

    /// <inheritdoc/>
    public override double Factor(double progress, double epoch) => Math.Pow(Gamma, Math.Floor(epoch / Epochs));

    private static int CheckedEpochs(int value) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A stair needs at least 1 epoch.");
}
