using Gatelight.Explain;
using Gatelight.Tasks.Translation;

namespace Gatelight.Recipes.Texts;

/// <summary>An encoder and decoder with attention that turns numbers in English words into French ones, and what moved each word.</summary>
public sealed class TranslateNumbers : IRecipe
{
    /// <inheritdoc/>
    public string Name => "translate-numbers";

    /// <inheritdoc/>
    public string Description => "Trains an encoder and decoder on pairs of texts, translates, and explains each written word.";

    /// <inheritdoc/>
    public void Run(TextWriter output, CancellationToken cancellationToken)
    {
        string[] from = ["one", "two", "three", "four"], to = ["un", "deux", "trois", "quatre"];
        TextPair[] pairs = [.. Enumerable.Range(0, 200).Select(n => new TextPair($"{from[n % 4]} {from[n / 4 % 4]} {from[n / 16 % 4]}", $"{to[n % 4]} {to[n / 4 % 4]} {to[n / 16 % 4]}"))];

        // <train>
        TranslationOptions options = new() { HiddenSize = 32, Epochs = 25, BatchSize = 8, LearningRate = 0.01, Dropout = 0 };
        TranslationModel model = TranslationTask.Train(new TranslationData("numbers", pairs), options, cancellation: cancellationToken).Model;
        foreach (TranslationScore score in model.Facts.Scores)
            output.WriteLine($"{score.Name}: BLEU {score.Bleu.Score:F1}, chrF2 {score.ChrF:F1}");
        // </train>

        // <translate>
        TranslatedText translated = model.Translate("two one four");
        OutputExplanation why = OutputExplanation.Of(model, translated, new IntegratedGradients(), cancellation: cancellationToken);
        output.WriteLine($"{translated.Source} -> {translated.Text}");
        for (int written = 0; written < translated.Tokens.Length; written++)
        {
            IEnumerable<string> moved = translated.SourceTokens.Select((word, read) => $"{word} {why.Values[written, read]:+0.00;-0.00}");
            output.WriteLine($"{translated.Tokens[written].Text}: {string.Join(", ", moved)}");
        }
        // </translate>
    }
}
