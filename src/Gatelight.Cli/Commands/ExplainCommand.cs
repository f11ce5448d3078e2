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
    private readonly ModelArgument _model = new();
    private readonly ExplainOptions _question = new();
    private readonly Option<string[]> _methods = new("--method") { Description = $"How to explain, may be repeated: {string.Join(", ", AttributionMethods.All.Select(method => method.Name))}; {string.Join(", ", AttributionMethods.Default.Select(method => method.Name))} by default", HelpName = "NAME", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _compare = new("--compare") { Description = "Compare the methods and say which to believe for this model, and why" };
    private readonly Option<string?> _counterfactual = new("--counterfactual") { Description = "Search for the smallest plausible change that gives this value or class; any other class without a wish", HelpName = "WISH", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string[]> _whatIf = new("--what-if") { Description = "How the answer goes with one input, as FEATURE, STEP or FEATURE@STEP; may be repeated", HelpName = "INPUT", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _global = new("--global") { Description = "What matters over many inputs, by feature, lag and season or class" };
    private readonly Option<int?> _budget = NumberOption.Create("--budget", "The most inputs that a method which asks again may ask about; each method's own by default", 1, int.MaxValue);
    private readonly Option<string?> _out = new("--out", "--html") { Description = "An HTML report too", HelpName = "FILE" };
    private readonly Option<string?> _csv = new("--csv") { Description = "Every value of every map as CSV too", HelpName = "FILE" };
    private readonly Option<string?> _png = new("--png") { Description = "The first method's map, or with --compare all maps side by side, as a PNG picture too", HelpName = "FILE" };
    private readonly Option<string?> _svg = new("--svg") { Description = "The same as an SVG picture", HelpName = "FILE" };

    /// <summary>Makes the verb.</summary>
    public static Command Create(Shell shell)
    {
        var verb = new ExplainCommand();
        return shell.Verb(
            "explain",
            "Explains an answer of a model: which time, word or feature moved it, and by how much",
            [
                "gatelight explain sales.gatelight sales.csv --at 1968-12 --method integrated-gradients --out why.html",
                "gatelight explain sales.gatelight sales.csv --compare --out methods.html",
                "gatelight explain sales.gatelight sales.csv --counterfactual 20000 --what-if 1968-12 --global",
            ],
            [
                verb._model.Symbol, .. verb._question.Symbols, verb._methods, verb._compare, verb._counterfactual, verb._whatIf, verb._global, verb._budget,
                verb._out, verb._csv, verb._png, verb._svg,
            ],
            verb.Run);
    }

    private void Run(Call call)
    {
        ExplanationPlan plan = Plan(call);
        ExplanationRequest request = _question.Read(call);
        string? page = call.Arguments.GetValue(_out), csv = call.Arguments.GetValue(_csv), png = call.Arguments.GetValue(_png), svg = call.Arguments.GetValue(_svg);
        OutputFiles files = new OutputFiles().Reads(_model.Path(call));
        if (request.Data is { } data)
            files.Reads(data);
        foreach (string path in request.Inputs.SelectMany(NamedFiles.PathsOf))
            files.Reads(path);
        files.Writes(page, "--out").Writes(csv, "--csv").Writes(png, "--png").Writes(svg, "--svg");
        var model = ModelFile.Open(_model.Path(call));
        IExplanationKind kind = ExplanationKinds.Of(model);
        _question.Check(call, kind);
        ExplanationSubject subject = kind.Open(model, request);
        ExplanationResult result = ProgressDisplay.Run(call.Terminal, call.Quiet, progress => ExplanationRun.Run(subject, plan, progress, call.Cancellation), counted: null);

        List<Action<string>> savers = [];
        if (page is not null)
            savers.Add(SubjectReport.Build(subject, result, Command(call, subject, plan)).SaveHtml);
        if (csv is not null)
            savers.Add(path => CsvTableWriter.Write(path, MapFile.Of(subject, result.Maps)));
        if (png is not null)
            savers.Add(path => FigureImage.SavePng(Picture(subject, result), path));
        if (svg is not null)
            savers.Add(path => FigureImage.SaveSvg(Picture(subject, result), path));
        files.Write(savers, call.Cancellation);
        call.Print(() => Document(subject, result, files.Paths), text => Print(text, subject, result, files.Paths));
    }

    private static Figure Picture(ExplanationSubject subject, ExplanationResult result)
    {
        AnswerInput answer = SubjectReport.Answer(subject, result.Maps);
        return result.Comparison?.Picture ?? AnswerSection.MapOf(answer, answer.Maps[0]);
    }

    private static JsonObject Document(ExplanationSubject subject, ExplanationResult result, IReadOnlyList<string> files)
    {
        JsonObject document = subject.Document();
        document["explanations"] = ExplanationJson.Maps(subject, result.Maps);
        document["notes"] = JsonText.Texts(result.Notes);
        foreach (IGrouping<string, IFinding> findings in result.Findings.GroupBy(finding => finding.Key, StringComparer.Ordinal))
            document[findings.Key] = findings.Count() == 1 ? findings.First().Json() : new JsonArray([.. findings.Select(finding => finding.Json())]);
        document["files"] = JsonText.Texts(files);
        return document;
    }

    private static void Print(Page page, ExplanationSubject subject, ExplanationResult result, IReadOnlyList<string> files)
    {
        subject.Opening(page);
        ExplanationPage.Maps(page, subject, result.Maps);
        foreach (string note in result.Notes)
            page.Line($"  note: {note}");
        foreach (IFinding finding in result.Findings)
            finding.Print(page);
        ForecastPage.Files(page, files);
    }

    private ExplanationPlan Plan(Call call) => new()
    {
        Methods = [.. (call.Arguments.GetValue(_methods) ?? []).Select(AttributionMethods.Find).Distinct()],
        Compares = call.Arguments.GetValue(_compare),
        WantsCounterfactual = call.Arguments.GetResult(_counterfactual) is { Implicit: false },
        Wish = call.Arguments.GetValue(_counterfactual),
        WhatIfs = call.Arguments.GetValue(_whatIf) ?? [],
        IsGlobal = call.Arguments.GetValue(_global),
        Budget = call.Arguments.GetValue(_budget),
        Samples = _question.Samples(call),
        Seed = call.Seed,
    };

    private static string Command(Call call, ExplanationSubject subject, ExplanationPlan plan)
    {
        var command = new CommandText("explain", subject.Command);
        foreach (IAttributionMethod method in plan.Methods)
            command.With("--method", method.Name);
        command.Flag("--compare", plan.Compares);
        if (plan.WantsCounterfactual)
            command.With("--counterfactual");
        if (plan.Wish is { } wish)
            command.With(wish);
        foreach (string changed in plan.WhatIfs)
            command.With("--what-if", changed);
        return command.Flag("--global", plan.IsGlobal).With("--samples", plan.Samples).With("--budget", plan.Budget).With("--seed", call.Seed).With("--out", "why.html").ToString();
    }
}
