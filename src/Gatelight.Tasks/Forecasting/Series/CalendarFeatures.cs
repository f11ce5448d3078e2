using System.Collections.Immutable;

namespace Gatelight.Tasks.Forecasting.Series;

/// <summary>
/// The place of a stamp in its calendar cycles as points on the circle, known for the future too:
/// sin(2π·p) and cos(2π·p) with p in [0, 1) the phase of the cycle.
/// </summary>
public static class CalendarFeatures
{
    /// <summary>The names of the features, as <c>month (sin)</c>, <c>month (cos)</c>; none for yearly series.</summary>
    /// <param name="frequency">The frequency of the series.</param>
    /// <returns>Two names a cycle.</returns>
    public static ImmutableArray<string> Names(Frequency frequency) =>
        [.. Cycles(frequency).SelectMany(cycle => new[] { $"{cycle.Name} (sin)", $"{cycle.Name} (cos)" })];

    /// <summary>Writes the features of one stamp.</summary>
    /// <param name="frequency">The frequency of the series.</param>
    /// <param name="time">The stamp.</param>
    /// <param name="features">Overwritten; as long as <see cref="Names"/>. Each in [-1, 1].</param>
    public static void Write(Frequency frequency, DateTime time, Span<double> features)
    {
        var cycles = Cycles(frequency);
        for (int n = 0; n < cycles.Length; n++)
            (features[2 * n], features[2 * n + 1]) = Math.SinCos(2 * Math.PI * cycles[n].Phase(time));
    }

    /// <summary>The cycles that a frequency can show, the shortest first.</summary>
    private static Cycle[] Cycles(Frequency frequency) => frequency.Unit switch
    {
        FrequencyUnit.Year => [],
        FrequencyUnit.Quarter => frequency.Multiple == 1 ? [Quarter] : [],
        FrequencyUnit.Month => frequency.Multiple < 12 ? [Month] : [],
        FrequencyUnit.Week => [DayOfYear],
        FrequencyUnit.Day or FrequencyUnit.BusinessDay => [DayOfWeek, DayOfYear],
        FrequencyUnit.Hour => [HourOfDay, DayOfWeek],
        _ => [TimeOfDay, DayOfWeek],
    };

    private static readonly Cycle Quarter = new("quarter", time => (time.Month - 1) / 3 / 4.0);
    private static readonly Cycle Month = new("month", time => (time.Month - 1) / 12.0);
    private static readonly Cycle DayOfYear = new("day of year", time => (time.DayOfYear - 1) / (DateTime.IsLeapYear(time.Year) ? 366.0 : 365.0));
    private static readonly Cycle DayOfWeek = new("day of week", time => ((int)time.DayOfWeek + 6) % 7 / 7.0);
    private static readonly Cycle HourOfDay = new("hour", time => time.Hour / 24.0);
    private static readonly Cycle TimeOfDay = new("time of day", time => time.TimeOfDay.TotalDays);

    private sealed record Cycle(string Name, Func<DateTime, double> Phase);
}
