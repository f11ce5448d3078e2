using System.Collections.Immutable;
using Gatelight.Training;

namespace Gatelight.Tasks.Language;

/// <summary>A trained language model and how its training went.</summary>
/// <param name="Model">The model; its facts hold the scores.</param>
/// <param name="History">The epochs.</param>
/// <param name="Cleaning">What was done to the text before it was counted, in sentences.</param>
public sealed record LanguageResult(LanguageModel Model, TrainingHistory History, ImmutableArray<string> Cleaning);
