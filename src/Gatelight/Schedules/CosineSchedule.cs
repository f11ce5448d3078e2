namespace Gatelight.Schedules;

/// <summary>
/// A linear rise over <c>Warmup</c>, then half a cosine down to <c>Floor</c>: <c>floor + (1 - floor)(1 + cos πp) / 2</c>
/// (Loshchilov and Hutter 2017, arXiv:1608.03983).
/// </summary>
/// <param name="Warmup">The part of the training that rises, in [0, 1).</param>
/// <param name="Floor">The last factor, in [0, 1].</param>
public sealed record CosineSchedule(double Warmup = 0, double Floor = 0) : Schedule
{
    /// <summary>The part of the training that rises, in [0, 1).</summary>
    public double Warmup { get; init => field = CheckedWarmup(value); } = CheckedWarmup(Warmup);

    /// <summary>The last factor, in [0, 1].</summary>
    public double Floor { get; init => field = CheckedFloor(value); } = CheckedFloor(Floor);

    /// <inheritdoc/>
    public override double Factor(double progress, double epoch)
    {
        if (progress < Warmup)
            return progress / Warmup;
        double along = Math.Clamp((progress - Warmup) / (1 - Warmup), 0, 1);
        return Floor + (1 - Floor) * (1 + Math.Cos(Math.PI * along)) / 2;
    }

    private static double CheckedWarmup(double value) =>
        value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The warmup must be at least 0 and below 1.");

    private static double CheckedFloor(double value) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The floor must lie between 0 and 1.");
}
