using System.Collections.Immutable;
using Gatelight.Data;

namespace Gatelight.Tasks.Text;

/// <summary>Which words of the training texts a vocabulary keeps.</summary>
public sealed record VocabularyOptions
{
    /// <summary>How often a word must come to be kept, at least 1; rarer ones are unknown, and so the model learns what an unknown word is.</summary>
    public int MinCount { get; init => field = value >= 1 ? value : throw new InvalidInputException($"The minimum count of a word must be at least 1, not {value}."); } = 2;

    /// <summary>The most words that are kept, the most frequent ones, at least 1; null keeps 50,000 words, or 8,000 pieces of words.</summary>
    public int? MaxWords { get; init => field = value is null or >= 1 ? value : throw new InvalidInputException($"The number of words of a vocabulary must be at least 1, not {value}."); }

    /// <summary>Tokens that every vocabulary of this kind has, after padding and unknown, such as the start and the end of a sentence.</summary>
    public ImmutableArray<string> Specials { get; init; } = [];
}
