using System.Globalization;
using Gatelight.Data;
using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Cli.Commands.Explain;

/// <summary>The forecasts that the model would have made before, as many steps ahead as the one asked about: what explanations compare with and sum up.</summary>
internal sealed class EarlierForecasts(ForecastModel model, TimeSeries series, ForecastQuestion asked)
{
    /// <summary>A question as an input to explain.</summary>
    /// <param name="question">The question.</param>
    /// <param name="baselines">The baseline of each part; empty for a series that runs as expected.</param>
    public ExplainedInput Input(ForecastQuestion question, IReadOnlyList<double[]?> baselines) => new()
    {
        Name = series.Frequency.Format(question.Target),
        Group = Season(question.Target),
        Parts = [.. question.Parts.Select((part, n) => new QuestionPart(part.Question, part.Input, (n < baselines.Count ? baselines[n] : null) ?? part.Expected))],
        Truth = Truth(question),
    };

    /// <summary>The last forecasts before the one asked about, oldest first.</summary>
    public IReadOnlyList<ExplainedInput> Samples(int count) => [.. Questions(count).Select(question => Input(question, []))];

    /// <summary>The mean of what each part read before, or one of them.</summary>
    public double[][] Baseline(bool isMean, int count, int seed)
    {
        ForecastQuestion[] before = [.. Questions(count)];
        if (before.Length == 0)
            throw new InvalidInputException($"--baseline: there is no earlier forecast in {series.Source} to compare with; add older rows, or compare with 'expected'.");
        int drawn = new SeededRandom(SeededRandom.Derive(seed, 0)).NextBelow(before.Length);
        return [.. asked.Parts.Select((_, part) => isMean
            ? MeanOf(before, part)
            : before[drawn].Parts[part].Input)];
    }

    private static double[] MeanOf(ForecastQuestion[] before, int part) =>
        [.. Enumerable.Range(0, before[0].Parts[part].Input.Length).Select(cell => before.Average(question => question.Parts[part].Input[cell]))];

    private IEnumerable<ForecastQuestion> Questions(int count)
    {
        int origin = series.Times.IndexOf(asked.Origin), apart = asked.Against is { } other ? series.Frequency.StepsBetween(asked.Target, other) ?? 0 : 0;
        int last = origin - Math.Max(0, apart), first = model.RowsNeeded - 1 + asked.Step;
        for (int row = Math.Max(first, last - count + 1); row <= last; row++)
            yield return model.Ask(series, series.Times[row], asked.Step, asked.Against is null ? null : series.Times[row + apart]);
    }

    private double? Truth(ForecastQuestion question)
    {
        int row = series.Times.IndexOf(question.Target);
        if (row < 0)
            return null;
        if (question.Against is not { } other)
            return series.Values[row];
        int against = series.Times.IndexOf(other);
        return against < 0 ? null : question.IsLogRatio ? Math.Log(series.Values[row] / series.Values[against]) : series.Values[row] - series.Values[against];
    }

    private string Season(DateTime time) => model.Season == 1 ? "" : series.Frequency.Unit switch
    {
        FrequencyUnit.Month => time.ToString("MMMM", CultureInfo.InvariantCulture),
        FrequencyUnit.Quarter => string.Create(CultureInfo.InvariantCulture, $"quarter {(time.Month + 2) / 3}"),
        FrequencyUnit.Day or FrequencyUnit.BusinessDay => time.DayOfWeek.ToString(),
        FrequencyUnit.Hour => time.ToString("HH':00'", CultureInfo.InvariantCulture),
        _ => "",
    };
}
