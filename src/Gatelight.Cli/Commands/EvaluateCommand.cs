using System.CommandLine;
using Gatelight.Cli.Classification;
using Gatelight.Cli.Output;
using Gatelight.Serialization;
using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Cli.Commands;

/// <summary><c>evaluate</c>: how good a model is on rows that it was not fitted on.</summary>
internal static class EvaluateCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(Shell shell)
    {
        var model = new ModelArgument();
        var source = new SeriesSource(isRemembered: true);
        var examples = new ExampleSource(source.PathOrNull, source.Time);
        return shell.Verb(
            "evaluate",
            "Measures a model beside simple methods, on rows or examples that it was not fitted on",
            ["gatelight evaluate sales.gatelight sales.csv", "gatelight evaluate sentiment.gatelight newer-reviews.csv"],
            [model.Symbol, .. source.Symbols, .. examples.Options],
            call =>
            {
                if (ModelBundle.Load(model.Path(call)).Task == "classify")
                    ClassifierEvaluate.Run(call, model.Path(call), examples);
                else
                    Run(call, model, source);
            });
    }

    private static void Run(Call call, ModelArgument argument, SeriesSource source)
    {
        long start = call.Terminal.Clock.GetTimestamp();
        ForecastModel model = argument.Load(call);
        TimeSeries series = source.Read(call, model.Facts);
        BacktestResult backtest = ProgressDisplay.Run(call.Terminal, call.Quiet, progress => ForecastTask.Evaluate(model, series, progress, call.Cancellation));
        TimeSpan elapsed = call.Terminal.Clock.GetElapsedTime(start);
        call.Print(
            () =>
            {
                var document = ForecastJson.Series(series.Source, series);
                document["seconds"] = Math.Round(elapsed.TotalSeconds, 3);
                document["seed"] = model.Facts.Options.Seed;
                document["settings"] = JsonText.Object(model.Describe());
                document["holdout"] = ForecastJson.HoldOut(backtest, series.Frequency);
                return document;
            },
            page =>
            {
                ForecastPage.Series(page, series.Source, series);
                ForecastPage.Backtest(page, backtest, series.Frequency);
            });
    }
}
