using System.Globalization;

namespace Gatelight.Tasks.Forecasting.Series;

/// <summary>How a series steps through time: <paramref name="Multiple"/> units a step.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Multiple">Units a step, at least 1: 15 with minutes is a quarter of an hour. 1 for business days.</param>
/// <param name="AnchorDay">
/// For months, quarters and years the day of the month that stamps fall on; a shorter month gives its last day, so 31 is
/// "the end of the month". 0 keeps the day of the stamp that is stepped from.
/// </param>
public sealed record Frequency(FrequencyUnit Unit, int Multiple = 1, int AnchorDay = 0)
{
    /// <summary>Calendar months a step; 0 where the step is not of months.</summary>
    internal int Months => Multiple * Unit switch
    {
        FrequencyUnit.Month => 1,
        FrequencyUnit.Quarter => 3,
        FrequencyUnit.Year => 12,
        _ => 0,
    };

    /// <summary>Ticks a step; 0 where the step is of months or business days.</summary>
    internal long Ticks => Multiple * Unit switch
    {
        FrequencyUnit.Second => TimeSpan.TicksPerSecond,
        FrequencyUnit.Minute => TimeSpan.TicksPerMinute,
        FrequencyUnit.Hour => TimeSpan.TicksPerHour,
        FrequencyUnit.Day => TimeSpan.TicksPerDay,
        FrequencyUnit.Week => 7 * TimeSpan.TicksPerDay,
        _ => 0,
    };

    /// <summary>
    /// The steps of one season: 12 months, 4 quarters, 52 weeks, 7 days, 5 business days, 24 hours; a day of minutes from
    /// 10 minutes a step, else an hour; a minute of seconds; 1, no season, for years and where the season is no whole number of steps.
    /// </summary>
    public int SeasonLength
    {
        get
        {
            int units = Unit switch
            {
                FrequencyUnit.Second => 60,
                FrequencyUnit.Minute => Multiple >= 10 ? 24 * 60 : 60,
                FrequencyUnit.Hour => 24,
                FrequencyUnit.Day => 7,
                FrequencyUnit.BusinessDay => 5,
                FrequencyUnit.Week => 52,
                FrequencyUnit.Month => 12,
                FrequencyUnit.Quarter => 4,
                _ => 1,
            };
            return units % Multiple == 0 ? units / Multiple : 1;
        }
    }

    /// <summary>The stamp <paramref name="steps"/> steps after, or before, another.</summary>
    /// <param name="time">Where to start.</param>
    /// <param name="steps">How many steps; may be negative.</param>
    /// <returns>The stamp.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The stamp lies outside the years 1 to 9999.</exception>
    public DateTime Next(DateTime time, int steps = 1)
    {
        if (Months > 0)
        {
            var month = new DateTime(time.Year, time.Month, 1).AddMonths(checked(steps * Months));
            int day = Math.Min(AnchorDay > 0 ? AnchorDay : time.Day, DateTime.DaysInMonth(month.Year, month.Month));
            return month.AddDays(day - 1) + time.TimeOfDay;
        }

        return Unit == FrequencyUnit.BusinessDay ? NextBusinessDay(time, steps) : time.AddTicks(checked(steps * Ticks));
    }

    /// <summary>The number of steps from one stamp to another, or <see langword="null"/> where it is no whole number. Stamps of months, quarters and years count by their calendar month.</summary>
    /// <param name="from">The first stamp.</param>
    /// <param name="to">The second stamp.</param>
    /// <returns>The steps; negative where <paramref name="to"/> is earlier.</returns>
    public int? StepsBetween(DateTime from, DateTime to)
    {
        if (Months > 0)
        {
            int months = (to.Year - from.Year) * 12 + to.Month - from.Month;
            return months % Months == 0 ? months / Months : null;
        }

        if (Unit == FrequencyUnit.BusinessDay)
            return BusinessDaysBetween(from, to);
        long ticks = to.Ticks - from.Ticks;
        return ticks % Ticks == 0 && Math.Abs(ticks / Ticks) <= int.MaxValue ? (int)(ticks / Ticks) : null;
    }

    /// <summary>Writes a stamp no finer than the frequency: <c>1968-12</c>, <c>1968-Q4</c>, <c>1968</c>, <c>1968-12-31</c>, <c>1968-12-31 23:00</c>.</summary>
    /// <param name="time">The stamp.</param>
    /// <returns>Its text, which <see cref="TimeStamps"/> reads again.</returns>
    public string Format(DateTime time) => Unit switch
    {
        FrequencyUnit.Year => time.ToString("yyyy", CultureInfo.InvariantCulture),
        FrequencyUnit.Quarter => string.Create(CultureInfo.InvariantCulture, $"{time:yyyy}-Q{(time.Month + 2) / 3}"),
        FrequencyUnit.Month => time.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        FrequencyUnit.Second => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        FrequencyUnit.Minute or FrequencyUnit.Hour => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        _ => time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
    };

    /// <summary>The frequency in words: <c>monthly</c>, <c>every 15 minutes</c>.</summary>
    /// <returns>The words.</returns>
    public override string ToString()
    {
        string unit = Unit == FrequencyUnit.BusinessDay ? "business day" : Unit.ToString().ToLowerInvariant();
        if (Multiple > 1)
            return string.Create(CultureInfo.InvariantCulture, $"every {Multiple} {unit}s");
        return Unit switch
        {
            FrequencyUnit.Day => "daily",
            FrequencyUnit.BusinessDay => "business daily",
            FrequencyUnit.Second or FrequencyUnit.Minute => $"every {unit}",
            _ => unit + "ly",
        };
    }

    private static DateTime NextBusinessDay(DateTime time, int steps)
    {
        var next = time.AddDays(steps / 5 * 7);
        for (int left = Math.Abs(steps % 5); left > 0;)
        {
            next = next.AddDays(Math.Sign(steps));
            if (!IsWeekend(next))
                left--;
        }

        return next;
    }

    private static int? BusinessDaysBetween(DateTime from, DateTime to)
    {
        if (from > to)
            return -BusinessDaysBetween(to, from);
        if (from.TimeOfDay != to.TimeOfDay || IsWeekend(from) || IsWeekend(to))
            return null;
        int days = (to - from).Days, steps = days / 7 * 5;
        for (int rest = days % 7; rest > 0; rest--)
            steps += IsWeekend(to.AddDays(1 - rest)) ? 0 : 1;
        return steps;
    }

    internal static bool IsWeekend(DateTime time) => time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
