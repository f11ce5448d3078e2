using System.Collections.Immutable;

namespace Gatelight.Tasks.Translation;

/// <summary>What a model of pairs of texts was trained on and how it did.</summary>
public sealed record TranslationFacts
{
    /// <summary>The name of the pairs.</summary>
    public required string Source { get; init; }

    /// <summary>What was set.</summary>
    public required TranslationOptions Options { get; init; }

    /// <summary>The SHA-256 of all pairs, in hexadecimal.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The pairs that the model learned from.</summary>
    public required int TrainingPairs { get; init; }

    /// <summary>The pairs that the best epoch was chosen by.</summary>
    public required int ValidationPairs { get; init; }

    /// <summary>The pairs that the scores are of, seen once when all was done.</summary>
    public required int TestPairs { get; init; }

    /// <summary>The pairs that were left out because a text was empty or too long.</summary>
    public required int LeftOut { get; init; }

    /// <summary>The epoch whose weights were kept; 0 while the training is under way.</summary>
    public int BestEpoch { get; init; }

    /// <summary>The mean surprise of a target token of the validation pairs at that epoch, in nats, label smoothing included.</summary>
    public double ValidationLoss { get; init; }

    /// <summary>The scores on the test pairs: the model first, then the simple methods.</summary>
    public ImmutableArray<TranslationScore> Scores { get; init; } = [];
}
