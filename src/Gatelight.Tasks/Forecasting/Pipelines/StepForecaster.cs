using System.Collections.Immutable;
using Gatelight.Data;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>Forecasts any number of steps: the horizon at once; beyond it, forecasts are fed back as if they had come.</summary>
internal static class StepForecaster
{
    internal static ImmutableArray<ForecastPoint> Forecast(FittedGroups groups, IntervalModel intervals, TimeSeries series, int steps)
    {
        if (series.Count < groups.RowsNeeded)
            throw new InvalidInputException($"{series.Source} has {series.Count} rows, too few to forecast from: the model looks back over {groups.RowsNeeded}; add older rows.");
        ImmutableArray<DateTime> times = series.FutureTimes(steps);
        ImmutableArray<ForecastPoint>.Builder points = ImmutableArray.CreateBuilder<ForecastPoint>(steps);
        TimeSeries known = series;
        while (points.Count < steps)
        {
            int count = Math.Min(groups.Horizon, steps - points.Count);
            double[,] means = groups.Forecast(known, [known.Count - 1]);
            for (int n = 0; n < count; n++)
                points.Add(intervals.Around(times[points.Count], means[0, n], points.Count + 1));
            if (points.Count < steps)
                known = Extended(known, points, count);
        }

        return points.MoveToImmutable();
    }

    // Other columns are not forecast: their last values are held.
    private static TimeSeries Extended(TimeSeries known, ImmutableArray<ForecastPoint>.Builder points, int count)
    {
        IEnumerable<ForecastPoint> added = points.Skip(points.Count - count);
        return known with
        {
            Times = [.. known.Times, .. added.Select(point => point.Time)],
            Values = [.. known.Values, .. added.Select(point => point.Mean)],
            Covariates = [.. known.Covariates.Select(covariate => covariate with { Values = [.. covariate.Values, .. Enumerable.Repeat(covariate.Values[^1], count)] })],
        };
    }
}
