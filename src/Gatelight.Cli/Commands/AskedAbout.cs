using Gatelight.Data;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Cli.Commands;

/// <summary>The time that <c>--at</c> means: a row of the series, or a step after it.</summary>
internal static class AskedAbout
{
    /// <summary>Reads the time.</summary>
    /// <param name="series">The series.</param>
    /// <param name="text">The time as the user wrote it; null for the first step after the series.</param>
    /// <param name="option">The option that gave it.</param>
    /// <exception cref="InvalidInputException">The text is no time, or one that is neither in the series nor a step after it.</exception>
    public static DateTime Time(TimeSeries series, string? text, string option = "--at")
    {
        Frequency frequency = series.Frequency;
        DateTime last = series.Times[^1];
        if (text is null)
            return frequency.Next(last);
        if (TimeStamps.ParseOne(text) is { } time && time > last && frequency.StepsBetween(last, time) is > 0 and var steps)
            return frequency.Next(last, steps);
        try
        {
            return series.Times[series.IndexOf(text)];
        }
        catch (InvalidInputException failure)
        {
            throw new InvalidInputException($"{option}: {failure.Message}", failure);
        }
    }
}
