using System.Collections.Immutable;
using System.CommandLine;
using Gatelight.Cli.Output;
using Gatelight.Formats.Csv;
using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Cli.Commands;

/// <summary><c>forecast</c>: the steps after the last row of a file, by a model trained before.</summary>
internal static class ForecastCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(Shell shell)
    {
        var model = new ModelArgument();
        var source = new SeriesSource(isRemembered: true);
        Option<int?> steps = Ranges.ForecastSteps();
        var output = new Option<string?>("--out") { Description = "A CSV file of the forecast too", HelpName = "FILE" };
        return shell.Verb(
            "forecast",
            "Forecasts the steps after the last row of a CSV file",
            ["gatelight forecast sales.gatelight sales.csv --steps 12 --out next.csv"],
            [model.Symbol, .. source.Symbols, steps, output],
            call => Run(call, model, source, call.Arguments.GetValue(steps), call.Arguments.GetValue(output)));
    }

    private static void Run(Call call, ModelArgument argument, SeriesSource source, int? steps, string? output)
    {
        OutputFiles files = new OutputFiles().Reads(argument.Path(call)).Reads(source.Path(call)).Writes(output, "--out");
        ForecastModel model = argument.Load(call);
        TimeSeries series = source.Read(call, model.Facts);
        ImmutableArray<ForecastPoint> points = model.Forecast(series, steps ?? model.Horizon);
        files.Write(output is null ? [] : [path => CsvTableWriter.Write(path, ForecastTable.Of(points, series.Frequency))], call.Cancellation);
        call.Print(
            () =>
            {
                var document = ForecastJson.Series(series.Source, series);
                document["forecast"] = ForecastJson.Forecast(points, series.Frequency);
                document["files"] = JsonText.Texts(files.Paths);
                return document;
            },
            page =>
            {
                ForecastPage.Series(page, series.Source, series);
                ForecastPage.Forecast(page, points, series.Frequency, series.Name);
                ForecastPage.Files(page, files.Paths);
            });
    }
}
