using System.Collections.Immutable;
using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Tasks.Tests.Forecasting;

/// <summary>Seeded series and small trainings for tests of the whole way.</summary>
internal static class SampleForecast
{
    internal static readonly Frequency Monthly = new(FrequencyUnit.Month);

    private static readonly Lazy<ForecastResult> Shared = new(() => ForecastTask.Train(Seasonal(), Quick));

    /// <summary>Few networks, few steps: enough for everything but accuracy.</summary>
    internal static ForecastOptions Quick => new() { Members = 3, TrainingSteps = 20, HoldOut = 6, Threads = 2 };

    /// <summary>A model of <see cref="Seasonal"/>, trained once for all tests that only look at it.</summary>
    internal static ForecastResult Trained => Shared.Value;

    /// <summary>Trend, a season of 12 and a little noise, well above 0.</summary>
    internal static TimeSeries Seasonal(int rows = 96) => Of(Monthly, SeasonalValues(rows));

    internal static double[] SeasonalValues(int rows, int season = 12)
    {
        SeededRandom random = new(4);
        return [.. Enumerable.Range(0, rows).Select(n => 100 + 0.5 * n + 20 * Math.Sin(2 * Math.PI * n / season) + random.NextNormal())];
    }

    internal static TimeSeries Of(Frequency frequency, double[] values, params Covariate[] covariates)
    {
        DateTime first = new(1990, 1, 1);
        return new TimeSeries
        {
            Name = "Sales",
            Source = "sales.csv",
            Times = [.. Enumerable.Range(0, values.Length).Select(n => frequency.Next(first, n))],
            Values = [.. values],
            Frequency = frequency,
            Covariates = [.. covariates],
        };
    }

    internal static TimeSeries With(TimeSeries series, int row, double value) => series with { Values = series.Values.SetItem(row, value) };

    internal static long[] Bits(IEnumerable<double> values) => [.. values.Select(BitConverter.DoubleToInt64Bits)];

    internal static long[] Bits(ImmutableArray<ForecastPoint> points) =>
        Bits(points.SelectMany(point => new[] { point.Mean, point.Lower80, point.Upper80, point.Lower95, point.Upper95 }));

    /// <summary>Everything that a training decides and forecasts, as bits.</summary>
    internal static long[] Bits(ForecastResult result) => [.. Bits(result.Forecast), .. Bits(result.Backtest)];

    internal static long[] Bits(BacktestResult backtest) =>
    [
        .. backtest.Origins.SelectMany(origin => Bits(origin.Points)),
        .. backtest.OneStep.Concat(backtest.MultiStep).SelectMany(method => Bits(method.Forecasts)),
    ];
}
