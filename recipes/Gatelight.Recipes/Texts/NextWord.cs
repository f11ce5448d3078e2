using Gatelight.Explain;
using Gatelight.Tasks.Language;

namespace Gatelight.Recipes.Texts;

/// <summary>A language model of a generated text: what comes next, why this word and not that one, and a sentence written on.</summary>
public sealed class NextWord : IRecipe
{
    /// <inheritdoc/>
    public string Name => "next-word";

    /// <inheritdoc/>
    public string Description => "Trains a small language model, foretells the next word, explains why not another one, and writes on.";

    /// <inheritdoc/>
    public void Run(TextWriter output, CancellationToken cancellationToken)
    {
        string book = string.Concat(Enumerable.Range(0, 300).Select(n => ((n / 2 + n * n) % 3) switch
        {
            0 => "The just man rules the city. ",
            1 => "The wise man loves the truth. ",
            _ => "The old man tells a tale. ",
        }));

        // <train>
        LanguageOptions options = new() { HiddenSize = 16, Epochs = 16, Streams = 6, PieceSteps = 10, LearningRate = 0.02, Dropout = 0, RecurrentDropout = 0 };
        LanguageModel model = LanguageTask.Train(book, "book", options, cancellation: cancellationToken).Model;
        foreach (LanguageScore score in model.Facts.Scores)
            output.WriteLine($"{score.Name}: perplexity {score.Perplexity:F2}");
        // </train>

        // <ask>
        foreach (Gatelight.Tasks.Language.NextWord word in model.NextWords("The wise man", count: 3))
            output.WriteLine($"{word.Text}: {word.Probability:P1}");

        var asked = NextWordQuestion.Of(model, "The wise man", word: "loves", against: "rules");
        Attribution map = new IntegratedGradients().Explain(asked.Question.Vectors, asked.Question.Input, asked.Question.Baseline(TokenBaseline.Zero), cancellationToken);
        Attribution words = asked.Question.PerToken(map);
        output.WriteLine($"{asked.Asked} Log odds {words.Prediction:F2}.");
        for (int n = 0; n < asked.Words.Length; n++)
            output.WriteLine($"{asked.Words[n],6} {words.Values[n, 0],6:F2}");
        // </ask>

        // <generate>
        GeneratedText written = model.Generate("The just man", new GenerationOptions { Words = 12, Temperature = 0.7, TopP = 0.9, Seed = 3 }, cancellationToken);
        output.WriteLine(written.Prompt + " " + written.Text);
        // </generate>
    }
}
