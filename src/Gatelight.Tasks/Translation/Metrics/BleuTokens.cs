namespace Gatelight.Tasks.Translation.Metrics;

/// <summary>How BLEU cuts texts into tokens. Scores of different tokens must not be compared.</summary>
public enum BleuTokens
{
    /// <summary>As the script mteval-v13a and sacrebleu do by default: marks are tokens of their own, upper and lower case differ.</summary>
    Mteval13a,

    /// <summary>At blanks alone, for texts that are cut already.</summary>
    Blanks,
}
