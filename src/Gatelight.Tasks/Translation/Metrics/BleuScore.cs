using System.Collections.Immutable;
using System.Globalization;

namespace Gatelight.Tasks.Translation.Metrics;

/// <summary>A BLEU score and the parts that it is made of.</summary>
/// <param name="Score">The score, 0 to 100.</param>
/// <param name="Precisions">The precisions of n-grams of 1 to 4 tokens, in percent.</param>
/// <param name="BrevityPenalty">What short outputs cost, 0 to 1.</param>
/// <param name="OutputLength">The tokens of all outputs.</param>
/// <param name="ReferenceLength">The tokens of all references; of several for one output that of the nearest length.</param>
public sealed record BleuScore(double Score, ImmutableArray<double> Precisions, double BrevityPenalty, long OutputLength, long ReferenceLength)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Score:F1} ({string.Join('/', Precisions.Select(precision => precision.ToString("F1", CultureInfo.InvariantCulture)))}, brevity {BrevityPenalty:F3})");
}
