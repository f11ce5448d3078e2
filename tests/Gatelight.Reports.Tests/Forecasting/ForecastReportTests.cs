using Gatelight.Reports.Figures;
using Gatelight.Reports.Forecasting;

namespace Gatelight.Reports.Tests.Forecasting;

public sealed class ForecastReportTests
{
    private static readonly Report Demo = ForecastReport.Build(DemoForecast.Create());

    [Fact]
    public void Has_the_five_sections_in_their_order() =>
        Assert.Equal(["Forecast", "How good", "Why", "Inside", "Changes"], Demo.Sections.Select(section => section.ShortName));

    [Fact]
    public void Leaves_out_sections_without_data()
    {
        Report report = ForecastReport.Build(DemoForecast.Create() with
        {
            OneStep = [],
            MultiStep = [],
            HoldOutTimes = [],
            HoldOutValues = [],
            HoldOutOneStep = [],
            HoldOutMultiStep = [],
            Coverage = [],
            Attributions = [],
            Gates = [],
            Origins = [],
        });

        Assert.Equal(["Forecast"], report.Sections.Select(section => section.ShortName));
        Assert.Contains("How to read this page", report.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_forecast_figure_holds_history_mean_and_both_bands()
    {
        ForecastReportInput input = DemoForecast.Create();
        var figure = Assert.IsType<TimeSeriesFigure>(Demo.Sections[0].Figures[0]);

        Assert.Equal(input.HistoryValues, figure.Lines[0].Values);
        Assert.Equal(input.Forecast.Select(point => point.Mean), figure.Lines[1].Values);
        Assert.Equal(["95 % interval", "80 % interval"], figure.Bands.Select(band => band.Name));
        Assert.Equal(input.Forecast.Select(point => point.Lower95), figure.Bands[0].Lower);
        Assert.Equal(input.Forecast.Select(point => point.Upper80), figure.Bands[1].Upper);
    }

    [Theory]
    [InlineData(900, "is ahead of every simple method one step ahead and from one origin", "10 % lower than")]
    [InlineData(1200, "a simple method is ahead of the model one step ahead and from one origin", "20 % higher than")]
    public void Says_honestly_who_wins(double modelRmse, string verdict, string summary)
    {
        BacktestRow[] rows = [new("LSTM", true, modelRmse, 1, 1, 1, 1), new("seasonal naive", false, 1000, 1, 1, 1, 1), new("last value", false, 5000, 1, 1, 1, 1)];
        Report report = ForecastReport.Build(DemoForecast.Create() with { OneStep = rows, MultiStep = rows });

        Assert.Contains(report.Sections[1].Paragraphs, text => text.Contains(verdict, StringComparison.Ordinal));
        Assert.Equal(2, report.Summary.Count(text => text.Contains($"{summary} that of the best simple method, seasonal naive, with 1,000 cars", StringComparison.Ordinal)));
    }

    [Fact]
    public void Names_the_outlook_in_plain_numbers()
    {
        ForecastReportInput input = DemoForecast.Create();
        ForecastPoint point = input.Forecast[0] with { Mean = 1100, Lower80 = 900, Upper80 = 1300, Lower95 = 800, Upper95 = 1400 };
        Report report = ForecastReport.Build(input with { HistoryValues = [.. input.HistoryTimes.Select(_ => 1000.0)], Forecast = [point, point with { Time = point.Time.AddMonths(1) }] });

        Assert.Equal("From Jan 1969 to Feb 1969 the LSTM expects 1,100 cars per month on average, 10.0 % more than in the 2 months before.", report.Summary[0]);
        Assert.Contains("between 900 and 1,300 in 8 of 10 cases, and between 800 and 1,400 in 19 of 20", report.Summary[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_completeness_gap_is_flagged_in_every_figure_of_its_method()
    {
        Figure[] figures = [.. Demo.Sections[2].Figures];

        Assert.All(figures.Where(figure => figure.Title.StartsWith("Occlusion", StringComparison.Ordinal)),
            figure => Assert.Contains(figure.Notes, note => note.IsWarning && note.Text.Contains("completeness gap −1,312.00 cars", StringComparison.Ordinal)));
        Assert.DoesNotContain(figures.Where(figure => !figure.Title.StartsWith("Occlusion", StringComparison.Ordinal)), figure => figure.Notes.Any(note => note.IsWarning));
        Assert.Contains(figures[0].Notes, note => note.Text.Contains("completeness gap 0.40 cars", StringComparison.Ordinal));
    }

    [Fact]
    public void The_waterfall_leads_from_the_baseline_to_the_forecast()
    {
        AttributionInput entry = DemoForecast.Create().Attributions[0];
        BarFigure waterfall = Demo.Sections[2].Figures.OfType<BarFigure>().First(figure => figure.Start is not null);

        Assert.Equal(entry.BaselinePrediction, waterfall.Start!.Value);
        Assert.Equal(entry.Prediction, waterfall.Start.Value + waterfall.Bars.Sum(bar => bar.Value), 6);
    }

    [Fact]
    public void A_narrow_interval_is_flagged()
    {
        Report report = ForecastReport.Build(DemoForecast.Create() with { Coverage = [new IntervalCoverage(0.8, 0.4, 50), new IntervalCoverage(0.95, 0.94, 50)] });
        Figure coverage = report.Sections[1].Figures.Single(figure => figure.Title.Contains("promise", StringComparison.Ordinal));

        Assert.Contains("80 % interval held only 40 %", Assert.Single(coverage.Notes).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_of_old_forecasts_are_forecast_minus_observed()
    {
        ForecastReportInput input = DemoForecast.Create();
        HeatmapFigure errors = Demo.Sections[4].Figures.OfType<HeatmapFigure>().Single();

        Assert.Equal(input.Origins[0].Values[0] - input.HistoryValues[input.HistoryTimes.ToList().IndexOf(input.Origins[0].Times[0])], errors.Values[0, 0], 9);
        Assert.True(double.IsNaN(errors.Values[0, errors.ColumnTimes.Count - 1]));
    }

    [Fact]
    public void Mismatched_lengths_are_one_clear_line()
    {
        ForecastReportInput input = DemoForecast.Create();
        var history = Assert.Throws<ArgumentException>(() => ForecastReport.Build(input with { HistoryValues = [1] }));
        var attribution = Assert.Throws<ArgumentException>(() => ForecastReport.Build(input with { Attributions = [input.Attributions[0] with { FeatureNames = ["one"] }] }));

        Assert.StartsWith("HistoryValues: 1 values but HistoryTimes has 108; give one value per time.", history.Message, StringComparison.Ordinal);
        Assert.Equal("input", history.ParamName);
        Assert.DoesNotContain('\n', history.Message);
        Assert.StartsWith("Attribution by 'Integrated gradients': the matrix is [3, 24] but there are 1 features and 24 times", attribution.Message, StringComparison.Ordinal);
    }
}
