using System.Text.Json.Nodes;
using Gatelight.Cli.Classification;
using Gatelight.Cli.Output;
using Gatelight.Tasks.Classification;

namespace Gatelight.Cli.Commands;

/// <summary><c>evaluate</c> for a classifier: how good it is on examples with labels that it was not trained on.</summary>
internal static class ClassifierEvaluate
{
    /// <summary>Measures and prints.</summary>
    /// <param name="call">The call.</param>
    /// <param name="path">The model file.</param>
    /// <param name="source">The examples; the names of their columns are the model's where none are given.</param>
    public static void Run(Call call, string path, ExampleSource source)
    {
        var classifier = Classifier.Load(path);
        ClassifierEvaluation evaluation;
        if (classifier is TextClassifier texts)
        {
            evaluation = ClassifierEvaluation.Of(texts, source.Folded(call, source.Texts(call, facts: classifier.Facts))[0]!, call.Threads, call.Cancellation);
        }
        else
        {
            var series = (SeriesClassifier)classifier;
            string[] channels = [.. series.Channels.Select(channel => channel.Name)];
            evaluation = ClassifierEvaluation.Of(series, source.Folded(call, source.Series(call, facts: classifier.Facts, channels: channels).Examples)[0]!, call.Threads, call.Cancellation);
        }

        evaluation = evaluation with { Methods = [new MethodScore("the model", true, evaluation.Accuracy, evaluation.MacroF1)] };
        call.Print(
            () => new JsonObject { ["model"] = path, ["settings"] = JsonText.Object(classifier.Describe()), ["test"] = ClassifierOutput.Quality(evaluation, evaluation.Source) },
            page => ClassifierTexts.Quality(page, evaluation, evaluation.Source));
    }
}
