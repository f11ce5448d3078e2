using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Tasks.Tests.Forecasting;

public class ForecastExplanationTests
{
    private static readonly TimeSeries Series = SampleForecast.Seasonal();
    private static readonly ForecastModel Model = SampleForecast.Trained.Model;

    // A forecaster has no attention layer to look at.
    private static readonly IAttributionMethod[] Methods = [.. AttributionMethods.All.Where(method => method.Family != MethodFamily.Looking)];

    [Theory]
    [InlineData(95, null, 1)] // the last row, from the row before it
    [InlineData(95, 6, 6)]
    [InlineData(96, null, 1)] // the first step of the future
    [InlineData(107, null, 12)]
    public void A_forecast_is_explained_in_the_users_units(int row, int? stepsAhead, int step)
    {
        DateTime target = new DateTime(1990, 1, 1).AddMonths(row);
        ForecastExplanation answer = Model.Explain(Series, target, Methods, stepsAhead, TestContext.Current.CancellationToken);
        int origin = row - step;
        Assert.Equal((target, step), (answer.Target, answer.Step));
        Assert.Equal(Series.Times[origin], answer.Origin);
        Assert.Equal(answer.Origin, answer.Times[^1]);
        Assert.Equal(Model.Forecast(Series.Slice(0, origin + 1), 12)[step - 1].Mean, answer.Prediction);
        Assert.Equal(Methods.Length, answer.Attributions.Length);
        Assert.All(answer.Attributions, attribution =>
        {
            Assert.False(attribution.IsGapTooLarge);
            Assert.Equal(answer.Prediction, attribution.Prediction, 1e-5 * answer.Prediction); // the networks work in float
            Assert.Equal(answer.Times.Length, attribution.Values.GetLength(0));
        });
        Assert.All(answer.Attributions.Where(attribution => attribution.Method != "memory-ledger"), attribution => Assert.Equal(answer.Features.Length, attribution.Values.GetLength(1)));
        Assert.Equal(answer.Times.Length, answer.Trace.Steps);
    }

    [Theory]
    [InlineData(95, 1)]
    [InlineData(100, 5)]
    public void The_last_rows_as_a_question_answer_with_the_forecast_itself(int row, int step)
    {
        DateTime target = new DateTime(1990, 1, 1).AddMonths(row);
        ForecastRows rows = Model.AskRows(Series, target, step);
        int known = row - step + 1;
        Assert.Equal(Series.Values[(known - rows.Input.Length)..known], rows.Input);
        Assert.Equal(Series.Times[known - 1], rows.Times[^1]);
        double[] changed = [.. rows.Input];
        changed[^2] *= 1.1;
        double[] answers = new double[2];
        rows.Question.Evaluate([.. rows.Input, .. changed], answers);
        TimeSeries before = Series.Slice(0, known);
        Assert.Equal(Model.Forecast(before, 12)[step - 1].Mean, answers[0], 1e-5 * answers[0]);
        Assert.Equal(Model.Forecast(before with { Values = before.Values.SetItem(known - 2, changed[^2]) }, 12)[step - 1].Mean, answers[1], 1e-5 * answers[1]);
    }

    [Fact]
    public void The_slope_of_the_last_rows_is_the_change_that_a_small_change_makes()
    {
        ForecastRows rows = Model.AskRows(Series, Series.Times[^1]);
        double[] answers = new double[1], slopes = new double[rows.Input.Length], moved = new double[2];
        rows.Question.EvaluateGradient(rows.Input, answers, slopes);
        double[] up = [.. rows.Input], down = [.. rows.Input];
        up[^1] *= 1.02;
        down[^1] *= 0.98;
        rows.Question.Evaluate([.. up, .. down], moved);
        double slope = (moved[0] - moved[1]) / (up[^1] - down[^1]);
        Assert.Equal(slope, slopes[^1], 0.05 * Math.Abs(slope) + 1e-3);
    }

    [Fact]
    public void A_contrast_is_the_difference_of_two_forecasts_from_one_origin()
    {
        DateTime first = Series.Times[^1].AddMonths(3), second = Series.Times[^1].AddMonths(5);
        ForecastQuestion contrast = Model.Ask(Series, first, against: second);
        double answer = contrast.Parts.Average(part => Attribute(part).Prediction);
        double[] both = [.. Model.Forecast(Series, 5).Select(point => point.Mean)];
        double expected = contrast.IsLogRatio ? Math.Log(both[2] / both[4]) : both[2] - both[4];
        // The mean of the groups' logarithms is not quite the logarithm of the mean.
        Assert.Equal(expected, answer, contrast.IsLogRatio ? 1e-3 : 1e-3 * both[2]);
        Assert.All(contrast.Parts, part => Assert.False(Attribute(part).IsGapTooLarge));

        static Attribution Attribute(ForecastPart part) => new IntegratedGradients().Explain(part.Question, part.Input, part.Expected, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void What_came_later_does_not_change_the_explanation_of_a_row()
    {
        ForecastExplanation whole = Model.Explain(Series, Series.Times[60], [new IntegratedGradients()], null, TestContext.Current.CancellationToken);
        ForecastExplanation cut = Model.Explain(SampleForecast.With(Series, 60, 9000), Series.Times[60], [new IntegratedGradients()], null, TestContext.Current.CancellationToken);
        Assert.Equal(SampleForecast.Bits(whole.Attributions[0].Values.Cast<double>()), SampleForecast.Bits(cut.Attributions[0].Values.Cast<double>()));
    }

    [Theory]
    [InlineData("1990-02-01", null)] // before the look-back is full
    [InlineData("1980-01-01", null)]
    [InlineData("1994-06-15", null)] // between two rows
    [InlineData("1999-06-01", null)] // beyond the horizon
    [InlineData("1994-06-01", 13)]
    [InlineData("1994-06-01", 0)]
    [InlineData("1998-06-01", 2)] // would need rows that have not come
    public void A_time_that_cannot_be_explained_is_refused_with_those_that_can(string target, int? stepsAhead)
    {
        DateTime time = DateTime.ParseExact(target, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        string message = Assert.Throws<InvalidInputException>(() => Model.Explain(Series, time, AttributionMethods.All, stepsAhead, TestContext.Current.CancellationToken)).Message;
        Assert.Contains("ask about ", message, StringComparison.Ordinal);
        Assert.Contains("to 1998-12, at most 12 steps", message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, char.IsControl);
    }
}
