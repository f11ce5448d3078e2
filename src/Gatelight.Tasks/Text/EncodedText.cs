using System.Collections.Immutable;

namespace Gatelight.Tasks.Text;

/// <summary>A text as a model reads it.</summary>
/// <param name="Original">The text as it was given.</param>
/// <param name="Tokens">Its tokens in order.</param>
public sealed record EncodedText(string Original, ImmutableArray<TextToken> Tokens)
{
    /// <summary>The numbers of the tokens.</summary>
    public IReadOnlyList<int> Ids { get; } = [.. Tokens.Select(token => token.Id)];

    /// <summary>How many tokens the vocabulary does not hold.</summary>
    public int UnknownCount => Ids.Count(id => id == Vocabulary.Unknown);

    /// <summary>Whether there are tokens, and the model knows none of them: what it answers then says nothing about this text.</summary>
    public bool IsAllUnknown => !Tokens.IsEmpty && UnknownCount == Tokens.Length;

    /// <summary>The first so many tokens.</summary>
    /// <param name="count">How many, at least 0.</param>
    public EncodedText First(int count) => count >= Tokens.Length ? this : new EncodedText(Original, Tokens[..count]);
}
