using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Cli.Reporting;

/// <summary>How a report speaks of the steps of a series.</summary>
/// <param name="Singular">One step, as in "month".</param>
/// <param name="Plural">Several, as in "months".</param>
/// <param name="TimeFormat">The .NET format of a time.</param>
internal sealed record StepWords(string Singular, string Plural, string TimeFormat)
{
    /// <summary>The words for a frequency.</summary>
    public static StepWords Of(Frequency frequency)
    {
        string format = frequency.Unit switch
        {
            FrequencyUnit.Year => "yyyy",
            FrequencyUnit.Quarter or FrequencyUnit.Month => "MMM yyyy",
            FrequencyUnit.Hour or FrequencyUnit.Minute => "d MMM yyyy HH:mm",
            FrequencyUnit.Second => "d MMM yyyy HH:mm:ss",
            _ => "d MMM yyyy",
        };
        if (frequency.Multiple > 1)
            return new StepWords("step", "steps", format);
        string word = frequency.Unit == FrequencyUnit.BusinessDay ? "business day" : frequency.Unit.ToString().ToLowerInvariant();
        return new StepWords(word, word + "s", format);
    }
}
