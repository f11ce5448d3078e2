using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Cli.Classification;
using Gatelight.Cli.Reporting;
using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Formats.Text;
using Gatelight.Reports;
using Gatelight.Tasks.Classification;

namespace Gatelight.Cli.Commands.Explain;

/// <summary>Why a text or a series was given its class.</summary>
internal sealed class ClassifierKind : IExplanationKind
{
    private const string Score = "score";
    private const int LongestTree = 30;
    private const double AllButCertain = 0.99;

    private static readonly BaselineNames OfTexts = new("a classifier of texts", ("unknown", "unknown words"), ("zero", "words that say nothing (vectors of zeros)"), ("mean", "the mean of all words"));
    private static readonly BaselineNames OfSeries = new("a classifier of series", ("mean", "the mean of each channel over the training series"), ("first", "the first value of each channel, kept throughout"));

    /// <inheritdoc/>
    public string Name => "a classifier";

    /// <inheritdoc/>
    public IReadOnlyList<string> Options { get; } = ["DATA", "--text", "--row", "--target", "--against"];

    /// <inheritdoc/>
    public bool Reads(ModelFile file) => file.Task == "classify";

    /// <inheritdoc/>
    public ExplanationSubject Open(ModelFile file, ExplanationRequest request)
    {
        var classifier = Classifier.Load(file.Path);
        return classifier is TextClassifier texts ? Text(file, request, texts) : Series(file, request, (SeriesClassifier)classifier);
    }

    private static ExplanationSubject Text(ModelFile file, ExplanationRequest request, TextClassifier classifier)
    {
        string text = TextOf(request, classifier);
        ClassPrediction answer = classifier.Predict([text])[0];
        string baseline = OfTexts.Choose(request.Baseline);
        Asked asked = Asked.Of(classifier, request, answer);
        TokenQuestion<float> question = classifier.AskTokens(text, asked.Index, asked.Against, asked.AsScore);
        TokenBaseline kind = baseline switch { "zero" => TokenBaseline.Zero, "mean" => TokenBaseline.Mean, _ => TokenBaseline.Token };
        var tokens = classifier.Encode(text).Tokens;
        return Common(file, request, classifier, answer, asked) with
        {
            Input = new ExplainedInput { Name = "text", Parts = [new QuestionPart(question.Vectors, question.Input, question.Baseline(kind, Tasks.Text.Vocabulary.Unknown)) { Shown = question.PerToken }] },
            BaselineDescription = OfTexts.MeaningOf(baseline),
            StepTitle = "word",
            StepNames = [.. tokens.Select(token => token.Spelled(text))],
            FeatureNames = ["word"],
            IsText = true,
            Players = Players.Steps,
            Removable = () => new RemovableWords
            {
                Classes = [.. classifier.Classes.Names.Select((name, index) => KeyValuePair.Create(name, classifier.Ask(text, index)))],
                Input = question.Input,
                Baseline = question.Baseline(kind, Tasks.Text.Vocabulary.Unknown),
            },
            SamplesHint = "texts are looked at one by one; 'gatelight train classify --report' shows the words of each class",
            Sections = () => Phrases(classifier, text, asked, request.Call.Cancellation),
            Command = new CommandText("").With(Path.GetFileName(file.Path)).With("--text", text).With("--target", request.Target).With("--against", request.Against).With("--baseline", request.Baseline).With("--unit", request.Unit).Arguments,
        };
    }

    private static ExplanationSubject Series(ModelFile file, ExplanationRequest request, SeriesClassifier classifier)
    {
        if (request.Text is not null)
            throw new InvalidInputException("--text means nothing for a classifier of series; give a .ts file, or a CSV of one row a step.");
        string path = request.Data ?? throw new InvalidInputException("There are no series to explain; give a .ts file, or a CSV of one row a step.");
        string[] channels = [.. classifier.Channels.Select(channel => channel.Name)];
        LabelledSeries all = ExampleSource.Series(classifier, path);
        int row = RowOf(request, all.Examples.Length, path);
        SeriesExample example = all.Examples[row];
        ClassPrediction answer = classifier.Predict([example])[0];
        string baseline = OfSeries.Choose(request.Baseline);
        Asked asked = Asked.Of(classifier, request, answer);
        return Common(file, request, classifier, answer, asked) with
        {
            Input = Input(classifier, all, row, asked, baseline),
            BaselineDescription = OfSeries.MeaningOf(baseline),
            StepNames = [.. Enumerable.Range(1, example.Steps).Select(step => step.ToString(CultureInfo.InvariantCulture))],
            FeatureNames = channels,
            Samples = count => [.. Enumerable.Range(0, all.Examples.Length).Where(other => other != row && all.Examples[other].Steps == example.Steps).Take(count).Select(other => Input(classifier, all, other, asked, baseline))],
            Changeable = asked.Against is null ? () => Changeable(classifier, all, row, asked, channels) : null,
            SamplesHint = "series of the same length are looked at: give a file with more of them",
            Command = new CommandText("").With(Path.GetFileName(file.Path)).With(Path.GetFileName(path)).With("--row", row + 1).With("--target", request.Target).With("--against", request.Against).With("--baseline", request.Baseline).With("--unit", request.Unit).Arguments,
        };
    }

