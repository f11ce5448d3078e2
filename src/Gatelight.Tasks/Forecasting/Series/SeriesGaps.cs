using System.Collections.Immutable;
using System.Globalization;
using Gatelight.Data;

namespace Gatelight.Tasks.Forecasting.Series;

/// <summary>Finds the missing stamps of a series and deals with them as the policy says.</summary>
internal static class SeriesGaps
{
    /// <summary>The largest share of all stamps that may be interpolated.</summary>
    public const double MaxShare = 0.05;

    /// <summary>The longest run of stamps that may be interpolated.</summary>
    public const int MaxRun = 5;

    /// <summary>Lists the gaps and fills them where the policy says so.</summary>
    public static TimeSeries Apply(TimeSeries series, GapPolicy policy)
    {
        bool fill = policy == GapPolicy.Interpolate;
        var gaps = ImmutableArray.CreateBuilder<SeriesGap>();
        for (int n = 1; n < series.Count; n++)
        {
            var before = series.Times[n - 1];
            int missing = series.Frequency.StepsBetween(before, series.Times[n])!.Value - 1;
            if (missing > 0)
                gaps.Add(new SeriesGap(series.Frequency.Next(before), series.Frequency.Next(before, missing), missing, fill));
        }

        if (gaps.Count == 0)
            return series;
        long total = gaps.Sum(gap => (long)gap.Count);
        int longest = gaps.Max(gap => gap.Count);
        var first = gaps[0];
        string range = first.Count == 1
            ? series.Frequency.Format(first.First)
            : $"{series.Frequency.Format(first.First)} to {series.Frequency.Format(first.Last)}";
        string what = string.Create(CultureInfo.InvariantCulture, $"{series.Source}: {total} of {total + series.Count} {series.Frequency} dates are missing, first {range}");
        if (policy == GapPolicy.Refuse)
            throw new InvalidInputException($"{what}; add the rows.");
        if (fill && (total > MaxShare * (total + series.Count) || longest > MaxRun))
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"{what}, at most {longest} in a row; only {MaxShare:P0} in all and {MaxRun} in a row are interpolated: add the rows or start after the gap."));
        return (fill ? Fill(series, (int)total) : series) with { Gaps = gaps.ToImmutable() };
    }

    private static TimeSeries Fill(TimeSeries series, int missing)
    {
        var times = ImmutableArray.CreateBuilder<DateTime>(series.Count + missing);
        var columns = new ImmutableArray<double>[] { series.Values }.Concat(series.Covariates.Select(covariate => covariate.Values)).ToArray();
        var filled = columns.Select(_ => ImmutableArray.CreateBuilder<double>(series.Count + missing)).ToArray();
        for (int n = 0; n < series.Count; n++)
        {
            int steps = n == 0 ? 1 : series.Frequency.StepsBetween(series.Times[n - 1], series.Times[n])!.Value;
            for (int step = 1; step < steps; step++)
            {
                times.Add(series.Frequency.Next(series.Times[n - 1], step));
                for (int k = 0; k < columns.Length; k++)
                    filled[k].Add(columns[k][n - 1] + (columns[k][n] - columns[k][n - 1]) * step / steps);
            }

            times.Add(series.Times[n]);
            for (int k = 0; k < columns.Length; k++)
                filled[k].Add(columns[k][n]);
        }

        return series with
        {
            Times = times.MoveToImmutable(),
            Values = filled[0].MoveToImmutable(),
            Covariates = [.. series.Covariates.Select((covariate, k) => covariate with { Values = filled[k + 1].MoveToImmutable() })],
        };
    }
}
