using System.Globalization;
using Gatelight.Data;
using Gatelight.Models;
using Gatelight.Tasks.Language.Networks;
using Gatelight.Tasks.Text;
using Gatelight.Training;

namespace Gatelight.Tasks.Language;

/// <summary>A trained model of the next token: what may come next and how probably, whole passages, and how surprising a text is. One call at a time.</summary>
public sealed class LanguageModel
{
    private readonly LanguageStepper _stepper;

    internal LanguageModel(LanguageNetwork shape, TextCodec codec, LanguageFacts facts, Model<float> network)
    {
        Shape = shape;
        Codec = codec;
        Facts = facts;
        Network = network;
        _stepper = new LanguageStepper(shape, network);
    }

    /// <summary>The way from text to tokens and back.</summary>
    public TextCodec Codec { get; }

    /// <summary>What the model was trained on and how it did.</summary>
    public LanguageFacts Facts { get; }

    /// <summary>The network: token ids <c>[B, T, 1]</c> in, the logits of the next token <c>[B, T, V]</c> out.</summary>
    public Model<float> Network { get; }

    internal LanguageNetwork Shape { get; }

    /// <summary>Loads a model; what is loaded answers with the same bits.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">There is no such file, or it is no language model; the message says what is wrong.</exception>
    public static LanguageModel Load(string path) => LanguageModelFile.Load(path);

    /// <summary>Saves the model as one <c>.gatelight</c> file, whole or not at all.</summary>
    /// <param name="path">Where.</param>
    public void Save(string path) => LanguageModelFile.Save(this, path);

    /// <summary>The tokens that may come after a text, the likeliest first; padding and the unknown token are left out.</summary>
    /// <param name="text">The text.</param>
    /// <param name="count">The most tokens, at least 1.</param>
    /// <exception cref="InvalidInputException">The text is empty.</exception>
    public IReadOnlyList<NextWord> NextWords(string text, int count = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        float[] logits = LogitsAfter(Encode(text).Ids);
        double[] probabilities = Probabilities.Of(logits);
        return
        [
            .. Enumerable.Range(0, probabilities.Length).Where(id => id is not (Vocabulary.Padding or Vocabulary.Unknown))
                .OrderByDescending(id => probabilities[id]).Take(count).Select(id => new NextWord(Written(id), probabilities[id])),
        ];
    }

    /// <summary>Writes on.</summary>
    /// <param name="prompt">What stands before.</param>
    /// <param name="options">How the tokens are chosen.</param>
    /// <param name="cancellation">Checked before each token.</param>
    /// <exception cref="InvalidInputException">The prompt is empty, or the options contradict each other.</exception>
    public GeneratedText Generate(string prompt, GenerationOptions options, CancellationToken cancellation = default)
    {
        EncodedText encoded = Encode(prompt);
        return new LanguageGenerator(this, _stepper, options).Write(encoded, cancellation);
    }

    /// <summary>How surprising a text is to the model, each token after those before it; the first token is given.</summary>
    /// <param name="text">The text, at least two tokens.</param>
    /// <exception cref="InvalidInputException">The text is too short.</exception>
    public LanguageScore Score(string text)
    {
        TokenStreams stream = new(Encode(text).Ids, 1);
        return new LanguageScore("LSTM", new StreamTrainer(Network.Clone(), new TrainingOptions { TruncateSteps = Facts.Options.EffectivePieceSteps }).Evaluate(stream));
    }

    /// <summary>What the model is, for a person.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Describe() =>
    [
        new("text", string.Create(CultureInfo.InvariantCulture, $"{Facts.Source}: {Facts.TrainingTokens:N0} tokens to learn from, {Facts.ValidationTokens:N0} to choose by, {Facts.TestTokens:N0} to judge by")),
        new("unit", Codec.Unit.ToString().ToLowerInvariant()),
        new("vocabulary", Codec.Description),
        new("network", string.Create(CultureInfo.InvariantCulture, $"{Shape.Layers} LSTM layer(s) of {Shape.HiddenSize} units, vectors of {Shape.EmbeddingWidth}{(Shape.IsTied ? " shared with the output" : "")}, {Network.Parameters.Count:N0} weights")),
        new("dropout", string.Create(CultureInfo.InvariantCulture, $"{Shape.Dropout:0.##} locked, {Shape.RecurrentDropout:0.##} recurrent")),
        new("training", string.Create(CultureInfo.InvariantCulture, $"Adam {Facts.Options.LearningRate:0.####} along a cosine, pieces of {Facts.Options.EffectivePieceSteps} steps in {Facts.Options.Streams} streams with carried state, best epoch {Facts.BestEpoch}")),
        new("seed", Facts.Options.Seed.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>A token as a reader sees it.</summary>
    internal string Written(int id) => Codec.Unit == TextUnit.Character ? Codec.Pieces[id] : Codec.Pieces[id].Replace("</w>", "", StringComparison.Ordinal);

    /// <summary>Reads a text that must hold something.</summary>
    internal EncodedText Encode(string text)
    {
        EncodedText encoded = Codec.Encode(text);
        return encoded.Tokens.IsEmpty
            ? throw new InvalidInputException("The text is empty; give at least one word for the model to go on from.")
            : encoded;
    }

    private float[] LogitsAfter(IReadOnlyList<int> ids)
    {
        _stepper.Begin(1);
        foreach (int id in ids)
            _stepper.Read([id]);
        return _stepper.Logits(0).ToArray();
    }
}
