namespace Gatelight.Explain;

/// <summary>Measures how true a map is to the model, in several ways at once: no single one is enough.</summary>
public sealed record Faithfulness
{
    /// <summary>The deletion and insertion curves.</summary>
    public PerturbationTest Perturbation { get; init; } = new();

    /// <summary>The most important cells.</summary>
    public TopCells TopCells { get; init; } = new();

    /// <summary>Infidelity.</summary>
    public Infidelity Infidelity { get; init; } = new();

    /// <summary>Measures a map.</summary>
    /// <param name="question">The question.</param>
    /// <param name="input">The input <c>[T, D]</c>.</param>
    /// <param name="baseline">The baseline <c>[T, D]</c>.</param>
    /// <param name="attribution">The map of this question and input.</param>
    /// <param name="cancellation">Checked between passes.</param>
    /// <exception cref="ExplanationException">Input, baseline or map do not fit.</exception>
    public FaithfulnessReport Measure(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, Attribution attribution, CancellationToken cancellation = default) => new(
        attribution.IsAdditive ? Completeness.GapShare(attribution) : null,
        Perturbation.Deletion(question, input, baseline, attribution.Values, cancellation),
        Perturbation.Insertion(question, input, baseline, attribution.Values, cancellation),
        TopCells.Score(question, input, baseline, attribution.Values),
        Infidelity.Score(question, input, baseline, attribution.Values));
}
