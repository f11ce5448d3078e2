using System.Globalization;
using Gatelight.Explain;
using Gatelight.Reports;
using Gatelight.Reports.Classification;
using Gatelight.Reports.Figures;
using Gatelight.Tasks.Classification;

namespace Gatelight.Cli.Classification;

/// <summary>Brings what the classification task found into the plain values that its report shows.</summary>
internal static class ClassifierReport
{
    private const int TextsForWords = 300, TextsForDeletion = 60, ExamplesShown = 4, MistakesShown = 6, LongestTree = 24;

    private static readonly IAttributionMethod[] Ranking = [new IntegratedGradients { Points = 32 }, new Occlusion { Players = Players.Steps }, new Saliency()];

    /// <summary>The report of a classifier of texts.</summary>
    public static Report OfTexts(ClassifierResult<string> result, string title, string command, int seed, CancellationToken cancellation)
    {
        var classifier = (TextClassifier)result.Classifier;
        ClassifierEvaluation evaluation = result.Evaluation;
        int[] actual = classifier.Classes.IndicesOf(result.Test);
        string[] texts = [.. result.Test.Examples];
        var curves = WordDeletion.Measure(classifier, [.. Spread(texts, TextsForDeletion)], [.. Spread(actual, TextsForDeletion)], Ranking, seed, cancellation);
        double[] shares = [.. Enumerable.Range(0, 11).Select(n => n / 10.0)];
        return ClassificationReport.Build(Common(result, title, "text", command) with
        {
            ClassWords = [.. ClassWords.Find(classifier, [.. Spread(texts, TextsForWords)], cancellation: cancellation).Select(entry =>
                (entry.Class, (IReadOnlyList<FigureBar>)[.. entry.Words.Select(word => new FigureBar(string.Create(CultureInfo.InvariantCulture, $"{word.Word} ({word.Count})"), word.Mean))]))],
            Examples = [.. Examples(classifier, evaluation, texts).SelectMany(n => Figures(classifier, texts[n], $"{result.Test.Place(n)}, {Right(evaluation, actual, n)}", true, cancellation))],
            Mistakes = [.. evaluation.Mistakes.Take(MistakesShown).Select(mistake => Term(mistake))],
            MistakeFigures = [.. evaluation.Mistakes.Take(MistakesShown).Where(mistake => !classifier.Encode(texts[mistake.Example]).Tokens.IsEmpty)
                .SelectMany(mistake => Figures(classifier, texts[mistake.Example], $"{mistake.Place}, is {mistake.Actual}", false, cancellation))],
            Deletion = [.. curves.Select(curve => new FigureCurve(curve.Method == "random" ? "random order" : AttributionMethods.Find(curve.Method).Title, curve.Method == "random" ? CurveRole.Reference : CurveRole.Category, shares, curve.Probabilities, curve.Area))],
            Cleaning = result.Cleaning is { } cleaning ? cleaning.Describe() : [],
        });
    }

    /// <summary>The report of a classifier of series.</summary>
    public static Report OfSeries(ClassifierResult<Data.SeriesExample> result, string title, string command) => ClassificationReport.Build(Common(result, title, "series", command) with
    {
        Mistakes = [.. result.Evaluation.Mistakes.Select(Term)],
    });

    /// <summary>A text with highlighted words, and its tree of phrases where it is short enough.</summary>
    public static IEnumerable<Figure> Figures(TextClassifier classifier, string text, string about, bool withTree, CancellationToken cancellation)
    {
        TextExplanation explanation = TextExplanation.Of(classifier, text, new IntegratedGradients(), cancellation: cancellation);
        double probability = explanation.Attribution.Prediction;
        yield return new TokenFigure
        {
            Title = $"'{explanation.Class}' with {ClassifierTexts.Share(probability)} ({about})",
            Caption = $"What each word did to the probability of '{explanation.Class}', by integrated gradients, compared with unknown words ({ClassifierTexts.Share(explanation.Attribution.BaselinePrediction)}).",
            Unit = "probability",
            Tokens = [.. explanation.Words.Select(word => new FigureToken(word.Word, word.Value))],
            PositiveMeaning = $"speaks for '{explanation.Class}'",
            NegativeMeaning = $"speaks against '{explanation.Class}'",
            Notes = explanation.Words.Any(word => !word.IsKnown) ? [new FigureNote($"Not in the model's vocabulary, so read as unknown: {string.Join(", ", explanation.Words.Where(word => !word.IsKnown).Select(word => word.Word).Distinct(StringComparer.Ordinal).Take(12))}.")] : [],
        };
        if (withTree && explanation.Words.Length is > 1 and <= LongestTree && PhraseTreeOf(classifier, text, explanation.Class, cancellation) is { } tree)
            yield return tree;
    }

