using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Cli.Output;
using Gatelight.Formats.Text;
using Gatelight.Tasks.Language;
using Gatelight.Tasks.Text;

namespace Gatelight.Cli.Commands;

/// <summary><c>evaluate</c> for a language model: how well it foretells a text that it was not trained on.</summary>
internal static class LanguageEvaluate
{
    /// <summary>Measures and prints.</summary>
    /// <param name="call">The call.</param>
    /// <param name="path">The model file.</param>
    /// <param name="data">The file of the text.</param>
    /// <param name="reading">How it is read.</param>
    public static void Run(Call call, string path, string data, TextReadOptions reading)
    {
        var model = LanguageModel.Load(path);
        model.Network.Threads = call.Threads;
        string text = TextFile.Read(data, reading), source = Path.GetFileName(data);
        LanguageScore score = model.Score(text);
        EncodedText encoded = model.Codec.Encode(text);
        int tokens = encoded.Tokens.Length;
        double bits = score.CrossEntropy / Math.Log(2), bitsOfCharacter = bits * tokens / text.Length, unknown = encoded.UnknownCount / (double)tokens;
        LanguageFacts facts = model.Facts;
        call.Print(
            () => new JsonObject
            {
                ["model"] = path,
                ["settings"] = JsonText.Object(model.Describe()),
                ["test"] = new JsonObject
                {
                    ["source"] = source,
                    ["tokens"] = tokens,
                    ["characters"] = text.Length,
                    ["unknownShare"] = unknown,
                    ["perplexity"] = JsonText.Number(score.Perplexity),
                    ["crossEntropy"] = JsonText.Number(score.CrossEntropy),
                    ["bitsPerCharacter"] = JsonText.Number(bitsOfCharacter),
                },
                ["training"] = LanguageOutput.Scores(facts),
            },
            page =>
            {
                page.Heading(string.Create(CultureInfo.InvariantCulture, $"How well does it foretell {source}? {tokens:N0} tokens"));
                page.Pairs([
                    new("perplexity", score.Perplexity.ToString("F2", CultureInfo.InvariantCulture)),
                    new("bits a token", bits.ToString("F3", CultureInfo.InvariantCulture)),
                    new("bits a character", bitsOfCharacter.ToString("F3", CultureInfo.InvariantCulture)),
                    new("unknown tokens", string.Create(CultureInfo.InvariantCulture, $"{unknown * 100:F1} %; they count as one token")),
                ]);
                if (encoded.IsAllUnknown)
                    page.Line("  Note: the model knows none of these tokens, so the figures say nothing about the text.");
                page.Heading($"For comparison: perplexity on the held-out part of {facts.Source}");
                page.Table(["method", "perplexity"], facts.Scores.Select(own => (string[])[own.Name, own.Perplexity.ToString("F2", CultureInfo.InvariantCulture)]), row => row == 0);
                page.Line("  The simple methods need the text that the model learned from, so they stand beside that part alone; perplexities of two texts do not compare strictly.");
            });
    }
}
