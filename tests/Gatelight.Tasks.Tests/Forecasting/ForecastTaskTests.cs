using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Tasks.Tests.Forecasting;

public class ForecastTaskTests
{
    private static readonly ForecastOptions Quick = SampleForecast.Quick;

    [Fact]
    public void The_hold_out_leaks_into_nothing_that_is_chosen_or_fitted_before_it()
    {
        TimeSeries series = SampleForecast.Seasonal();
        ForecastResult before = SampleForecast.Trained;
        TimeSeries changed = series with { Values = [.. series.Values.Select((value, row) => row >= 90 ? 7 * value + row : value)] };
        ForecastResult after = ForecastTask.Train(changed, Quick, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(before.Model.Recipe.Groups, after.Model.Recipe.Groups);
        Assert.Equal(before.Model.Recipe.Decisions, after.Model.Recipe.Decisions);
        Assert.Equal(before.Model.Recipe.Shrinkages, after.Model.Recipe.Shrinkages);
        Assert.Equal(before.Model.Recipe.Intervals.Sigma, after.Model.Recipe.Intervals.Sigma);
        Assert.Equal(SampleForecast.Bits(before.Backtest.MultiStep[0].Forecasts), SampleForecast.Bits(after.Backtest.MultiStep[0].Forecasts));
        Assert.Equal(SampleForecast.Bits(before.Backtest.Origins[0].Points), SampleForecast.Bits(after.Backtest.Origins[0].Points));
        // What was known by then does count.
        Assert.NotEqual(before.Backtest.OneStep[0].Forecasts[5], after.Backtest.OneStep[0].Forecasts[5]);
        Assert.NotEqual(SampleForecast.Bits(before.Forecast), SampleForecast.Bits(after.Forecast));
    }

    [Fact]
    public void Each_origin_of_the_hold_out_knows_only_what_came_before_it()
    {
        ForecastResult before = SampleForecast.Trained;
        for (int changed = 0; changed < 6; changed += 4)
        {
            ForecastResult after = ForecastTask.Train(SampleForecast.With(SampleForecast.Seasonal(), 90 + changed, 500), Quick, cancellation: TestContext.Current.CancellationToken);
            for (int origin = 0; origin < 6; origin++)
            {
                bool same = SampleForecast.Bits(before.Backtest.Origins[origin].Points).SequenceEqual(SampleForecast.Bits(after.Backtest.Origins[origin].Points));
                Assert.Equal(origin <= changed, same);
            }
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_at_any_number_of_threads()
    {
        long[][] runs = [.. new[] { 1, 2, 5 }.Select(threads => SampleForecast.Bits(Train(Quick with { Threads = threads })))];
        Assert.Equal(runs[0], runs[1]);
        Assert.Equal(runs[0], runs[2]);
        Assert.Equal(SampleForecast.Bits(SampleForecast.Trained), runs[0]);
        Assert.NotEqual(runs[0], SampleForecast.Bits(Train(Quick with { Seed = 2 })));
    }

    [Fact]
    public void A_clean_seasonal_series_is_forecast_well()
    {
        BacktestResult backtest = SampleForecast.Trained.Backtest;
        Assert.Equal(12, SampleForecast.Trained.Model.Season);
        foreach (MethodBacktest[] methods in new[] { backtest.OneStep.ToArray(), [.. backtest.MultiStep] })
        {
            MethodBacktest model = methods[0];
            Assert.True(model.IsModel);
            Assert.True(model.Score.Rmse < 0.7 * Rmse(methods, "lastValue"), $"{model.Score.Rmse}");
            Assert.True(model.Score.Rmse < 1.2 * Rmse(methods, "seasonalNaive"), $"{model.Score.Rmse}");
        }

        static double Rmse(MethodBacktest[] methods, string key) => methods.Single(method => method.Key == key).Score.Rmse;
    }

    [Theory]
    [InlineData(SeriesScale.Raw, 1024, 1e-9)] // a power of two leaves the digits as they are
    [InlineData(SeriesScale.Raw, 1000, 1e-4)] // the networks' inputs round differently in float, and training carries that on
    [InlineData(SeriesScale.Log, 1024, 1e-4)] // logarithms move by a constant that rounds
    public void Forecasts_are_in_the_users_units(SeriesScale scale, double unit, double tolerance)
    {
        TimeSeries series = SampleForecast.Seasonal();
        ForecastResult one = Train(Quick with { Scale = scale });
        ForecastResult other = ForecastTask.Train(series with { Values = [.. series.Values.Select(value => unit * value)] }, Quick with { Scale = scale }, cancellation: TestContext.Current.CancellationToken);
        for (int n = 0; n < one.Forecast.Length; n++)
        {
            Assert.InRange(one.Forecast[n].Mean, 80, 200);
            Assert.Equal(unit * one.Forecast[n].Mean, other.Forecast[n].Mean, tolerance * unit * one.Forecast[n].Mean);
            Assert.Equal(unit * one.Forecast[n].Upper95, other.Forecast[n].Upper95, tolerance * unit * one.Forecast[n].Upper95);
        }
    }

    [Fact]
    public void Intervals_hold_the_forecast_and_the_wider_holds_the_narrower()
    {
        Assert.All(SampleForecast.Trained.Forecast, point =>
        {
            double[] ends = [point.Lower95, point.Lower80, point.Mean, point.Upper80, point.Upper95];
            Assert.Equal(ends.Order(), ends);
            Assert.Equal(5, ends.Distinct().Count());
        });
    }

    [Fact]
    public void Further_steps_extend_the_first_and_their_intervals_never_shrink()
    {
        TimeSeries series = SampleForecast.Seasonal();
        ForecastModel model = Train(Quick with { Scale = SeriesScale.Raw }).Model;
        var some = model.Forecast(series, 12);
        var many = model.Forecast(series, 30);
        Assert.Equal(30, many.Length);
        Assert.Equal(some, many.Take(12));
        Assert.Equal(SampleForecast.Bits(model.Forecast(series, 5)), SampleForecast.Bits([.. some.Take(5)]));
        Assert.Equal(new DateTime(2000, 6, 1), many[^1].Time); // 96 months from 1990-01, then 30
        for (int n = 1; n < many.Length; n++)
        {
            // On the raw scale; 1e-9 for the rounding of a difference of values near 100.
            Assert.True(many[n].Upper80 - many[n].Lower80 >= many[n - 1].Upper80 - many[n - 1].Lower80 - 1e-9);
            Assert.True(many[n].Upper95 - many[n].Lower95 >= many[n - 1].Upper95 - many[n - 1].Lower95 - 1e-9);
        }
    }

    [Fact]
    public void Evaluating_on_the_training_rows_is_the_training_s_own_backtest()
    {
        BacktestResult again = ForecastTask.Evaluate(SampleForecast.Trained.Model, SampleForecast.Seasonal(), cancellation: TestContext.Current.CancellationToken);
        BacktestResult own = SampleForecast.Trained.Backtest;
        Assert.Equal(SampleForecast.Bits(own), SampleForecast.Bits(again));
        Assert.Equal(own.Times, again.Times);
        Assert.Equal(own.Actual, again.Actual);
        Assert.Equal(own.OneStepCoverage, again.OneStepCoverage);
        Assert.Equal(own.MultiStepCoverage, again.MultiStepCoverage);
        Assert.Equal(own.FittedOn, again.FittedOn);
        Assert.Equal(own.OneStep.Select(method => method.Score), again.OneStep.Select(method => method.Score));
    }

    [Fact]
    public void Newer_rows_are_scored_as_they_are_and_nothing_is_fitted()
    {
        TimeSeries series = SampleForecast.Seasonal(101);
        ForecastModel model = SampleForecast.Trained.Model;
        List<ForecastProgress> reports = [];
        BacktestResult result = ForecastTask.Evaluate(model, series, new Listener(reports), TestContext.Current.CancellationToken);
        Assert.Empty(reports);
        Assert.Equal(series.Times[96..], result.Times);
        Assert.Equal(series.Values[96..], result.Actual);
        for (int n = 0; n < 5; n++)
            Assert.Equal(model.Forecast(series.Slice(0, 96 + n), 1)[0].Mean, result.OneStep[0].Forecasts[n]);
        Assert.Equal(model.Forecast(series.Slice(0, 96), 5).Select(point => point.Mean), result.MultiStep[0].Forecasts);
        Assert.Contains("the 5 rows after them are new to the model", result.FittedOn, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_newer_rows_alone_is_scored_after_the_look_back_and_nothing_is_fitted()
    {
        ForecastModel model = SampleForecast.Trained.Model;
        TimeSeries newer = SampleForecast.Seasonal(96 + model.RowsNeeded + 4).Slice(96, model.RowsNeeded + 4);
        List<ForecastProgress> reports = [];
        BacktestResult result = ForecastTask.Evaluate(model, newer, new Listener(reports), TestContext.Current.CancellationToken);
        Assert.Empty(reports);
        Assert.Equal(newer.Times[model.RowsNeeded..], result.Times);
        Assert.Equal(model.Forecast(newer.Slice(0, model.RowsNeeded), 1)[0].Mean, result.OneStep[0].Forecasts[0]);
    }

    [Fact]
    public void The_facts_say_what_was_fitted()
    {
        ForecastModel model = SampleForecast.Trained.Model;
        Assert.Equal((96, "Sales"), (model.Facts.Rows, model.Facts.Target));
        Assert.Equal(SampleForecast.Trained.Backtest.OneStep[0].Score.Rmse, model.Facts.OneStepRmse);
        Assert.Equal(SampleForecast.Trained.Backtest.MultiStep[0].Score.Rmse, model.Facts.MultiStepRmse);
        Assert.NotEqual(model.Facts.Fingerprint, ForecastTask.Train(SampleForecast.With(SampleForecast.Seasonal(), 3, 101), Quick, cancellation: TestContext.Current.CancellationToken).Model.Facts.Fingerprint);
        Assert.All(model.Describe(), fact => Assert.False(string.IsNullOrWhiteSpace(fact.Key) || string.IsNullOrWhiteSpace(fact.Value)));
    }

    [Theory]
    [InlineData(96, FrequencyUnit.Month)]
    [InlineData(40, FrequencyUnit.Month)]
    [InlineData(96, FrequencyUnit.Hour)] // a season of 24 that is not there: noise
    [InlineData(96, FrequencyUnit.Year)]
    public void Progress_counts_up_to_the_total_that_it_promised(int rows, FrequencyUnit unit)
    {
        SeededRandom random = new(6);
        double[] values = unit == FrequencyUnit.Month ? SampleForecast.SeasonalValues(rows) : [.. Enumerable.Range(0, rows).Select(_ => 50 + random.NextNormal())];
        List<ForecastProgress> reports = [];
        ForecastTask.Train(SampleForecast.Of(new Frequency(unit), values), Quick with { Threads = 1, TrainingSteps = 2 }, new Listener(reports), TestContext.Current.CancellationToken);
        int total = reports[0].Total;
        Assert.Equal(Enumerable.Range(1, total), reports.Select(report => report.Done));
        Assert.All(reports, report => Assert.Equal(total, report.Total));
        Assert.All(reports, report => Assert.NotEmpty(report.Phase));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    public void A_cancelled_training_ends(int after)
    {
        using CancellationTokenSource source = new();
        if (after == 0)
            source.Cancel();
        List<ForecastProgress> reports = [];
        Listener listener = new(reports, () =>
        {
            if (reports.Count == after)
                source.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => ForecastTask.Train(SampleForecast.Seasonal(), Quick, listener, source.Token));
        Assert.InRange(reports.Count, after, after + 4); // the networks under way may end
    }

    private static ForecastResult Train(ForecastOptions options) =>
        ForecastTask.Train(SampleForecast.Seasonal(), options, cancellation: TestContext.Current.CancellationToken);

    // Progress<T> reports later, from other threads; here every report is there as soon as it was made.
    private sealed class Listener(List<ForecastProgress> reports, Action? told = null) : IProgress<ForecastProgress>
    {
        public void Report(ForecastProgress value)
        {
            lock (reports)
            {
                reports.Add(value);
                told?.Invoke();
            }
        }
    }
}