    /// <summary>The tree of phrases of a text, by contextual decomposition; null where the method cannot answer for this network.</summary>
    public static PhraseTreeFigure? PhraseTreeOf(TextClassifier classifier, string text, string label, CancellationToken cancellation)
    {
        int index = classifier.Classes.IndexOf(label);
        TokenQuestion<float> question = classifier.AskTokens(text, index, classifier.Classes.Count == 2 ? 1 - index : null, asScore: true);
        PhraseTree tree;
        try
        {
            tree = ContextualDecomposition.Phrases(question.Vectors, question.Input, cancellation);
        }
        catch (ExplanationException)
        {
            return null;
        }

        var tokens = classifier.Encode(text).Tokens;
        PhraseNode Node(PhraseTree span) => new()
        {
            Label = text[tokens[span.From].Start..(tokens[span.To].Start + tokens[span.To].Length)],
            From = span.From,
            To = span.To + 1,
            Value = span.Beta,
            Children = span.Left is { } left && span.Right is { } right ? [Node(left), Node(right)] : [],
        };
        return new PhraseTreeFigure
        {
            Title = $"How the words join for '{label}'",
            Caption = $"What each word and each phrase alone brings to the score of '{label}', by contextual decomposition; neighbours that work together most were joined first.",
            Unit = "score",
            Root = Node(tree),
        };
    }

    private static ClassificationReportInput Common<T>(ClassifierResult<T> result, string title, string example, string command)
    {
        ClassifierEvaluation evaluation = result.Evaluation;
        ClassifierFacts facts = result.Classifier.Facts;
        return new ClassificationReportInput
        {
            Title = title,
            ExampleName = example,
            Summary =
            [
                string.Create(CultureInfo.InvariantCulture, $"Of {evaluation.Count:N0} test examples the model gave {ClassifierTexts.Share(evaluation.Accuracy)} the right one of {evaluation.Classes.Length} classes."),
                ClassifierTexts.Verdict(evaluation),
            ],
            TestSource = facts.TestSource,
            TestCount = evaluation.Count,
            Classes = evaluation.Classes,
            Methods = [.. evaluation.Methods.Select(method => new TableRow(method.Remark.Length == 0 ? method.Name : $"{method.Name} ({method.Remark})", [method.Accuracy, method.MacroF1]))],
            AccuracyInterval = evaluation.AccuracyInterval,
            PerClass = [.. evaluation.PerClass.Select(own => new TableRow(own.Name, [own.Precision, own.Recall, own.F1, own.Support]))],
            Confusion = evaluation.Confusion,
            Reliability = [.. evaluation.Reliability.Where(bin => bin.Count > 0).Select(bin => (bin.Confidence, bin.Accuracy, bin.Count))],
            CalibrationError = (evaluation.CalibrationError, evaluation.UncalibratedError),
            Temperature = result.Classifier.Temperature,
            Roc = evaluation.Roc is { } roc ? ([.. roc.Points.Select(point => point.FalsePositiveRate)], [.. roc.Points.Select(point => point.TruePositiveRate)], roc.Area) : null,
            Warnings = facts.Notes,
            Settings = [.. result.Classifier.Describe().Select(entry => new ReportSetting(entry.Key, entry.Value))],
            Command = command,
        };
    }

    private static ReportSetting Term(Mistake mistake) => new(mistake.Place, $"is {mistake.Actual}, was called {mistake.Predicted} with {ClassifierTexts.Share(mistake.Probability)}");

    private static string Right(ClassifierEvaluation evaluation, int[] actual, int n) => evaluation.Predicted[n] == actual[n] ? "which is right" : $"is {evaluation.Classes[actual[n]]}";

    // Short texts of different answers, the surest of each class first, so that a page stays readable.
    private static IEnumerable<int> Examples(TextClassifier classifier, ClassifierEvaluation evaluation, string[] texts)
    {
        int classes = evaluation.Classes.Length;
        return Enumerable.Range(0, texts.Length)
            .Where(n => classifier.Encode(texts[n]).Tokens.Length is >= 5 and <= LongestTree && !classifier.Encode(texts[n]).IsAllUnknown)
            .GroupBy(n => evaluation.Predicted[n]).OrderBy(group => group.Key)
            .SelectMany(group => group.OrderByDescending(n => evaluation.Probabilities[n * classes + evaluation.Predicted[n]]).Take(Math.Max(1, ExamplesShown / classes)))
            .Take(Math.Max(ExamplesShown, Math.Min(classes, 8)));
    }

    private static IEnumerable<T> Spread<T>(T[] all, int count) => Enumerable.Range(0, Math.Min(count, all.Length)).Select(n => all[(int)((long)n * all.Length / Math.Min(count, all.Length))]);
}
