using System.Text.Json.Nodes;
using Gatelight.Cli.Output;
using Gatelight.Cli.Reporting;
using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Formats.Text;
using Gatelight.Tasks.Language;

namespace Gatelight.Cli.Commands.Explain;

/// <summary>Why this word next, and not that one; and how the memory of the last word compares with its other places in the user's own text.</summary>
internal sealed class LanguageKind : IExplanationKind
{
    private static readonly BaselineNames Baselines = new(
        "a language model",
        ("zero", "words that say nothing (vectors of zeros)"),
        ("mean", "the mean of all words"),
        ("unknown", "unknown words"));

    /// <inheritdoc/>
    public string Name => "a language model";

    /// <inheritdoc/>
    public IReadOnlyList<string> Options { get; } = ["DATA", "--text", "--target", "--against"];

    /// <inheritdoc/>
    public bool Reads(ModelFile file) => file.Task == "language";

    /// <inheritdoc/>
    public ExplanationSubject Open(ModelFile file, ExplanationRequest request)
    {
        string text = request.Text ?? throw new InvalidInputException("There is no text to explain; give one with --text TEXT, and beside it a file of text to look for like contexts in.");
        string baseline = Baselines.Choose(request.Baseline);
        var model = LanguageModel.Load(file.Path);
        var asked = NextWordQuestion.Of(model, text, request.Target, request.Against);
        TokenQuestion<float> question = asked.Question;
        double[] compared = question.Baseline(
            baseline switch { "mean" => TokenBaseline.Mean, "unknown" => TokenBaseline.Token, _ => TokenBaseline.Zero }, NextWordQuestion.UnknownToken);
        WordMeaning? meaning = request.Data is { } path ? WordMeaning.Of(model, text, asked.Words[^1], TextFile.Read(path), cancellation: request.Call.Cancellation) : null;
        string about = asked.Against is null ? $"the probability of \"{asked.Word}\" as the next token" : $"\"{asked.Word}\" as the next token and not \"{asked.Against}\"";
        return new ExplanationSubject
        {
            Title = $"{Path.GetFileNameWithoutExtension(file.Path)}: {about}",
            AskedAbout = about,
            Unit = asked.Unit,
            Input = new ExplainedInput { Name = "text", Parts = [new QuestionPart(question.Vectors, question.Input, compared) { Shown = question.PerToken }] },
            BaselineDescription = Baselines.MeaningOf(baseline),
            StepTitle = "word",
            StepNames = TranslationReport.Numbered(asked.Words),
            FeatureNames = ["word"],
            IsText = true,
            Players = Players.Steps,
            Settings = model.Describe(),
            Sections = meaning is null ? () => [] : () => [WordMeaningSection.Build(meaning)],
            Document = () => Document(file, text, asked, meaning),
            Opening = page => Open(page, text, asked, meaning),
            Command = new CommandText("").With(Path.GetFileName(file.Path)).With("--text", text).With("--target", asked.Word).With("--against", asked.Against).With("--baseline", request.Baseline).Arguments,
        };
    }

    private static JsonObject Document(ModelFile file, string text, NextWordQuestion asked, WordMeaning? meaning)
    {
        var document = new JsonObject { ["model"] = file.Path, ["text"] = text, ["word"] = asked.Word, ["against"] = asked.Against };
        if (meaning is not null)
        {
            document["contexts"] = new JsonObject
            {
                ["word"] = meaning.Word,
                ["places"] = meaning.Places,
                ["nearest"] = new JsonArray([.. meaning.Nearest.Select(Context)]),
                ["farthest"] = new JsonArray([.. meaning.Farthest.Select(Context)]),
            };
        }

        return document;
    }

    private static JsonObject Context(WordContext context) => new()
    {
        ["before"] = context.Before,
        ["word"] = context.Word,
        ["after"] = context.After,
        ["position"] = context.Position,
        ["similarity"] = JsonText.Number(context.Similarity),
    };

    private static void Open(Page page, string text, NextWordQuestion asked, WordMeaning? meaning)
    {
        page.Line($"{text} … {asked.Word}");
        if (meaning is null)
            return;
        page.Heading(FormattableString.Invariant($"Where the memory after \"{meaning.Word}\" is most and least like this one, of {meaning.Places} places"));
        page.Table(["place", "likeness"], meaning.Nearest.Concat(meaning.Farthest).Select(context => (string[])
            [$"{context.Before} [{context.Word}] {context.After}", NumberText.Signed(context.Similarity, 2)]));
    }
}
