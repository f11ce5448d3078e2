using Gatelight.Data;
using Gatelight.Serialization;
using Gatelight.Tasks.Forecasting;

namespace Gatelight.Tasks.Tests.Forecasting;

public sealed class ForecastModelFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatelight-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_saved_forecasts_the_same_bits()
    {
        ForecastModel model = SampleForecast.Trained.Model;
        ForecastModel loaded = ForecastModel.Load(Saved());
        Assert.Equal(SampleForecast.Bits(model.Forecast(SampleForecast.Seasonal(), 24)), SampleForecast.Bits(loaded.Forecast(SampleForecast.Seasonal(), 24)));
        Assert.Equal(model.Describe(), loaded.Describe());
        Assert.Equal(model.Facts.Options, loaded.Facts.Options);
        Assert.Equal(SampleForecast.Bits(SampleForecast.Trained.Backtest), SampleForecast.Bits(ForecastTask.Evaluate(loaded, SampleForecast.Seasonal(), cancellation: TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void A_model_of_another_task_is_refused_by_name()
    {
        string path = Saved();
        (ModelBundle.Load(path) with { Task = "classify" }).Save(path);
        CheckRefusal(path, "a model for 'classify', not for forecasting");
    }

    [Theory]
    [InlineData("groups.0.targetScale", "-1", "the target has no scale")]
    [InlineData("groups.0.columns.0.scale", "0", "a feature has no scale")]
    [InlineData("groups.0.anchor.season", "0", "the anchor is out of range")]
    [InlineData("groups.0.window", "1000000000", "the look-back is out of range")]
    [InlineData("groups.0.shrinkage", "\"NaN\"", "the shrinkage is out of range")]
    [InlineData("groups.0.columns.0.kind", "\"Calendar\"", "the calendar has other features")]
    [InlineData("members.0", "7", "the number of networks is wrong")]
    [InlineData("recipe.intervals.sigma.3", "\"Infinity\"", "the intervals have no size")]
    [InlineData("recipe.intervals.quantile80", "9", "the intervals cross")]
    [InlineData("facts.options.horizon", "0", "horizon")]
    [InlineData("recipe", null, "its pipeline does not make sense")]
    [InlineData("groups.0.anchor", null, "its pipeline does not make sense")]
    public void An_altered_pipeline_is_refused_in_one_line(string place, string? value, string expected)
    {
        string path = Saved();
        AlteredModel.Alter(path, place, value);
        CheckRefusal(path, expected);
    }

    private void CheckRefusal(string path, string expected)
    {
        string message = Assert.Throws<InvalidInputException>(() => ForecastModel.Load(path)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains(_folder, message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, char.IsControl);
    }

    private string Saved()
    {
        string path = Path.Combine(_folder, "model.gatelight");
        SampleForecast.Trained.Model.Save(path);
        return path;
    }
}
