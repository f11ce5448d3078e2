using System.Collections.Immutable;

namespace Gatelight.Tasks.Text;

/// <summary>A <see cref="TextCodec"/> as a model's file keeps it.</summary>
/// <param name="Kind">Which codec.</param>
/// <param name="Pieces">How each token is written, by number; empty for a given tokenizer, which brings its own.</param>
/// <param name="Cleaning">What is done to the words, or null.</param>
/// <param name="Merges">The merges of byte pairs, in order.</param>
/// <param name="Tokenizer">Which kind of given tokenizer, or null.</param>
/// <param name="Files">The files of a given tokenizer, as base64.</param>
public sealed record TextCodecDocument(
    TextCodecKind Kind, ImmutableArray<string> Pieces, TextCleaning? Cleaning = null, ImmutableArray<string> Merges = default, TokenizerKind? Tokenizer = null, ImmutableArray<string> Files = default)
{
    /// <summary>How each token is written, by number.</summary>
    public ImmutableArray<string> Pieces { get; init; } = Pieces.IsDefault ? [] : Pieces;

    /// <summary>The merges of byte pairs, in order.</summary>
    public ImmutableArray<string> Merges { get; init; } = Merges.IsDefault ? [] : Merges;

    /// <summary>The files of a given tokenizer, as base64.</summary>
    public ImmutableArray<string> Files { get; init; } = Files.IsDefault ? [] : Files;
}
