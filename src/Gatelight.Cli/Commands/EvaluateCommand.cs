using System.CommandLine;
using Gatelight.Cli.Classification;
using Gatelight.Cli.Output;
using Gatelight.Data;
using Gatelight.Serialization;
using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Cli.Commands;

/// <summary><c>evaluate</c>: how good a model is on data that it was not fitted on.</summary>
internal static class EvaluateCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(Shell shell)
    {
        var model = new ModelArgument();
        var source = new SeriesSource(isRemembered: true, isOptional: true, "the data to measure by: the CSV of a series, examples with their classes, a text, or pairs of texts");
        var reference = new Option<string?>("--reference") { Description = "For pairs in two files: the targets line by line, where DATA holds the sources", HelpName = "FILE" };
        var sources = new Option<string?>("--source") { Description = "For pairs in a file with a header: the column of the sources; that of the targets is --target", HelpName = "COL" };
        var examples = new ExampleSource(source.PathOrNull, source.Time);
        return shell.Verb(
            "evaluate",
            "Measures a model on rows, examples or texts that it was not fitted on",
            ["gatelight evaluate sales.gatelight sales.csv", "gatelight evaluate sentiment.gatelight newer-reviews.csv", "gatelight evaluate book.gatelight sequel.txt", "gatelight evaluate french.gatelight test.en --reference test.fr"],
            [model.Symbol, .. source.Symbols, sources, reference, .. examples.Options],
            call =>
            {
                string task = ModelBundle.Load(model.Path(call)).Task;
                string? second = call.Arguments.GetValue(reference);
                if ((second is not null || call.Arguments.GetValue(sources) is not null) && task != "translation")
                    throw new InvalidInputException("--reference and --source are for pairs of texts and mean nothing for this model; leave them out.");
                switch (task)
                {
                    case "classify":
                        ClassifierEvaluate.Run(call, model.Path(call), examples);
                        break;
                    case "language":
                        LanguageEvaluate.Run(call, model.Path(call), Data(call, source), examples.Reading(call));
                        break;
                    case "translation":
                        string[] files = [Data(call, source), .. second is null ? (string[])[] : [second]];
                        TranslationEvaluate.Run(call, model.Path(call), string.Join(" + ", files.Select(Path.GetFileName)), PairSource.Pairs(files, examples.Reading(call), call.Arguments.GetValue(sources), source.Target(call)));
                        break;
                    default:
                        Run(call, model, source);
                        break;
                }
            });
    }

    private static string Data(Call call, SeriesSource source) => source.PathOrNull(call) ?? throw new InvalidInputException("DATA is missing: give the file to measure by after the model.");

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
