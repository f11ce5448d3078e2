using Gatelight.Cli.Output;
using Gatelight.Cli.Reporting;
using Gatelight.Explain;
using Gatelight.Formats.Csv;
using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Cli.Commands;

/// <summary>The main job: train, check, forecast and explain; quickstart and train forecast differ only in what they print and write.</summary>
internal sealed record Training
{
    /// <summary>The series.</summary>
    public required TimeSeries Series { get; init; }

    /// <summary>What was set.</summary>
    public required ForecastOptions Options { get; init; }

    /// <summary>What came of it.</summary>
    public required ForecastResult Result { get; init; }

    /// <summary>Why the first step is forecast as it is.</summary>
    public required ForecastExplanation Explanation { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Does the job, showing progress.</summary>
    public static Training Run(Call call, TimeSeries series, ForecastOptions options)
    {
        long start = call.Terminal.Clock.GetTimestamp();
        return ProgressDisplay.Run(call.Terminal, call.Quiet, progress =>
        {
            ForecastResult result = ForecastTask.Train(series, options, progress, call.Cancellation);
            ForecastExplanation why = result.Model.Explain(series, result.Forecast[0].Time, AttributionMethods.Default, cancellation: call.Cancellation);
            return new Training { Series = series, Options = options, Result = result, Explanation = why, Elapsed = call.Terminal.Clock.GetElapsedTime(start) };
        });
    }

    /// <summary>Writes the forecast as CSV.</summary>
    public void SaveForecast(string path) => CsvTableWriter.Write(path, ForecastTable.Of(Result.Forecast, Series.Frequency));

    /// <summary>Writes the report.</summary>
    public void SaveReport(string path, string name, string unit, string command) => ForecastReportMapper.Build(new ReportSubject
    {
        Name = name,
        Unit = unit,
        Series = Series,
        Model = Result.Model,
        Forecast = Result.Forecast,
        Explanation = Explanation,
        Backtest = Result.Backtest,
        Seed = Options.Seed,
        Command = command,
        Warnings = ForecastPage.Warnings(Series),
    }).SaveHtml(path);

    /// <summary>The JSON document.</summary>
    public System.Text.Json.Nodes.JsonObject Document(string dataset, IReadOnlyList<string> files)
    {
        var document = ForecastJson.Series(dataset, Series);
        document["seconds"] = Math.Round(Elapsed.TotalSeconds, 3);
        document["seed"] = Options.Seed;
        document["settings"] = JsonText.Object(Result.Model.Describe());
        document["holdout"] = ForecastJson.HoldOut(Result.Backtest, Series.Frequency);
        document["forecast"] = ForecastJson.Forecast(Result.Forecast, Series.Frequency);
        document["explanations"] = ForecastJson.Explanations(Explanation, Series.Frequency);
        document["files"] = JsonText.Texts(files);
        return document;
    }

    /// <summary>The summary for a person.</summary>
    public void Summarize(Page page, string title, IReadOnlyList<string> files)
    {
        const int ContributionsShown = 3;
        ForecastPage.Series(page, title, Series);
        ForecastPage.Backtest(page, Result.Backtest, Series.Frequency);
        ForecastPage.Forecast(page, Result.Forecast, Series.Frequency, Series.Name);
        ForecastPage.Explanation(page, Explanation with { Attributions = [Explanation.Attributions[0]] }, Series.Frequency, ContributionsShown);
        ForecastPage.Files(page, files);
        page.Line("");
        page.Line(FormattableString.Invariant($"Done in {NumberText.Duration(Elapsed)}, seed {Options.Seed}."));
    }
}
