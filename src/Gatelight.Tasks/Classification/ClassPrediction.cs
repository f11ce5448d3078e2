using System.Collections.Immutable;

namespace Gatelight.Tasks.Classification;

/// <summary>What a classifier answers about one example.</summary>
/// <param name="Label">The most probable class.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="Probabilities">The probability of each class.</param>
/// <param name="Remark">What must be known before the answer is believed, such as that no word of the text is known; null for nothing.</param>
public sealed record ClassPrediction(string Label, double Probability, ImmutableArray<double> Probabilities, string? Remark);
