using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Cli.Output;
using Gatelight.Cli.Reporting;
using Gatelight.Explain;
using Gatelight.Reports;
using Gatelight.Reports.Figures;
using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Cli.Commands.Explain;

/// <summary>A forecast: the groups of networks are the parts, earlier forecasts the further inputs.</summary>
internal sealed class ForecastKind : IExplanationKind
{
    private static readonly BaselineNames Baselines = new(
        "a forecast",
        ("expected", ""),
        ("mean", "the mean of what the networks read for earlier forecasts"),
        ("sample", "what the networks read for an earlier forecast, drawn by the seed"));

    /// <inheritdoc/>
    public string Name => "a forecasting model";

    /// <inheritdoc/>
    public IReadOnlyList<string> Options { get; } = ["DATA", "--target", "--time", "--gaps", "--at", "--steps-ahead", "--against"];

    /// <inheritdoc/>
    public bool Reads(ModelFile file) => file.Task == "forecast";

    /// <inheritdoc/>
    public ExplanationSubject Open(ModelFile file, ExplanationRequest request)
    {
        string baseline = Baselines.Choose(request.Baseline);
        ForecastModel model = ForecastModel.Load(file.Path);
        TimeSeries series = request.Series.Read(request.Call, model.Facts);
        DateTime target = AskedAbout.Time(series, request.At);
        DateTime? against = request.Against is { } other ? AskedAbout.Time(series, other, "--against") : null;
        ForecastQuestion question = model.Ask(series, target, request.StepsAhead, against);
        var past = new EarlierForecasts(model, series, question);
        TimeSeries known = series.Slice(0, series.Times.Count(time => time <= question.Origin));
        var words = StepWords.Of(series.Frequency);
        string unit = request.Unit ?? UnitOption.Default, asked = Asked(question, series.Frequency);
        double[]?[] compared = baseline == "expected" ? [] : past.Baseline(baseline == "mean", request.Samples, request.Seed);
        string meaning = baseline == "expected" ? question.ExpectedDescription : Baselines.MeaningOf(baseline);
        return new ExplanationSubject
        {
            Title = $"{Path.GetFileNameWithoutExtension(request.Series.Path(request.Call))}: {asked}",
            AskedAbout = asked,
            Detail = Detail(question, series.Frequency),
            Unit = question.IsLogRatio ? "logarithm of the ratio" : unit,
            Input = past.Input(question, compared),
            BaselineDescription = meaning,
            StepTitle = "time",
            StepNames = [.. question.Times.Select(series.Frequency.Format)],
            Times = question.Times,
            TimeFormat = words.TimeFormat,
            FeatureNames = question.Features,
            Samples = past.Samples,
            SamplesHint = "an earlier forecast needs rows before it: add older rows",
            Changeable = against is null ? () => Rows(model, series, question, unit) : null,
            Series = new FigureLine(series.Name, LineRole.Actual, question.Times, [.. known.Values[^question.Times.Length..]]),
            SeriesUnit = unit,
            Settings = [.. model.Describe()],
            Warnings = [.. Warnings(series, known)],
            Document = () => Document(model, series),
            Facts = () => Facts(question, series.Frequency),
            Opening = page => ForecastPage.Series(page, series.Source, series),
            Report = against is null ? maps => Report(request, model, known, question, meaning, maps) : null,
            Command = Command(file, request, series, question),
        };
    }

    private static string Asked(ForecastQuestion question, Frequency frequency) => question.Against is { } other
        ? $"the forecast for {frequency.Format(question.Target)} against that for {frequency.Format(other)}"
        : $"the forecast for {frequency.Format(question.Target)}";

    private static string Detail(ForecastQuestion question, Frequency frequency)
    {
        string origin = frequency.Format(question.Origin);
        return question.Against is not null ? $"both made after {origin}"
            : question.Step == 1 ? $"made after {origin}, 1 step ahead"
            : string.Create(CultureInfo.InvariantCulture, $"made after {origin}, {question.Step} steps ahead");
    }

    private static ChangeableInput Rows(ForecastModel model, TimeSeries series, ForecastQuestion question, string unit)
    {
        ForecastRows rows = model.AskRows(series, question.Target, question.Step);
        int steps = rows.Input.Length, known = series.Times.Count(time => time <= question.Origin);
        // One start a season, so that every row is compared with rows of its own kind.
        return new ChangeableInput
        {
            Question = rows.Question,
            Input = rows.Input,
            StepNames = [.. rows.Times.Select(series.Frequency.Format)],
            FeatureNames = [series.Name],
            Unit = unit,
            Background = [.. Enumerable.Range(1, (known - steps) / model.Season).Select(n => series.Values[(known - steps - n * model.Season)..(known - n * model.Season)].ToArray())],
        };
    }

    private static IEnumerable<string> Warnings(TimeSeries series, TimeSeries known)
    {
        if (known.Count < series.Count)
            yield return $"The forecast is made from the rows up to {series.Frequency.Format(known.Times[^1])}, but the model itself may have been fitted on later rows too: it explains how the model works, not how good it is.";
        foreach (string warning in ForecastPage.Warnings(known))
            yield return warning;
    }

    private static JsonObject Document(ForecastModel model, TimeSeries series)
    {
        JsonObject document = ForecastJson.Series(series.Source, series);
        document["seed"] = model.Facts.Options.Seed;
        document["settings"] = JsonText.Object(model.Describe());
        return document;
    }

    private static JsonObject Facts(ForecastQuestion question, Frequency frequency) => new()
    {
        ["time"] = frequency.Format(question.Target),
        ["origin"] = frequency.Format(question.Origin),
        ["stepsAhead"] = question.Step,
    };

    private static Report Report(ExplanationRequest request, ForecastModel model, TimeSeries known, ForecastQuestion question, string baseline, IReadOnlyList<Attribution> maps)
    {
        ForecastExplanation inside = model.Explain(known, question.Target, [], question.Step, request.Call.Cancellation);
        return ForecastReportMapper.Build(new ReportSubject
        {
            Name = Path.GetFileNameWithoutExtension(request.Series.Path(request.Call)),
            Unit = request.Unit ?? UnitOption.Default,
            Series = known,
            Model = model,
            Forecast = model.Forecast(known, Math.Max(question.Step, model.Horizon)),
            Explanation = inside with { BaselineDescription = baseline, Attributions = [.. maps] },
            Seed = model.Facts.Options.Seed,
            Command = "",
        });
    }

    private static string Command(ModelFile file, ExplanationRequest request, TimeSeries series, ForecastQuestion question) => new CommandText("")
        .With(Path.GetFileName(file.Path))
        .With(Path.GetFileName(request.Series.Path(request.Call)))
        .With("--target", series.Name)
        .With("--time", request.Series.Time(request.Call))
        .With("--gaps", request.Series.Gaps(request.Call))
        .With("--at", series.Frequency.Format(question.Target))
        .With("--steps-ahead", question.Step)
        .With("--against", request.Against)
        .With("--baseline", request.Baseline)
        .With("--unit", request.Unit)
        .Arguments;
}
