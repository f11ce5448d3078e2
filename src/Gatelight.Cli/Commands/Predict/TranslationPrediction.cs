using System.Text.Json.Nodes;
using Gatelight.Cli.Commands.Explain;
using Gatelight.Cli.Output;
using Gatelight.Cli.Reporting;
using Gatelight.Reports;
using Gatelight.Tasks.Translation;

namespace Gatelight.Cli.Commands.Predict;

/// <summary>What a model of pairs makes of texts, with the alignments.</summary>
internal sealed class TranslationPrediction : IPredictionKind
{
    /// <inheritdoc/>
    public string Name => "a translation model";

    /// <inheritdoc/>
    public IReadOnlyList<string> Options { get; } = ["DATA", "--text", "--beams", "--html", "--encoding"];

    /// <inheritdoc/>
    public bool Reads(ModelFile file) => file.Task == "translation";

    /// <inheritdoc/>
    public void Run(Call call, ModelFile file, PredictOptions options)
    {
        IReadOnlyList<string> texts = options.Texts(call);
        OutputFiles files = new OutputFiles().Reads(file.Path);
        if (options.Data(call) is { } data)
            files.Reads(data);
        files.Writes(options.Html(call), "--html");
        var model = TranslationModel.Load(file.Path);
        model.Network.Threads = call.Threads;
        IReadOnlyList<TranslatedText> outputs = model.Translate(texts, options.Beams(call));
        files.Write(files.Paths.Count > 0 ? [Page(file, outputs).SaveHtml] : [], call.Cancellation);
        call.Print(
            () => new JsonObject
            {
                ["model"] = file.Path,
                ["predictions"] = new JsonArray([.. outputs.Select(TranslationOutput.Text)]),
                ["files"] = JsonText.Texts(files.Paths),
            },
            page =>
            {
                foreach (TranslatedText output in outputs)
                {
                    page.Line(output.Text);
                    if (TranslationOutput.Note(output) is { } note)
                        page.Line($"  Note: {note}");
                }

                ForecastPage.Files(page, files.Paths);
            });
    }

    private static Report Page(ModelFile file, IReadOnlyList<TranslatedText> outputs) => new()
    {
        Title = $"{Path.GetFileNameWithoutExtension(file.Path)}: {outputs.Count} text{(outputs.Count == 1 ? "" : "s")}",
        Warnings = [.. outputs.Select((output, n) => (Note: TranslationOutput.Note(output), Number: n + 1)).Where(entry => entry.Note is not null).Select(entry => FormattableString.Invariant($"Text {entry.Number}: {entry.Note}"))],
        Sections =
        [
            new ReportSection
            {
                Heading = "What was written, and where the model looked",
                ShortName = "Alignments",
                Terms = [.. outputs.Select(output => new ReportSetting(output.Source, output.Text))],
                Figures = [.. outputs.Where(output => output.Tokens.Length > 0).Select(output => TranslationReport.Alignment(output, output.Text))],
            },
        ],
        ReadingNotes = ["An alignment shows where the decoder looked, which is not the same as what moved it: 'gatelight explain' shows that."],
    };
}
