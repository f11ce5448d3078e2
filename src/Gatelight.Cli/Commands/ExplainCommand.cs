using System.CommandLine;
using System.Text.Json.Nodes;
using Gatelight.Cli.Commands.Explain;
using Gatelight.Cli.Explaining;
using Gatelight.Cli.Output;
using Gatelight.Cli.Reporting;
using Gatelight.Explain;
using Gatelight.Formats.Csv;
using Gatelight.Reports;
using Gatelight.Reports.Explanations;
using Gatelight.Reports.Figures;

namespace Gatelight.Cli.Commands;

/// <summary><c>explain</c>: why a model answers what it does, by every method of the library.</summary>
internal sealed class ExplainCommand
{
    private const int SamplesInGeneral = 48;

    private readonly ModelArgument _model = new();
    private readonly ExplainOptions _question = new();
    private readonly Option<string[]> _methods = new("--method") { Description = $"How to explain, may be repeated: {string.Join(", ", AttributionMethods.All.Select(method => method.Name))}; {string.Join(", ", AttributionMethods.Default.Select(method => method.Name))} by default", HelpName = "NAME", Arity = ArgumentArity.OneOrMore };
    private readonly Option<int?> _budget = NumberOption.Create("--budget", "The most inputs that a method which asks again may ask about; each method's own by default", 1, int.MaxValue);
    private readonly Option<string?> _out = new("--out") { Description = "An HTML report too", HelpName = "FILE" };
    private readonly Option<string?> _csv = new("--csv") { Description = "Every value of every map as CSV too", HelpName = "FILE" };
    private readonly Option<string?> _png = new("--png") { Description = "The first method's map as a PNG picture too", HelpName = "FILE" };
    private readonly Option<string?> _svg = new("--svg") { Description = "The first method's map as an SVG picture too", HelpName = "FILE" };

    /// <summary>Makes the verb.</summary>
    public static Command Create(Shell shell)
    {
        var verb = new ExplainCommand();
        return shell.Verb(
            "explain",
            "Explains an answer of a model: which time, word or feature moved it, and by how much",
            ["gatelight explain sales.gatelight sales.csv --at 1968-12 --method integrated-gradients --out why.html"],
            [verb._model.Symbol, .. verb._question.Symbols, verb._methods, verb._budget, verb._out, verb._csv, verb._png, verb._svg],
            verb.Run);
    }

    private void Run(Call call)
    {
        IReadOnlyList<IAttributionMethod> methods = call.Arguments.GetValue(_methods) is { Length: > 0 } names
            ? [.. names.Select(AttributionMethods.Find).Distinct()]
            : AttributionMethods.Default;
        ExplanationRequest request = _question.Read(call, SamplesInGeneral);
        string? page = call.Arguments.GetValue(_out), csv = call.Arguments.GetValue(_csv), png = call.Arguments.GetValue(_png), svg = call.Arguments.GetValue(_svg);
        OutputFiles files = new OutputFiles().Reads(_model.Path(call));
        if (request.Data is { } data)
            files.Reads(data);
        files.Writes(page, "--out").Writes(csv, "--csv").Writes(png, "--png").Writes(svg, "--svg");
        var model = ModelFile.Open(_model.Path(call));
        IExplanationKind kind = ExplanationKinds.Of(model);
        _question.Check(call, kind);
        ExplanationSubject subject = kind.Open(model, request);
        Attribution[] maps = ProgressDisplay.Run(call.Terminal, call.Quiet, progress =>
        {
            var meter = new WorkMeter(progress, methods.Count);
            var setup = new MethodSetup { Seed = call.Seed, Budget = call.Arguments.GetValue(_budget), Players = subject.Players, Progress = meter };
            return methods.Select(method => meter.Piece(method.Title, () => PartMaps.Explain(_ => setup.Of(method, []), subject.Input, call.Cancellation))).ToArray();
        }, counted: null);

        List<Action<string>> savers = [];
        if (page is not null)
            savers.Add(SubjectReport.Build(subject, maps, [], Command(call, subject, methods)).SaveHtml);
        if (csv is not null)
            savers.Add(path => CsvTableWriter.Write(path, MapFile.Of(subject, maps)));
        AnswerInput answer = SubjectReport.Answer(subject, maps);
        Figure map = AnswerSection.MapOf(answer, answer.Maps[0]);
        if (png is not null)
            savers.Add(path => FigureImage.SavePng(map, path));
        if (svg is not null)
            savers.Add(path => FigureImage.SaveSvg(map, path));
        files.Write(savers, call.Cancellation);
        call.Print(
            () =>
            {
                JsonObject document = subject.Document();
                document["explanations"] = ExplanationJson.Maps(subject, maps);
                document["files"] = JsonText.Texts(files.Paths);
                return document;
            },
            text =>
            {
                subject.Opening(text);
                ExplanationPage.Maps(text, subject, maps);
                ForecastPage.Files(text, files.Paths);
            });
    }

    private string Command(Call call, ExplanationSubject subject, IEnumerable<IAttributionMethod> methods)
    {
        CommandText more = new CommandText("explain", subject.Command);
        foreach (IAttributionMethod method in methods)
            more.With("--method", method.Name);
        return more.With("--budget", call.Arguments.GetValue(_budget)).With("--seed", call.Seed).With("--out", "why.html").ToString();
    }
}
