using System.Collections.Immutable;
using Gatelight.Tasks.Forecasting.Baselines;
using Gatelight.Tasks.Forecasting.Metrics;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>Scores fitted networks and the simple methods on rows that the networks have not seen.</summary>
internal static class Backtester
{
    private static readonly (string Key, string Name, IBaseline Method)[] Baselines =
    [
        ("lastValue", "Last value", new LastValue()),
        ("seasonalNaive", "Seasonal naive", new SeasonalNaive()),
        ("seasonalMedian", "Seasonal median", new SeasonalMedian()),
        ("holtWinters", "Holt-Winters", new HoltWinters()),
    ];

    /// <summary>Scores the rows from <paramref name="start"/> on.</summary>
    internal static BacktestResult Score(FittedGroups groups, IntervalModel intervals, TimeSeries series, int start, string fittedOn, CancellationToken cancellation)
    {
        double[] values = [.. series.Values];
        double[] actual = values[start..];
        double[] training = values[..start];
        int season = series.Frequency.SeasonLength;
        ImmutableArray<OriginForecast> origins = Origins(groups, intervals, series, start, actual.Length);
        List<MethodBacktest> oneStep = [Method("model", "LSTM", isModel: true, [.. origins.Select(origin => origin.Points[0].Mean)])];
        List<MethodBacktest> multiStep = [Method("model", "LSTM", isModel: true, [.. origins[0].Points.Select(point => point.Mean)])];
        foreach ((string key, string name, IBaseline method) in Baselines)
        {
            double[] steps = new double[actual.Length];
            for (int n = 0; n < steps.Length; n++)
            {
                cancellation.ThrowIfCancellationRequested();
                steps[n] = method.Forecast(values.AsSpan(0, start + n), season, 1)[0];
            }

            oneStep.Add(Method(key, name, isModel: false, steps));
            multiStep.Add(Method(key, name, isModel: false, method.Forecast(training, season, actual.Length)));
        }

        return new BacktestResult
        {
            Times = series.Times[start..],
            Actual = [.. actual],
            OneStep = [.. oneStep],
            MultiStep = [.. multiStep],
            OneStepCoverage = Coverage(actual, [.. origins.Select(origin => origin.Points[0])]),
            MultiStepCoverage = Coverage(actual, origins[0].Points),
            Origins = origins,
            FittedOn = fittedOn,
        };

        MethodBacktest Method(string key, string name, bool isModel, double[] forecasts) =>
            new(key, name, isModel, [.. forecasts], ForecastMetrics.Score(actual, forecasts, training, season));
    }

    // From the origin before the hold-out, all of it; from each later origin, what is left of it and at least one step.
    private static ImmutableArray<OriginForecast> Origins(FittedGroups groups, IntervalModel intervals, TimeSeries series, int start, int count)
    {
        ImmutableArray<OriginForecast>.Builder origins = ImmutableArray.CreateBuilder<OriginForecast>(count);
        for (int n = 0; n < count; n++)
        {
            TimeSeries known = series.Slice(0, start + n);
            origins.Add(new OriginForecast(known.Times[^1], StepForecaster.Forecast(groups, intervals, known, n == 0 ? count : groups.Horizon)));
        }

        return origins.MoveToImmutable();
    }

    private static ImmutableArray<CoverageResult> Coverage(double[] actual, IReadOnlyList<ForecastPoint> points) =>
    [
        new(0.80, ForecastMetrics.Coverage(actual, [.. points.Select(point => point.Lower80)], [.. points.Select(point => point.Upper80)]), actual.Length),
        new(0.95, ForecastMetrics.Coverage(actual, [.. points.Select(point => point.Lower95)], [.. points.Select(point => point.Upper95)]), actual.Length),
    ];
}
