using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Cli.Commands.Explain;
using Gatelight.Cli.Output;
using Gatelight.Tasks.Language;
using Gatelight.Tasks.Text;

namespace Gatelight.Cli.Commands.Predict;

/// <summary>The next words after a text, with their probabilities.</summary>
internal sealed class LanguagePrediction : IPredictionKind
{
    /// <inheritdoc/>
    public string Name => "a language model";

    /// <inheritdoc/>
    public IReadOnlyList<string> Options { get; } = ["DATA", "--text", "--top", "--encoding"];

    /// <inheritdoc/>
    public bool Reads(ModelFile file) => file.Task == "language";

    /// <inheritdoc/>
    public void Run(Call call, ModelFile file, PredictOptions options)
    {
        IReadOnlyList<string> texts = options.Texts(call);
        int top = options.Top(call);
        var model = LanguageModel.Load(file.Path);
        List<(string Text, IReadOnlyList<NextWord> Next, string[] Unknown, bool AllUnknown)> answers = [];
        foreach (string text in texts)
        {
            call.Cancellation.ThrowIfCancellationRequested();
            EncodedText encoded = model.Codec.Encode(text);
            string[] unknown = [.. encoded.Tokens.Where(token => token.Id == Vocabulary.Unknown).Select(token => token.Spelled(text)).Distinct(StringComparer.Ordinal)];
            answers.Add((text, model.NextWords(text, top), unknown, encoded.IsAllUnknown));
        }

        call.Print(
            () => new JsonObject
            {
                ["model"] = file.Path,
                ["predictions"] = new JsonArray([.. answers.Select(answer => new JsonObject
                {
                    ["text"] = answer.Text,
                    ["next"] = new JsonArray([.. answer.Next.Select(word => new JsonObject { ["token"] = word.Text, ["probability"] = word.Probability })]),
                    ["unknownWords"] = JsonText.Texts(answer.Unknown),
                    ["allUnknown"] = answer.AllUnknown,
                })]),
            },
            page =>
            {
                foreach (var (text, next, unknown, allUnknown) in answers)
                {
                    page.Heading($"{text} …");
                    if (allUnknown)
                        page.Line("  Note: the model knows none of these words, so what follows says nothing about the text.");
                    else if (unknown.Length > 0)
                        page.Line($"  Note: the model does not know {string.Join(", ", unknown.Select(word => $"'{word}'"))}.");
                    page.Table(["next", "probability"], next.Select(word => (string[])[word.Text, word.Probability.ToString("F4", CultureInfo.InvariantCulture)]));
                }
            });
    }
}
