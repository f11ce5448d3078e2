using Gatelight.Training;

namespace Gatelight.Tasks.Translation;

/// <summary>A trained model of pairs of texts and how its training went.</summary>
/// <param name="Model">The model; its facts hold the scores.</param>
/// <param name="History">The epochs.</param>
/// <param name="Examples">The first test pairs with what the model made of them.</param>
public sealed record TranslationResult(TranslationModel Model, TrainingHistory History, IReadOnlyList<(TextPair Pair, TranslatedText Output)> Examples);
