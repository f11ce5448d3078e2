using System.Collections.Immutable;
using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Tasks.Text;

namespace Gatelight.Tasks.Language;

/// <summary>Why this word next, or why this one and not that one: a question that any explainer of token models takes.</summary>
public sealed class NextWordQuestion
{
    private const int MostTokens = 64;

    private NextWordQuestion(TokenQuestion<float> question, ImmutableArray<string> words, string word, string? against, string asked, string unit)
    {
        Question = question;
        Words = words;
        Word = word;
        Against = against;
        Asked = asked;
        Unit = unit;
    }

    /// <summary>The question about the vectors of the tokens; <see cref="TokenQuestion{T}.PerToken"/> sums a map up by token.</summary>
    public TokenQuestion<float> Question { get; }

    /// <summary>The tokens that the model read, as the text spells them.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>The token asked about.</summary>
    public string Word { get; }

    /// <summary>The token that it is held against, or null.</summary>
    public string? Against { get; }

    /// <summary>What was asked, in words.</summary>
    public string Asked { get; }

    /// <summary>The unit of the answer.</summary>
    public string Unit { get; }

    /// <summary>The token that stands for "nothing said" in a baseline.</summary>
    public static int UnknownToken => Vocabulary.Unknown;

    /// <summary>Asks why a word comes next after a text.</summary>
    /// <param name="model">The model.</param>
    /// <param name="text">The text; of a long one the last 64 tokens are read, from an empty memory.</param>
    /// <param name="word">The word; null for the likeliest one.</param>
    /// <param name="against">
    /// A word that it is held against: then the answer is the difference of their scores, <c>ln p(word) - ln p(against)</c>; otherwise the
    /// probability of the word.
    /// </param>
    /// <exception cref="InvalidInputException">The text is empty, or a word is not a single token of the model.</exception>
    public static NextWordQuestion Of(LanguageModel model, string text, string? word = null, string? against = null)
    {
        EncodedText encoded = model.Encode(text);
        ImmutableArray<TextToken> tokens = encoded.Tokens.Length > MostTokens ? encoded.Tokens[^MostTokens..] : encoded.Tokens;
        int unit = word is null ? Likeliest(model, tokens) : IdOf(model, word);
        int? other = against is null ? null : IdOf(model, against);
        if (unit == other)
            throw new InvalidInputException($"'{OneLine.Of(model.Written(unit))}' cannot be held against itself; give --against another word.");
        ModelArchitecture answer = model.Shape.Answer();
        if (other is null)
            answer = answer with { Nodes = [.. answer.Nodes, new GraphNode(new Softmax { Name = "probabilities" }, [answer.Output])], Output = answer.Output + 1 };
        TokenQuestion<float> question = new(model.Network.Rebuild(answer), [.. tokens.Select(token => token.Id)], new OutputTarget(unit) { Against = other });
        string shown = model.Written(unit);
        string? shownOther = other is { } id ? model.Written(id) : null;
        return new NextWordQuestion(
            question, [.. tokens.Select(token => token.Spelled(encoded.Original))], shown, shownOther,
            shownOther is null ? $"Why is \"{shown}\" the next token?" : $"Why is \"{shown}\" the next token and not \"{shownOther}\"?",
            shownOther is null ? "probability" : "log odds");
    }

    private static int Likeliest(LanguageModel model, ImmutableArray<TextToken> tokens)
    {
        Model<float> answer = model.Network.Rebuild(model.Shape.Answer());
        float[] logits = answer.Predict(new Batch<float>(tokens.Select(token => (float)token.Id).ToArray(), 1, tokens.Length, 1));
        return Enumerable.Range(Vocabulary.Unknown + 1, logits.Length - Vocabulary.Unknown - 1).MaxBy(id => logits[id]);
    }

    private static int IdOf(LanguageModel model, string word)
    {
        EncodedText encoded = model.Codec.Encode(word);
        if (encoded.Tokens.Length == 1 && encoded.UnknownCount == 0)
            return encoded.Ids[0];
        string problem = encoded.Tokens.Length switch
        {
            0 => "is empty",
            1 => "is not in the model's vocabulary",
            var count => $"is {count} tokens of this model ({string.Join(" | ", encoded.Tokens.Select(token => OneLine.Of(token.Text)))}), and one can be asked about",
        };
        throw new InvalidInputException($"The word '{OneLine.Of(word)}' {problem}; give one token that the model knows, as 'gatelight predict' lists them.");
    }
}
