using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Cli.Output;
using Gatelight.Tasks.Translation;

namespace Gatelight.Cli.Commands;

/// <summary><c>evaluate</c> for a model of pairs of texts: how much its outputs look like targets that it was not trained on.</summary>
internal static class TranslationEvaluate
{
    /// <summary>Measures and prints.</summary>
    /// <param name="call">The call.</param>
    /// <param name="path">The model file.</param>
    /// <param name="source">What the pairs are called.</param>
    /// <param name="pairs">The pairs.</param>
    public static void Run(Call call, string path, string source, IReadOnlyList<TextPair> pairs)
    {
        var model = TranslationModel.Load(path);
        model.Network.Threads = call.Threads;
        var evaluation = TranslationEvaluation.Of(model, pairs);
        call.Print(
            () => new JsonObject
            {
                ["model"] = path,
                ["settings"] = JsonText.Object(model.Describe()),
                ["test"] = new JsonObject
                {
                    ["source"] = source,
                    ["pairs"] = evaluation.Count,
                    ["leftOut"] = pairs.Count - evaluation.Count,
                    ["scores"] = TranslationOutput.Scores(evaluation.Scores),
                    ["examples"] = TranslationOutput.Examples(evaluation.Examples),
                },
            },
            page =>
            {
                page.Heading(string.Create(CultureInfo.InvariantCulture, $"How good is it? {evaluation.Count:N0} pairs of {source}{(pairs.Count > evaluation.Count ? $"; {pairs.Count - evaluation.Count:N0} left out, empty" : "")} (higher is better, * is the best)"));
                TranslationOutput.Scores(page, evaluation.Scores);
                page.Heading("Some of them");
                TranslationOutput.Examples(page, evaluation.Examples);
            });
    }
}