    // Series of another length have no place for every value of this one.
    private static ChangeableInput Changeable(SeriesClassifier classifier, LabelledSeries all, int row, Asked asked, string[] channels)
    {
        SeriesExample example = all.Examples[row];
        double[] Scaled(SeriesExample series) => [.. classifier.Scaled(series).Select(value => (double)value)];
        return new ChangeableInput
        {
            Question = classifier.Ask(example, asked.Index, asScore: asked.AsScore),
            Input = Scaled(example),
            StepNames = [.. Enumerable.Range(1, example.Steps).Select(step => step.ToString(CultureInfo.InvariantCulture))],
            FeatureNames = channels,
            Unit = "on the model's scale",
            Background = [.. all.Examples.Where((other, n) => n != row && other.Steps == example.Steps).Select(Scaled)],
            Classes = [.. classifier.Classes.Names.Select((name, index) => KeyValuePair.Create(name, classifier.Ask(example, index)))],
        };
    }

    private static ExplainedInput Input(SeriesClassifier classifier, LabelledSeries all, int row, Asked asked, string baseline)
    {
        double[] values = [.. classifier.Scaled(all.Examples[row]).Select(value => (double)value)];
        int channels = classifier.Channels.Length;
        return new ExplainedInput
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"row {row + 1}"),
            Group = all.Labels.IsEmpty ? "" : all.Labels[row],
            Parts = [new QuestionPart(classifier.Ask(all.Examples[row], asked.Index, asked.Against, asked.AsScore), values, baseline == "first" ? [.. values.Select((_, n) => values[n % channels])] : new double[values.Length])],
        };
    }

    private static ExplanationSubject Common(ModelFile file, ExplanationRequest request, Classifier classifier, ClassPrediction answer, Asked asked) => new()
    {
        Title = $"{Path.GetFileNameWithoutExtension(file.Path)}: {asked.Words}",
        AskedAbout = asked.Words,
        Unit = asked.Unit,
        Input = null!,
        BaselineDescription = "",
        StepNames = [],
        FeatureNames = [],
        Settings = classifier.Describe(),
        Warnings = [.. Remarks(answer, asked).Select(remark => char.ToUpperInvariant(remark[0]) + remark[1..] + ".")],
        Document = () => new JsonObject { ["model"] = file.Path, ["prediction"] = ClassifierOutput.Prediction(answer, classifier), ["text"] = request.Text },
        Facts = () => new JsonObject { ["class"] = classifier.Classes.Names[asked.Index], ["against"] = asked.Against is { } other ? classifier.Classes.Names[other] : null },
        Opening = page =>
        {
            page.Line($"The answer: {answer.Label}, {ClassifierTexts.Share(answer.Probability)}");
            foreach (string remark in Remarks(answer, asked))
                page.Line($"Note: {remark}.");
        },
        Command = "",
    };

    // Near certainty the softmax is flat: no single word moves the probability, and a map of it looks empty.
    private static IEnumerable<string> Remarks(ClassPrediction answer, Asked asked)
    {
        if (answer.Remark is { } remark)
            yield return remark;
        if (asked.Unit == "probability" && answer.Probability > AllButCertain)
            yield return "the answer is all but certain, so that one part taken away hardly moves the probability; --unit score asks about the score behind it";
    }

    private static IReadOnlyList<ReportSection> Phrases(TextClassifier classifier, string text, Asked asked, CancellationToken cancellation)
    {
        string label = classifier.Classes.Names[asked.Index];
        int words = classifier.Encode(text).Tokens.Length;
        if (words is < 2 or > LongestTree || ClassifierReport.PhraseTreeOf(classifier, text, label, cancellation) is not { } tree)
            return [];
        return [new ReportSection { Heading = "How do the words work together?", ShortName = "Phrases", Paragraphs = ["Neighbouring words are joined into phrases, those that work together most first; each is coloured by what it does as a whole."], Figures = [tree] }];
    }

    private static string TextOf(ExplanationRequest request, TextClassifier classifier)
    {
        if (request.Text is { } given)
        {
            if (request.Data is not null)
                throw new InvalidInputException($"Both --text and the file '{OneLine.Of(request.Data)}' were given; leave one of them out.");
            return string.IsNullOrWhiteSpace(given) ? throw new InvalidInputException("--text is empty: there is nothing to explain; give at least one word.") : given;
        }

        string path = request.Data ?? throw new InvalidInputException("There is no text to explain; give one with --text TEXT, or a file of texts with --row N.");
        Table table = TextTableReader.Read(path);
        string? column = classifier.Facts.Column is { } known && table.Columns.Any(own => own.Name == known) ? known : null;
        var texts = TextExamples.Unlabelled(table, column).Examples;
        return texts[RowOf(request, texts.Length, path)];
    }

    private static int RowOf(ExplanationRequest request, int count, string path)
    {
        int row = request.Row ?? 1;
        return row <= count ? row - 1 : throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"--row {row}: {path} has {count} examples; give 1 to {count}."));
    }

    private sealed record Asked(int Index, int? Against, bool AsScore, string Words, string Unit)
    {
        internal static Asked Of(Classifier classifier, ExplanationRequest request, ClassPrediction answer)
        {
            int index = classifier.Classes.IndexOf(request.Target ?? answer.Label);
            int? against = request.Against is { } other ? classifier.Classes.IndexOf(other) : null;
            if (against == index)
                throw new InvalidInputException($"--against: '{OneLine.Of(request.Against!)}' is the class asked about itself; name another one.");
            if (request.Unit is { } unit && unit is not (Score or "probability"))
                throw new InvalidInputException($"--unit: a classifier answers in probability or score, not '{OneLine.Of(unit)}'.");
            string name = classifier.Classes.Names[index];
            if (against is { } rival)
                return new Asked(index, against, true, $"the class '{name}' and not '{classifier.Classes.Names[rival]}'", "log-odds");
            bool asScore = request.Unit == Score;
            return new Asked(index, null, asScore, $"the class '{name}'", asScore ? Score : "probability");
        }
    }
}
