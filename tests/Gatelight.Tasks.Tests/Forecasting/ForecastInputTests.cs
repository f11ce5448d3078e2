using Gatelight.Data;
using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Tasks.Tests.Forecasting;

public class ForecastInputTests
{
    private static readonly ForecastOptions Quick = SampleForecast.Quick with { TrainingSteps = 5, HoldOut = 3 };

    [Fact]
    public void Too_few_rows_are_refused_with_the_number_needed()
    {
        ForecastOptions options = Quick with { HoldOut = null };
        Refused("23 rows, too few: 24 are needed", () => Train(SampleForecast.Seasonal(23), options));
        Assert.Equal(12, Train(SampleForecast.Seasonal(24), options).Forecast.Length);
    }

    [Fact]
    public void A_long_look_back_leaves_no_validation_year_too_short_to_train_on() =>
        Assert.Equal(30, Train(SampleForecast.Seasonal(51), Quick with { Window = 30 }).Model.Recipe.Groups[0].Window);

    [Theory]
    [InlineData(FrequencyUnit.Quarter, 48, 4)]
    [InlineData(FrequencyUnit.Day, 70, 7)]
    [InlineData(FrequencyUnit.Hour, 120, 24)]
    [InlineData(FrequencyUnit.Year, 40, 10)]
    public void Every_frequency_works(FrequencyUnit unit, int rows, int season)
    {
        ForecastResult result = Train(SampleForecast.Of(new Frequency(unit), SampleForecast.SeasonalValues(rows, season)), Quick);
        Assert.Equal(unit == FrequencyUnit.Year ? 1 : season, result.Model.Season);
        Assert.All(result.Forecast, point => Assert.InRange(point.Mean, 50, 250));
    }

    [Theory]
    [InlineData(1e12)]
    [InlineData(1e-9)]
    public void Huge_and_tiny_values_keep_their_size(double unit)
    {
        ForecastResult result = Train(SampleForecast.Of(SampleForecast.Monthly, [.. SampleForecast.SeasonalValues(60).Select(value => unit * value)]), Quick);
        Assert.All(result.Forecast, point => Assert.InRange(point.Mean, 50 * unit, 250 * unit));
        Assert.All(result.Forecast, point => Assert.InRange(point.Upper95, point.Mean, 300 * unit));
    }

    [Theory]
    [InlineData(1e200)]
    [InlineData(1e-200)]
    public void Values_that_cannot_be_squared_are_refused(double unit) =>
        Refused("give the series in another unit", () => Train(SampleForecast.Of(SampleForecast.Monthly, [.. SampleForecast.SeasonalValues(60).Select(value => unit * value)]), Quick));

    [Fact]
    public void A_series_with_zeros_and_negatives_is_taken_as_it_is()
    {
        double[] values = [.. SampleForecast.SeasonalValues(60).Select(value => Math.Round(value - 120))];
        ForecastResult result = Train(SampleForecast.Of(SampleForecast.Monthly, values), Quick);
        Assert.All(result.Model.Recipe.Groups, group => Assert.Equal(SeriesScale.Raw, group.Scale));
        Refused("works on logarithms, but Sales is", () => Train(SampleForecast.Of(SampleForecast.Monthly, values), Quick with { Scale = SeriesScale.Log }));
    }

    [Fact]
    public void A_series_that_stood_still_is_forecast_to_stand_still()
    {
        double[] values = [.. Enumerable.Range(0, 60).Select(row => row < 57 ? 1e-6 : 1e-6 + 1e-9 * row)];
        ForecastResult result = Train(SampleForecast.Of(SampleForecast.Monthly, values), Quick);
        Assert.All(result.Backtest.MultiStep[0].Forecasts, value => Assert.Equal(1e-6, value, 1e-8));
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_their_flag()
    {
        Refused("--horizon", () => new ForecastOptions { Horizon = 0 });
        Refused("--holdout", () => new ForecastOptions { HoldOut = 0 });
        Refused("--window", () => new ForecastOptions { Window = 1 });
        Refused("--season", () => new ForecastOptions { Season = 0 });
        Refused("--hidden", () => new ForecastOptions { HiddenSize = 1025 });
        Refused("--members", () => new ForecastOptions { Members = 1 });
        Refused("--steps", () => new ForecastOptions { TrainingSteps = 0 });
        Refused("--threads", () => new ForecastOptions { Threads = 0 });
        Refused("--steps", () => SampleForecast.Trained.Model.Forecast(SampleForecast.Seasonal(), 0));
    }

    [Fact]
    public void The_calendar_and_other_columns_are_read_and_asked_for()
    {
        double[] values = SampleForecast.SeasonalValues(60);
        Covariate rain = new("Rain", [.. values.Select((_, row) => 3.0 + row % 5)]);
        TimeSeries series = SampleForecast.Of(SampleForecast.Monthly, values, rain);
        ForecastModel model = Train(series, Quick with { Calendar = true }).Model;
        IReadOnlyList<string> features = model.Explain(series, series.Times[50], [], null, TestContext.Current.CancellationToken).Features;
        Assert.Contains("Rain", features);
        Assert.Contains("month (sin)", features);
        Assert.Equal(15, model.Forecast(series, 15).Length);
        Refused("reads the column 'Rain'", () => model.Forecast(series with { Covariates = [] }, 1));
    }

    [Fact]
    public void Rows_of_another_frequency_or_too_few_are_refused()
    {
        ForecastModel model = SampleForecast.Trained.Model;
        Refused("fitted on monthly rows", () => model.Forecast(SampleForecast.Of(new Frequency(FrequencyUnit.Quarter), SampleForecast.SeasonalValues(60)), 1));
        Refused("too few to forecast from", () => model.Forecast(SampleForecast.Seasonal(model.RowsNeeded - 1), 1));
        Assert.Single(model.Forecast(SampleForecast.Seasonal(model.RowsNeeded), 1));
    }

    private static ForecastResult Train(TimeSeries series, ForecastOptions options) =>
        ForecastTask.Train(series, options, cancellation: TestContext.Current.CancellationToken);

    private static void Refused(string expected, Func<object> action)
    {
        string message = Assert.Throws<InvalidInputException>(action).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, char.IsControl);
    }
}
