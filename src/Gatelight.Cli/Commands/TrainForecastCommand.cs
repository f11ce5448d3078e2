using System.CommandLine;
using Gatelight.Cli.Output;
using Gatelight.Cli.Reporting;
using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Cli.Commands;

/// <summary><c>train forecast</c>: a forecasting model from the user's own CSV file.</summary>
internal sealed class TrainForecastCommand
{
    private readonly SeriesSource _source = new();
    private readonly Option<string?> _out = new("--out") { Description = "The model file; the name of the CSV with .gatelight by default", HelpName = "FILE" };
    private readonly Option<string?> _report = new("--report") { Description = "An HTML report too", HelpName = "FILE" };
    private readonly Option<string?> _unit = UnitOption.Create();
    private readonly Option<bool> _calendar = new("--calendar") { Description = "Let the networks read the calendar too" };
    private readonly Option<SeriesScale?> _scale = ChoiceOption.Create<SeriesScale>("--scale", "The scale on which the series is modelled; chosen on validation years by default");
    private readonly Option<int?> _horizon = Ranges.Horizon(), _holdOut = Ranges.HoldOut(), _window = Ranges.Window(), _season = Ranges.Season();
    private readonly Option<int?> _hidden = Ranges.HiddenSize(), _members = Ranges.Members(), _steps = Ranges.TrainingSteps();

    /// <summary>Makes the verb.</summary>
    public static Command Create(Shell shell)
    {
        var verb = new TrainForecastCommand();
        return shell.Verb(
            "forecast",
            "Trains a forecasting model, compares it with simple methods and forecasts",
            ["gatelight train forecast sales.csv --time Month --target Sales --horizon 12 --out sales.gatelight", "gatelight train forecast sales.csv --target Sales --report sales.html"],
            [.. verb._source.Symbols, verb._horizon, verb._out, verb._report, .. verb.OfTraining],
            verb.Run);
    }

    private Option[] OfTraining => [_unit, _holdOut, _window, _season, _calendar, _scale, _hidden, _members, _steps];

    private void Run(Call call)
    {
        string csv = _source.Path(call), stem = Path.GetFileNameWithoutExtension(csv);
        TimeSeries series = _source.Read(call);
        ForecastOptions options = Options(call);
        string? report = call.Arguments.GetValue(_report);
        OutputFiles files = new OutputFiles().Reads(csv)
            .Writes(call.Arguments.GetValue(_out) ?? stem + ".gatelight", "--out")
            .Writes(report, "--report");
        var training = Training.Run(call, series, options);
        List<Action<string>> savers = [training.Result.Model.Save];
        if (report is not null)
            savers.Add(path => training.SaveReport(path, stem, UnitOption.Of(call, _unit), Command(call, series)));
        files.Write(savers, call.Cancellation);
        call.Print(() => training.Document(series.Source, files.Paths), page => training.Summarize(page, series.Source, files.Paths));
    }

    private ForecastOptions Options(Call call)
    {
        var defaults = new ForecastOptions();
        return defaults with
        {
            Horizon = call.Arguments.GetValue(_horizon) ?? defaults.Horizon,
            HoldOut = call.Arguments.GetValue(_holdOut),
            Window = call.Arguments.GetValue(_window),
            Season = call.Arguments.GetValue(_season),
            Calendar = call.Arguments.GetValue(_calendar),
            Scale = call.Arguments.GetValue(_scale),
            HiddenSize = call.Arguments.GetValue(_hidden) ?? defaults.HiddenSize,
            Members = call.Arguments.GetValue(_members) ?? defaults.Members,
            TrainingSteps = call.Arguments.GetValue(_steps) ?? defaults.TrainingSteps,
            Seed = call.Seed,
            Threads = call.Threads,
        };
    }

    private string Command(Call call, TimeSeries series) => new CommandText("train forecast")
        .With(Path.GetFileName(_source.Path(call)))
        .With("--target", series.Name)
        .With("--time", _source.Time(call))
        .With("--gaps", _source.Gaps(call))
        .Given(call, [_horizon, .. OfTraining])
        .With("--seed", call.Seed)
        .With("--report", "report.html")
        .ToString();
}
