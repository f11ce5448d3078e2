namespace Gatelight.Tasks.Forecasting.Series;

/// <summary>Infers the frequency of stamps that increase strictly.</summary>
public static class FrequencyInference
{
    /// <summary>
    /// The frequency that the stamps keep, missing ones allowed. At most one stamp a calendar month: the greatest common
    /// divisor of the steps in months. Otherwise the commonest distance; days that never fall on a weekend are business days.
    /// </summary>
    /// <param name="times">At least two stamps, strictly increasing.</param>
    /// <returns>The best frequency; whether every stamp keeps it is for <see cref="FirstIrregular"/> to say.</returns>
    /// <exception cref="ArgumentException">Fewer than two stamps.</exception>
    public static Frequency Infer(ReadOnlySpan<DateTime> times)
    {
        if (times.Length < 2)
            throw new ArgumentException("A frequency needs at least two stamps.", nameof(times));
        return InferMonths(times) ?? InferDistance(times);
    }

    /// <summary>The first stamp that is no whole number of steps after the first, or -1.</summary>
    /// <param name="times">The stamps.</param>
    /// <param name="frequency">The frequency to keep.</param>
    /// <returns>The index of the stamp, or -1 where all keep the frequency.</returns>
    public static int FirstIrregular(ReadOnlySpan<DateTime> times, Frequency frequency)
    {
        for (int n = 1; n < times.Length; n++)
        {
            if (frequency.StepsBetween(times[n - 1], times[n]) is not > 0)
                return n;
        }

        return -1;
    }

    private static Frequency? InferMonths(ReadOnlySpan<DateTime> times)
    {
        int divisor = 0, latestDay = times[0].Day;
        bool oneDay = true, monthEnds = IsMonthEnd(times[0]);
        for (int n = 1; n < times.Length; n++)
        {
            int months = (times[n].Year - times[n - 1].Year) * 12 + times[n].Month - times[n - 1].Month;
            if (months <= 0)
                return null;
            divisor = GreatestCommonDivisor(divisor, months);
            latestDay = Math.Max(latestDay, times[n].Day);
            monthEnds &= IsMonthEnd(times[n]);
        }

        foreach (var time in times)
            oneDay &= time.Day == Math.Min(latestDay, DateTime.DaysInMonth(time.Year, time.Month));
        // Days that wander are a month's only where a few stamps cannot be a longer step in days by accident.
        if (!oneDay && !monthEnds && (times.Length < 6 || divisor > 1))
            return null;
        int anchor = monthEnds ? 31 : oneDay ? latestDay : 0;
        return divisor % 12 == 0 ? new Frequency(FrequencyUnit.Year, divisor / 12, anchor)
            : divisor % 3 == 0 ? new Frequency(FrequencyUnit.Quarter, divisor / 3, anchor)
            : new Frequency(FrequencyUnit.Month, divisor, anchor);
    }

    private static Frequency InferDistance(ReadOnlySpan<DateTime> times)
    {
        var counts = new SortedDictionary<long, int>();
        bool weekdaysOnly = true, overWeekend = false;
        for (int n = 0; n < times.Length; n++)
        {
            weekdaysOnly &= !Frequency.IsWeekend(times[n]);
            if (n == 0)
                continue;
            long distance = times[n].Ticks - times[n - 1].Ticks;
            counts[distance] = counts.GetValueOrDefault(distance) + 1;
            overWeekend |= times[n].DayOfWeek < times[n - 1].DayOfWeek;
        }

        var (ticks, best) = (0L, 0);
        foreach (var (distance, count) in counts)
        {
            if (count > best)
                (ticks, best) = (distance, count);
        }

        if (ticks == TimeSpan.TicksPerDay && weekdaysOnly && overWeekend)
            return new Frequency(FrequencyUnit.BusinessDay);
        ReadOnlySpan<(FrequencyUnit Unit, long Ticks)> units =
        [
            (FrequencyUnit.Week, 7 * TimeSpan.TicksPerDay), (FrequencyUnit.Day, TimeSpan.TicksPerDay), (FrequencyUnit.Hour, TimeSpan.TicksPerHour),
            (FrequencyUnit.Minute, TimeSpan.TicksPerMinute), (FrequencyUnit.Second, TimeSpan.TicksPerSecond),
        ];
        foreach (var (unit, length) in units)
        {
            if (ticks % length == 0)
                return new Frequency(unit, (int)Math.Min(int.MaxValue, ticks / length));
        }

        return new Frequency(FrequencyUnit.Second);
    }

    private static bool IsMonthEnd(DateTime time) => time.Day == DateTime.DaysInMonth(time.Year, time.Month);

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
