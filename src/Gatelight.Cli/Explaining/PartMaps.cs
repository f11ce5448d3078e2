using Gatelight.Cli.Commands.Explain;
using Gatelight.Explain;

namespace Gatelight.Cli.Explaining;

/// <summary>The map of an input whose answer is the mean over parts: the mean of the parts' maps, as they are shown.</summary>
internal static class PartMaps
{
    /// <summary>Asks every part.</summary>
    /// <param name="method">The method for each part.</param>
    /// <param name="input">The input.</param>
    /// <param name="cancellation">Checked between passes.</param>
    /// <exception cref="ExplanationException">The method cannot answer for this model.</exception>
    public static Attribution Explain(Func<int, IAttributionMethod> method, ExplainedInput input, CancellationToken cancellation) =>
        Attribution.Mean([.. input.Parts.Select((part, n) => part.Shown(method(n).Explain(part.Question, part.Input, part.Baseline, cancellation)))]);

    /// <summary>The inputs of other samples that have the shape of a part's.</summary>
    public static IReadOnlyList<double[]> Background(ExplainedInput input, IReadOnlyList<ExplainedInput> samples, int part) =>
        [.. samples.Where(sample => part < sample.Parts.Count).Select(sample => sample.Parts[part].Input).Where(other => other.Length == input.Parts[part].Input.Length)];
}
