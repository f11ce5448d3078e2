using System.Collections.Immutable;

namespace Gatelight.Tasks.Translation;

/// <summary>What a model made of a text.</summary>
/// <param name="Source">The text.</param>
/// <param name="Text">What it became.</param>
/// <param name="SourceTokens">The tokens that were read, as the text spells them.</param>
/// <param name="Tokens">The tokens that were written.</param>
/// <param name="LogProbability">ln p of what was written.</param>
/// <param name="Alignment"><c>[written, read]</c>: the attention that each written token paid to each that was read; rows add up to 1.</param>
/// <param name="UnknownWords">The tokens of the text that the vocabulary does not hold.</param>
public sealed record TranslatedText(
    string Source, string Text, ImmutableArray<string> SourceTokens, ImmutableArray<TranslatedToken> Tokens, double LogProbability, double[,] Alignment,
    ImmutableArray<string> UnknownWords)
{
    /// <summary>Whether the model knows none of the words: what it writes then says nothing about the text.</summary>
    public bool IsAllUnknown => SourceTokens.Length > 0 && UnknownTokens == SourceTokens.Length;

    internal int UnknownTokens { get; init; }
}
