using System.Collections.Immutable;
using Gatelight.Tasks.Forecasting.Pipelines;

namespace Gatelight.Tasks.Forecasting;

/// <summary>The part of a model file that this task alone understands.</summary>
/// <param name="Facts">What the model was fitted on and how it did.</param>
/// <param name="Recipe">What was chosen on validation years.</param>
/// <param name="Groups">The fitted pipeline of each group.</param>
/// <param name="Members">The networks of each group; the file's networks in order.</param>
internal sealed record ForecastDocument(ModelFacts Facts, ChosenRecipe Recipe, ImmutableArray<GroupPipeline> Groups, ImmutableArray<int> Members);
