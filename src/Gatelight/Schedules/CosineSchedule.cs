namespace Gatelight.Schedules;

/// <summary>
/// A linear rise over <c>Warmup</c>, then half a cosine down to <c>Floor</c>: <c>floor + (1 - floor)(1 + cos πp) / 2</c>
/// (Loshchilov and Hutter 2017, arXiv:1608.03983).
/// </summary>
/// <param name="Warmup">The part of the training that rises, in [0, 1).</param>
/// <param name="Floor">The last factor, in [0, 1].</param>
public sealed record CosineSchedule(double Warmup = 0, double Floor = 0) : Schedule
{
    /// <inheritdoc/>
    public override double Factor(double progress, double epoch)
    {
        if (progress < Warmup)
            return progress / Warmup;
        double along = Math.Clamp((progress - Warmup) / (1 - Warmup), 0, 1);
        return Floor + (1 - Floor) * (1 + Math.Cos(Math.PI * along)) / 2;
    }
}
