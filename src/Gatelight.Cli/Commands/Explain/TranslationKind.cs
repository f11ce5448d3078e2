using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Cli.Output;
using Gatelight.Cli.Reporting;
using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Reports;
using Gatelight.Reports.Figures;
using Gatelight.Tasks.Translation;

namespace Gatelight.Cli.Commands.Explain;

/// <summary>Which words of a source moved each word that was written of it.</summary>
internal sealed class TranslationKind : IExplanationKind
{
    private static readonly BaselineNames Baselines = new(
        "a translation model",
        ("zero", "words that say nothing (vectors of zeros)"),
        ("mean", "the mean of all words"),
        ("unknown", "unknown words"));

    /// <inheritdoc/>
    public string Name => "a translation model";

    /// <inheritdoc/>
    public IReadOnlyList<string> Options { get; } = ["--text", "--target", "--step"];

    /// <inheritdoc/>
    public bool Reads(ModelFile file) => file.Task == "translation";

    /// <inheritdoc/>
    public ExplanationSubject Open(ModelFile file, ExplanationRequest request)
    {
        string text = request.Text ?? throw new InvalidInputException("There is no text to explain; give one with --text TEXT.");
        string baseline = Baselines.Choose(request.Baseline);
        var model = TranslationModel.Load(file.Path);
        TranslatedText output = model.Translate(text);
        if (output.Tokens.IsEmpty)
            throw new InvalidInputException("The model wrote nothing for this text, so there is no word to explain; give another text.");
        int word = Word(output, request);
        TokenQuestion<float> question = OutputExplanation.Ask(model, output, word);
        TokenBaseline kind = baseline switch { "mean" => TokenBaseline.Mean, "unknown" => TokenBaseline.Token, _ => TokenBaseline.Zero };
        string about = string.Create(CultureInfo.InvariantCulture, $"the probability of \"{output.Tokens[word].Text}\" as written word {word + 1}");
        return new ExplanationSubject
        {
            Title = $"{Path.GetFileNameWithoutExtension(file.Path)}: {about}",
            AskedAbout = about,
            Unit = "probability",
            Input = new ExplainedInput { Name = "text", Parts = [new QuestionPart(question.Vectors, question.Input, question.Baseline(kind, Tasks.Text.Vocabulary.Unknown)) { Shown = question.PerToken }] },
            BaselineDescription = Baselines.MeaningOf(baseline),
            StepTitle = "word",
            StepNames = TranslationReport.Numbered(output.SourceTokens),
            FeatureNames = ["word"],
            IsText = true,
            Players = Players.Steps,
            Settings = model.Describe(),
            Warnings = TranslationOutput.Note(output) is { } note ? [char.ToUpperInvariant(note[0]) + note[1..]] : [],
            Sections = () => [Section(OutputExplanation.Of(model, output, new IntegratedGradients(), kind, request.Call.Cancellation))],
            Document = () => new JsonObject { ["model"] = file.Path, ["output"] = TranslationOutput.Text(output), ["word"] = word + 1 },
            Opening = page => page.Line($"{output.Source} → {output.Text}"),
            Command = new CommandText("").With(Path.GetFileName(file.Path)).With("--text", text).With("--step", word + 1).With("--baseline", request.Baseline).Arguments,
        };
    }

    private static int Word(TranslatedText output, ExplanationRequest request)
    {
        if (request.Step is { } step)
        {
            return step <= output.Tokens.Length ? step - 1
                : throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"--step {step}: the model wrote {output.Tokens.Length} words ({output.Text}); give 1 to {output.Tokens.Length}."));
        }

        if (request.Target is not { } target)
            return 0;
        int found = output.Tokens.ToList().FindIndex(token => string.Equals(token.Text, target, StringComparison.OrdinalIgnoreCase));
        string mend = NearestName.Of(target, [.. output.Tokens.Select(token => token.Text)]) is { } nearest ? $" (did you mean '{nearest}'?)" : "";
        return found >= 0 ? found : throw new InvalidInputException($"--target: the model did not write '{OneLine.Of(target)}'{mend}; it wrote: {OneLine.Of(output.Text)}");
    }

    private static ReportSection Section(OutputExplanation explanation) => new()
    {
        Heading = "Every written word over the words that were read",
        ShortName = "All words",
        Paragraphs =
        [
            "The first map shows what moved each written word: how much each word of the source raised (orange) or lowered (blue) its probability, by integrated gradients, given the words written before it.",
            "The second shows where the decoder looked. The two need not agree: an encoder's state at one word holds what stands around it too.",
        ],
        Figures =
        [
            new MatrixFigure
            {
                Title = "What moved each word",
                Caption = "Each row is a written word; its cells add up to its probability less that for a source that says nothing.",
                Unit = "probability",
                RowTitle = "written",
                RowNames = TranslationReport.Numbered(explanation.Output.Tokens.Select(token => token.Text)),
                ColumnTitle = "read",
                ColumnNames = TranslationReport.Numbered(explanation.Output.SourceTokens),
                Values = explanation.Values,
            },
            TranslationReport.Alignment(explanation.Output, "Where the decoder looked"),
        ],
    };
}
