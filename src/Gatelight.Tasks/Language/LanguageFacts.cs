using System.Collections.Immutable;

namespace Gatelight.Tasks.Language;

/// <summary>What a language model was trained on and how it did.</summary>
public sealed record LanguageFacts
{
    /// <summary>The name of the text.</summary>
    public required string Source { get; init; }

    /// <summary>What was set.</summary>
    public required LanguageOptions Options { get; init; }

    /// <summary>The SHA-256 of the text, in hexadecimal.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The tokens that the model learned from.</summary>
    public required int TrainingTokens { get; init; }

    /// <summary>The tokens that the best epoch was chosen by.</summary>
    public required int ValidationTokens { get; init; }

    /// <summary>The tokens that the scores are of, seen once when all was done.</summary>
    public required int TestTokens { get; init; }

    /// <summary>The characters of the text that the scores are of.</summary>
    public required int TestCharacters { get; init; }

    /// <summary>The share of those tokens that the vocabulary does not hold; all methods are judged on them as one token.</summary>
    public required double UnknownShare { get; init; }

    /// <summary>The epoch whose weights were kept; 0 while the training is under way.</summary>
    public int BestEpoch { get; init; }

    /// <summary>The scores on the held-out text: the model first, then the simple methods.</summary>
    public ImmutableArray<LanguageScore> Scores { get; init; } = [];
}
