using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Cli.Output;
using Gatelight.Formats;
using Gatelight.Serialization;
using Gatelight.Tasks.Classification;
using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Language;
using Gatelight.Tasks.Translation;

namespace Gatelight.Cli.Commands;

/// <summary><c>inspect</c>: what is in a model file.</summary>
internal static class InspectCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(Shell shell)
    {
        var model = new ModelArgument();
        return shell.Verb(
            "inspect",
            "Shows what is in a model file of any known kind",
            ["gatelight inspect sales.gatelight", "gatelight inspect model.onnx"],
            [model.Symbol],
            call => Run(call, model.Path(call)));
    }

    private static void Run(Call call, string path)
    {
        if (ModelFiles.Find(path) is not GatelightImporter)
        {
            ForeignPage.Print(call, path, ModelFiles.Open(path));
            return;
        }

        var bundle = ModelBundle.Load(path);
        IReadOnlyList<KeyValuePair<string, string>> pipeline = Describe(bundle.Task, path);
        KeyValuePair<string, string>[] metadata = [.. bundle.Metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal)];
        KeyValuePair<string, double>[] metrics = [.. bundle.Metrics.OrderBy(entry => entry.Key, StringComparer.Ordinal)];
        call.Print(() => Document(path, bundle, pipeline, metadata, metrics), page =>
        {
            page.Line(FormattableString.Invariant($"{path}: a model for '{bundle.Task}', {bundle.Members.Count} {(bundle.Members.Count == 1 ? "network" : "networks")}"));
            page.Heading("Each network");
            foreach (string line in bundle.Members[0].Summary().Split('\n'))
                page.Line("  " + line);
            Section(page, "Pipeline", pipeline);
            Section(page, "Metrics", metrics.Select(entry => KeyValuePair.Create(entry.Key, NumberText.Write(entry.Value, NumberText.Decimals([entry.Value])))));
            Section(page, "Metadata", metadata);
            if (bundle.TrainingData is { } data)
                Section(page, "Trained on", [new("rows", data.Rows.ToString(CultureInfo.InvariantCulture)), new("from", data.First), new("to", data.Last), new("SHA-256", data.Sha256)]);
        });
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Describe(string task, string path) => task switch
    {
        "forecast" => ForecastModel.Load(path).Describe(),
        "classify" => Classifier.Load(path).Describe(),
        "language" => LanguageModel.Load(path).Describe(),
        "translation" => TranslationModel.Load(path).Describe(),
        _ => [],
    };

    private static void Section(Page page, string title, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        if (!pairs.Any())
            return;
        page.Heading(title);
        page.Pairs(pairs);
    }

    private static JsonObject Document(
        string path, ModelBundle bundle, IEnumerable<KeyValuePair<string, string>> pipeline, IEnumerable<KeyValuePair<string, string>> metadata, IEnumerable<KeyValuePair<string, double>> metrics)
    {
        var numbers = new JsonObject();
        foreach (var (name, value) in metrics)
            numbers[name] = JsonText.Number(value);
        return new JsonObject
        {
            ["model"] = path,
            ["task"] = bundle.Task,
            ["networks"] = bundle.Members.Count,
            ["summary"] = bundle.Members[0].Summary(),
            ["settings"] = JsonText.Object(pipeline),
            ["metrics"] = numbers,
            ["metadata"] = JsonText.Object(metadata),
            ["trainingData"] = bundle.TrainingData is { } data
                ? new JsonObject { ["rows"] = data.Rows, ["first"] = data.First, ["last"] = data.Last, ["sha256"] = data.Sha256 }
                : null,
        };
    }
}
