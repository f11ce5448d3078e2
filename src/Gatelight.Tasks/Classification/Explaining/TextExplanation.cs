using System.Collections.Immutable;
using Gatelight.Explain;

namespace Gatelight.Tasks.Classification;

/// <summary>Why a text was given a class, word by word.</summary>
/// <param name="Class">The class asked about.</param>
/// <param name="Words">The words with their contributions.</param>
/// <param name="Attribution">The map that they come from, one value a word.</param>
public sealed record TextExplanation(string Class, ImmutableArray<WordContribution> Words, Attribution Attribution)
{
    /// <summary>Explains the answer for a text.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="text">The text.</param>
    /// <param name="method">The method; one that takes parts away takes whole words.</param>
    /// <param name="index">The class asked about; null asks about the most probable one.</param>
    /// <param name="against">The class it is held against; null for none.</param>
    /// <param name="asScore">Whether the calibrated score before the softmax is explained instead of the probability.</param>
    /// <param name="baseline">What the words are compared with; an unknown word by default.</param>
    /// <param name="cancellation">Checked between passes.</param>
    /// <exception cref="ExplanationException">The text has no words, or the method cannot answer for this model.</exception>
    public static TextExplanation Of(
        TextClassifier classifier, string text, IAttributionMethod method, int? index = null, int? against = null, bool asScore = false, TokenBaseline baseline = TokenBaseline.Token,
        CancellationToken cancellation = default)
    {
        int asked = index ?? classifier.Classes.IndexOf(classifier.Predict([text], cancellation: cancellation)[0].Label);
        TokenQuestion<float> question = classifier.AskTokens(text, asked, against, asScore);
        Attribution map = question.PerToken(method.Explain(question.Vectors, question.Input, question.Baseline(baseline, Text.Vocabulary.Unknown), cancellation));
        var tokens = classifier.Encode(text).Tokens;
        return new TextExplanation(
            classifier.Classes.Names[asked], [.. tokens.Select((token, n) => new WordContribution(token.Spelled(text), map.Values[n, 0], token.Id != Text.Vocabulary.Unknown))], map);
    }
}
