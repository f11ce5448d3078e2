using System.Collections.Immutable;

namespace Gatelight.Tasks.Language;

/// <summary>A text that a model wrote.</summary>
/// <param name="Prompt">What stood before.</param>
/// <param name="Text">What was written.</param>
/// <param name="Tokens">Its tokens, each with the probability that the model gave it, whatever the temperature.</param>
/// <param name="UnknownWords">The tokens of the prompt that the vocabulary does not hold.</param>
public sealed record GeneratedText(string Prompt, string Text, ImmutableArray<NextWord> Tokens, ImmutableArray<string> UnknownWords)
{
    /// <summary>ln p of all that was written.</summary>
    public double LogProbability => Tokens.Sum(token => Math.Log(token.Probability));
}
