namespace Gatelight.Tasks.Language;

/// <summary>How well a method foretells the tokens of the text that was held out.</summary>
/// <param name="Name">The method, for a person.</param>
/// <param name="CrossEntropy">The mean surprise <c>-ln p(next token)</c>, in nats.</param>
public sealed record LanguageScore(string Name, double CrossEntropy)
{
    /// <summary>e to the power of the cross-entropy: among how many equally likely tokens the method hesitates. Lower is better; only scores of one vocabulary and one text compare.</summary>
    public double Perplexity => Math.Exp(CrossEntropy);
}
