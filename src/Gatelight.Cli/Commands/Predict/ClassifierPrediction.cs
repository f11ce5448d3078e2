using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Cli.Classification;
using Gatelight.Cli.Commands.Explain;
using Gatelight.Cli.Output;
using Gatelight.Data;
using Gatelight.Formats.Csv;
using Gatelight.Formats.Text;
using Gatelight.Tasks.Classification;

namespace Gatelight.Cli.Commands.Predict;

/// <summary>The class of texts or series, with the probability of each.</summary>
internal sealed class ClassifierPrediction : IPredictionKind
{
    private const int ClassesShown = 6, RowsShown = 50;

    /// <inheritdoc/>
    public string Name => "a classifier";

    /// <inheritdoc/>
    public IReadOnlyList<string> Options { get; } = ["DATA", "--text", "--encoding", "--out"];

    /// <inheritdoc/>
    public bool Reads(ModelFile file) => file.Task == "classify";

    /// <inheritdoc/>
    public void Run(Call call, ModelFile file, PredictOptions options)
    {
        OutputFiles files = new OutputFiles().Reads(file.Path);
        if (options.Data(call) is { } data)
            files.Reads(data);
        files.Writes(options.Out(call), "--out");
        var classifier = Classifier.Load(file.Path);
        (string[] names, IReadOnlyList<ClassPrediction> answers) = classifier is TextClassifier texts ? Texts(call, texts, options) : Series(call, (SeriesClassifier)classifier, options);
        files.Write(files.Paths.Count > 0 ? [path => CsvTableWriter.Write(path, Table(classifier, names, answers))] : [], call.Cancellation);
        call.Print(
            () => new JsonObject
            {
                ["model"] = file.Path,
                ["predictions"] = new JsonArray([.. answers.Select((answer, n) =>
                {
                    JsonObject entry = ClassifierOutput.Prediction(answer, classifier);
                    entry.Insert(0, classifier is TextClassifier ? "text" : "series", names[n]);
                    return entry;
                })]),
                ["files"] = JsonText.Texts(files.Paths),
            },
            page => Show(page, classifier, names, answers, files.Paths));
    }

    private static (string[], IReadOnlyList<ClassPrediction>) Texts(Call call, TextClassifier classifier, PredictOptions options)
    {
        string[] texts = [.. options.TextsGiven(call)];
        if (Array.Exists(texts, string.IsNullOrWhiteSpace))
            throw new InvalidInputException("--text is empty: there is nothing to classify; give at least one word.");
        if (texts.Length == 0)
        {
            string path = options.Data(call) ?? throw new InvalidInputException("There is no text; give one with --text TEXT, or a file of texts.");
            Table table = TextTableReader.Read(path, options.Reading(call));
            string? column = classifier.Facts.Column is { } known && table.Columns.Any(own => own.Name == known) ? known : null;
            texts = [.. TextExamples.Unlabelled(table, column).Examples];
        }

        return (texts, classifier.Predict(texts, call.Threads, call.Cancellation));
    }

    private static (string[], IReadOnlyList<ClassPrediction>) Series(Call call, SeriesClassifier classifier, PredictOptions options)
    {
        if (options.TextsGiven(call).Count > 0)
            throw new InvalidInputException("--text means nothing for a classifier of series; give a .ts file, or a CSV of one row a step.");
        string path = options.Data(call) ?? throw new InvalidInputException("There are no series; give a .ts file, or a CSV of one row a step.");
        LabelledSeries series = ExampleSource.Series(classifier, path);
        return ([.. series.Lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"{series.Source}, line {line}"))], classifier.Predict(series.Examples, call.Threads, call.Cancellation));
    }

    private static void Show(Page page, Classifier classifier, string[] names, IReadOnlyList<ClassPrediction> answers, IReadOnlyList<string> files)
    {
        for (int n = 0; n < Math.Min(answers.Count, RowsShown); n++)
        {
            ClassPrediction answer = answers[n];
            page.Line(OneLine.Of(names[n]));
            page.Line($"  {answer.Label}  {ClassifierTexts.Share(answer.Probability)}   ({string.Join(", ", Enumerable.Range(0, classifier.Classes.Count).Where(index => classifier.Classes.Names[index] != answer.Label).OrderByDescending(index => answer.Probabilities[index]).Take(ClassesShown).Select(index => $"{classifier.Classes.Names[index]} {ClassifierTexts.Share(answer.Probabilities[index])}"))})");
            if (answer.Remark is { } remark)
                page.Line($"  Note: {remark}.");
        }

        if (answers.Count > RowsShown)
            page.Line(string.Create(CultureInfo.InvariantCulture, $"... and {answers.Count - RowsShown:N0} more; --out writes all of them, --json prints them."));
        if (answers.Count > 1)
        {
            page.Heading("In all");
            page.Pairs(answers.GroupBy(answer => answer.Label, StringComparer.Ordinal).OrderByDescending(group => group.Count()).Select(group => KeyValuePair.Create(group.Key, group.Count().ToString("N0", CultureInfo.InvariantCulture))));
        }

        ForecastPage.Files(page, files);
    }

    private static Table Table(Classifier classifier, string[] names, IReadOnlyList<ClassPrediction> answers) => new(
        "predictions",
        Unique([
            new TableColumn(classifier is TextClassifier ? "text" : "series", [.. names]),
            new TableColumn("class", [.. answers.Select(answer => answer.Label)]),
            TableColumn.FromNumbers("probability", [.. answers.Select(answer => answer.Probability)]),
            .. classifier.Classes.Names.Select((name, index) => TableColumn.FromNumbers("p(" + name + ")", [.. answers.Select(answer => answer.Probabilities[index])])),
            new TableColumn("remark", [.. answers.Select(answer => answer.Remark ?? "")]),
        ]));

    private static IEnumerable<TableColumn> Unique(IEnumerable<TableColumn> columns) => columns.DistinctBy(column => column.Name, StringComparer.Ordinal);
}
