using System.Globalization;
using Gatelight.Explain;
using Gatelight.Models;
using Gatelight.Tasks.Text;

namespace Gatelight.Tasks.Classification;

/// <summary>A classifier of texts.</summary>
public sealed class TextClassifier : Classifier<string>
{
    internal TextClassifier(ClassSet classes, Model<float> network, double temperature, ClassifierFacts facts, TextCodec codec, int maxTokens)
        : base(classes, network, temperature, facts)
    {
        Codec = codec;
        MaxTokens = maxTokens;
    }

    /// <summary>The way from a text to the numbers that the network reads.</summary>
    public TextCodec Codec { get; }

    /// <summary>The most tokens of a text that the network reads.</summary>
    public int MaxTokens { get; }

    private protected override int FeatureCount => 1;

    /// <summary>Loads a classifier of texts.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="Data.InvalidInputException">There is no such file, or it is no classifier of texts.</exception>
    public static new TextClassifier Load(string path) => Classifier.Load(path) as TextClassifier
        ?? throw new Data.InvalidInputException($"{path} classifies series, not texts; give a model that was trained on texts.");

    /// <summary>The tokens of a text that the network reads.</summary>
    /// <param name="text">The text.</param>
    public EncodedText Encode(string text) => Codec.Encode(text).First(MaxTokens);

    /// <inheritdoc/>
    public override IExplainable Ask(string example, int index, int? against = null, bool asScore = false) => AskTokens(example, index, against, asScore).Vectors;

    /// <summary>As <see cref="Ask"/>, with the way from the words' vectors back to the words.</summary>
    /// <param name="text">The text.</param>
    /// <param name="index">The class asked about.</param>
    /// <param name="against">The class it is held against; null for none.</param>
    /// <param name="asScore">Whether the score before the softmax is asked about.</param>
    /// <exception cref="ExplanationException">There is no such class, or the text has no words.</exception>
    public TokenQuestion<float> AskTokens(string text, int index, int? against = null, bool asScore = false)
    {
        EncodedText encoded = Encode(text);
        return encoded.Tokens.IsEmpty
            ? throw new ExplanationException("The text holds no word; give at least one.")
            : new TokenQuestion<float>(ProbabilityNetwork, encoded.Ids, Target(index, against, asScore));
    }

    /// <inheritdoc/>
    public override string? Remark(string example)
    {
        EncodedText whole = Codec.Encode(example);
        EncodedText read = whole.First(MaxTokens);
        string units = Codec.Unit == TextUnit.Word ? "words" : Codec.Unit == TextUnit.Character ? "characters" : "pieces";
        if (read.Tokens.IsEmpty)
            return "the text is empty: the answer is what the model says of no text at all";
        if (read.IsAllUnknown)
            return $"the model knows none of the {units} of this text: the answer says nothing about it";
        return whole.Tokens.Length > read.Tokens.Length
            ? string.Create(CultureInfo.InvariantCulture, $"only the first {MaxTokens:N0} of {whole.Tokens.Length:N0} {units} were read")
            : null;
    }

    private protected override NetworkRow RowOf(string example)
    {
        EncodedText text = Encode(example);
        return new NetworkRow([.. text.Ids.Select(id => (float)id)], text.Tokens.Length);
    }

    private protected override IEnumerable<KeyValuePair<string, string>> DescribeInput() =>
    [
        new("reads", Codec.Description),
        new("longest text", string.Create(CultureInfo.InvariantCulture, $"the first {MaxTokens:N0} tokens are read")),
    ];
}
