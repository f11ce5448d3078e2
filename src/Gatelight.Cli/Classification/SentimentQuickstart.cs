using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Cli.Commands;
using Gatelight.Cli.Output;
using Gatelight.Cli.Reporting;
using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Formats.Csv;
using Gatelight.Tasks.Classification;
using Gatelight.Tasks.Datasets;

namespace Gatelight.Cli.Classification;

/// <summary>The main job for texts from end to end, on reviews that are generated, so that the words that matter are known.</summary>
internal static class SentimentQuickstart
{
    private const int Reviews = 2500, TruthReviews = 100;
    private const string Example = "the room was not bad , and the staff was lovely .";

    /// <summary>How the classifier of the reviews is trained.</summary>
    public static ClassifierOptions Options { get; } = new() { HiddenSize = 32, Epochs = 12, Patience = 4, Dropout = 0.2, LearningRate = 0.005 };

    /// <summary>How the reviews are read.</summary>
    public static TextOptions Text { get; } = new() { EmbeddingSize = 24 };

    /// <summary>Does the job.</summary>
    public static void Run(Call call, string folder, int? reviews)
    {
        var files = new OutputFiles();
        foreach (string name in (string[])["reviews.csv", "sentiment.gatelight", "report.html"])
            files.Writes(folder.Length == 0 ? folder : Path.Combine(folder, name), "--out", createsFolder: true);
        var generated = ReviewCorpus.Generate(reviews ?? Reviews, call.Seed);
        Table table = ReviewCorpus.ToTable(generated);
        TrainedClassifier trained = TrainedClassifier.OfTexts(call, TextExamples.FromTable(table), Text, Options with { Seed = call.Seed, Threads = call.Threads }, null, null);
        var classifier = (TextClassifier)trained.Classifier;
        // Other reviews than those trained on: another seed draws them.
        Occlusion method = new() { Players = Players.Steps };
        KnownTruthScore truth = ReviewTruth.Score(classifier, ReviewCorpus.Generate(TruthReviews, call.Seed + 1_000_000), method, call.Cancellation);
        ClassPrediction answer = classifier.Predict([Example])[0];
        // Log-odds, since a probability near 1 hides what single words do.
        int given = classifier.Classes.IndexOf(answer.Label);
        TextExplanation why = TextExplanation.Of(classifier, Example, method, given, 1 - given, asScore: true, cancellation: call.Cancellation);
        string command = new CommandText("quickstart").With("--task", "sentiment").With("--seed", call.Seed).With("--reviews", reviews).ToString();
        files.Write(
            [path => CsvTableWriter.Write(path, table), classifier.Save, trained.Report("Generated reviews: a classifier and how good it is", command).SaveHtml], call.Cancellation);
        call.Print(
            () =>
            {
                JsonObject document = trained.Document(files.Paths);
                document["truth"] = new JsonObject { ["method"] = method.Name, ["auprc"] = truth.Auprc, ["auroc"] = truth.Auroc };
                document["example"] = new JsonObject { ["text"] = Example, ["prediction"] = ClassifierOutput.Prediction(answer, classifier), ["unit"] = "log-odds", ["words"] = new JsonArray([.. why.Words.Select(word => new JsonObject { ["word"] = word.Word, ["value"] = word.Value })]) };
                return document;
            },
            page =>
            {
                page.Line("Generated reviews whose relevant words are known: the praise or blame that decides, what negates it, and what strengthens or weakens a clause.");
                trained.Summarize(page, files.Paths);
                page.Heading($"\"{Example}\"");
                page.Line($"  {answer.Label} with {ClassifierTexts.Share(answer.Probability)}. What each word did to the log-odds of that ({method.Title}):");
                page.Table(["word", ""], why.Words.OrderByDescending(word => Math.Abs(word.Value)).Take(6).Select(word => (string[])[word.Word, NumberText.Signed(word.Value, 2)]));
                page.Line(string.Create(CultureInfo.InvariantCulture, $"  Against the words that are known to matter in {TruthReviews} new reviews: area under precision and recall {truth.Auprc:F3} (1 is perfect)."));
            });
    }
}
