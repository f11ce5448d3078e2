using Gatelight.Tasks.Translation.Metrics;

namespace Gatelight.Tasks.Translation;

/// <summary>How much the outputs of a method look like the test pairs' targets.</summary>
/// <param name="Name">The method, for a person.</param>
/// <param name="Bleu">BLEU with its parts.</param>
/// <param name="ChrF">chrF2, 0 to 100.</param>
public sealed record TranslationScore(string Name, BleuScore Bleu, double ChrF);
