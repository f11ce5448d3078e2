using System.Collections.Immutable;
using Gatelight.Data;

namespace Gatelight.Tasks.Forecasting.Series;

/// <summary>A clean series: one finite value a stamp, stamps increasing by one step of the frequency (unless gaps were only reported).</summary>
public sealed record TimeSeries
{
    /// <summary>The name of the target.</summary>
    public required string Name { get; init; }

    /// <summary>Where the series comes from, as messages name it.</summary>
    public required string Source { get; init; }

    /// <summary>The column that the times were read from; null where they were put together from several.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>The stamps.</summary>
    public required ImmutableArray<DateTime> Times { get; init; }

    /// <summary>The values, in the user's units.</summary>
    public required ImmutableArray<double> Values { get; init; }

    /// <summary>How the stamps step.</summary>
    public required Frequency Frequency { get; init; }

    /// <summary>The columns kept beside the target.</summary>
    public ImmutableArray<Covariate> Covariates { get; init; } = [];

    /// <summary>The stamps that were missing, filled or not.</summary>
    public ImmutableArray<SeriesGap> Gaps { get; init; } = [];

    /// <summary>The number of stamps.</summary>
    public int Count => Values.Length;

    /// <summary>A part of the series.</summary>
    /// <param name="start">The first stamp, 0-based.</param>
    /// <param name="count">How many stamps.</param>
    /// <returns>The part; it keeps the gaps within it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The part is not within the series.</exception>
    public TimeSeries Slice(int start, int count)
    {
        var times = Times.Slice(start, count);
        return this with
        {
            Times = times,
            Values = Values.Slice(start, count),
            Covariates = [.. Covariates.Select(covariate => covariate with { Values = covariate.Values.Slice(start, count) })],
            Gaps = count == 0 ? [] : [.. Gaps.Where(gap => gap.Last >= times[0] && gap.First <= times[^1])],
        };
    }

    /// <summary>The stamps that follow the series.</summary>
    /// <param name="steps">How many.</param>
    /// <returns>The stamps.</returns>
    /// <exception cref="InvalidInputException">They would lie beyond the year 9999.</exception>
    public ImmutableArray<DateTime> FutureTimes(int steps)
    {
        var future = ImmutableArray.CreateBuilder<DateTime>();
        try
        {
            for (int step = 1; step <= steps; step++)
                future.Add(Frequency.Next(Times[^1], step));
        }
        catch (Exception failure) when (failure is ArgumentOutOfRangeException or OverflowException)
        {
            throw new InvalidInputException($"{steps} steps after {Frequency.Format(Times[^1])} lie beyond the year 9999; ask for fewer.", failure);
        }

        return future.ToImmutable();
    }

    /// <summary>Finds a stamp by its text, as <c>--at 1968-12</c> gives it, to the precision of the frequency.</summary>
    /// <param name="text">The stamp.</param>
    /// <returns>Its index.</returns>
    /// <exception cref="InvalidInputException">The text is no stamp, or the series does not hold it.</exception>
    public int IndexOf(string text)
    {
        string range = $"the series runs from {Frequency.Format(Times[0])} to {Frequency.Format(Times[^1])}";
        if (TimeStamps.ParseOne(text) is not { } time)
            throw new InvalidInputException($"'{OneLine.Of(text)}' is not a date; write it like {Frequency.Format(Times[^1])}: {range}.");
        string wanted = Frequency.Format(time);
        for (int n = 0; n < Times.Length; n++)
        {
            if (Times[n] == time || string.Equals(Frequency.Format(Times[n]), wanted, StringComparison.Ordinal))
                return n;
        }

        throw new InvalidInputException($"{Source} has no row for {wanted}; {range}.");
    }
}
