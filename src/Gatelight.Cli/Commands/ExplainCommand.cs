using System.Collections.Immutable;
using System.CommandLine;
using Gatelight.Cli.Output;
using Gatelight.Cli.Reporting;
using Gatelight.Explain;
using Gatelight.Reports;
using Gatelight.Reports.Figures;
using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Cli.Commands;

/// <summary><c>explain</c>: why a model forecasts what it does for one time.</summary>
internal sealed class ExplainCommand
{
    private const int ContributionsShown = 5;

    private readonly ModelArgument _model = new();
    private readonly SeriesSource _source = new(isRemembered: true);
    private readonly Option<string?> _at = new("--at") { Description = "The time asked about, in the file or after it; the first step after it by default", HelpName = "TIME" };
    private readonly Option<int?> _stepsAhead = Ranges.StepsAhead();
    private readonly Option<string[]> _methods = new("--method") { Description = $"How to explain, may be repeated: {string.Join(", ", AttributionMethods.All.Select(method => method.Name))}; {string.Join(", ", AttributionMethods.Default.Select(method => method.Name))} by default", HelpName = "NAME", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _out = new("--out") { Description = "An HTML report too", HelpName = "FILE" };
    private readonly Option<string?> _png = new("--png") { Description = "The first method's map as a PNG picture too", HelpName = "FILE" };
    private readonly Option<string?> _svg = new("--svg") { Description = "The first method's map as an SVG picture too", HelpName = "FILE" };
    private readonly Option<string?> _unit = UnitOption.Create();

    /// <summary>Makes the verb.</summary>
    public static Command Create(Shell shell)
    {
        var verb = new ExplainCommand();
        return shell.Verb(
            "explain",
            "Explains a forecast: which time and which feature moved it, and by how much",
            ["gatelight explain sales.gatelight sales.csv --at 1968-12 --method integrated-gradients --out why.html"],
            [verb._model.Symbol, .. verb._source.Symbols, verb._at, verb._stepsAhead, verb._methods, verb._out, verb._png, verb._svg, verb._unit],
            verb.Run);
    }

    private void Run(Call call)
    {
        string? page = call.Arguments.GetValue(_out), png = call.Arguments.GetValue(_png), svg = call.Arguments.GetValue(_svg);
        OutputFiles files = new OutputFiles().Reads(_model.Path(call)).Reads(_source.Path(call))
            .Writes(page, "--out").Writes(png, "--png").Writes(svg, "--svg");
        IReadOnlyList<IAttributionMethod> methods = call.Arguments.GetValue(_methods) is { Length: > 0 } names
            ? [.. names.Select(AttributionMethods.Find).Distinct()]
            : AttributionMethods.Default;
        ForecastModel model = _model.Load(call);
        TimeSeries series = _source.Read(call, model.Facts);
        ForecastExplanation why = model.Explain(series, AskedAbout.Time(series, call.Arguments.GetValue(_at)), methods, call.Arguments.GetValue(_stepsAhead), call.Cancellation);

        List<Action<string>> savers = [];
        if (files.Paths.Count > 0)
        {
            Report report = Report(call, model, series, why);
            // The first map of the report is the first method's; those of the gates come after all of them.
            HeatmapFigure map = report.Sections.SelectMany(section => section.Figures).OfType<HeatmapFigure>().First();
            if (page is not null)
                savers.Add(report.SaveHtml);
            if (png is not null)
                savers.Add(path => FigureImage.SavePng(map, path));
            if (svg is not null)
                savers.Add(path => FigureImage.SaveSvg(map, path));
        }

        files.Write(savers, call.Cancellation);
        call.Print(
            () =>
            {
                var document = ForecastJson.Series(series.Source, series);
                document["seed"] = model.Facts.Options.Seed;
                document["settings"] = JsonText.Object(model.Describe());
                document["explanations"] = ForecastJson.Explanations(why, series.Frequency);
                document["files"] = JsonText.Texts(files.Paths);
                return document;
            },
            text =>
            {
                ForecastPage.Series(text, series.Source, series);
                ForecastPage.Explanation(text, why, series.Frequency, ContributionsShown);
                ForecastPage.Files(text, files.Paths);
            });
    }

    private Report Report(Call call, ForecastModel model, TimeSeries series, ForecastExplanation why)
    {
        TimeSeries known = series.Slice(0, series.Times.Count(time => time <= why.Origin));
        ImmutableArray<ForecastPoint> points = model.Forecast(known, Math.Max(why.Step, model.Horizon));
        string[] hindsight = known.Count == series.Count
            ? []
            : [$"The forecast is made from the rows up to {series.Frequency.Format(why.Origin)}, but the model itself may have been fitted on later rows too: it explains how the model works, not how good it is."];
        return ForecastReportMapper.Build(new ReportSubject
        {
            Name = Path.GetFileNameWithoutExtension(_source.Path(call)),
            Unit = UnitOption.Of(call, _unit),
            Series = known,
            Model = model,
            Forecast = points,
            Explanation = why,
            Seed = model.Facts.Options.Seed,
            Command = Command(call, series, why),
            Warnings = [.. hindsight, .. ForecastPage.Warnings(known)],
        });
    }

    private string Command(Call call, TimeSeries series, ForecastExplanation why)
    {
        CommandText command = new CommandText("explain")
            .With(Path.GetFileName(_model.Path(call)))
            .With(Path.GetFileName(_source.Path(call)))
            .With("--target", series.Name)
            .With("--time", _source.Time(call))
            .With("--gaps", _source.Gaps(call))
            .With("--at", series.Frequency.Format(why.Target))
            .With("--steps-ahead", why.Step)
            .With("--unit", call.Arguments.GetValue(_unit));
        foreach (Attribution attribution in why.Attributions)
            command.With("--method", attribution.Method);
        return command.With("--out", "why.html").ToString();
    }
}
