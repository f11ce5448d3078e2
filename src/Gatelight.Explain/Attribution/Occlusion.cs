namespace Gatelight.Explain;

/// <summary>
/// Occlusion (Zeiler and Fergus 2014, arXiv:1311.2901): <c>F(x) - F(x with one value replaced by the baseline's)</c>, for every
/// step and feature (equation 35 of docs/equations.md). It answers for one value at a time and does not add up where values work together.
/// </summary>
public sealed class Occlusion : IAttributionMethod
{
    /// <inheritdoc/>
    public string Name => "occlusion";

    /// <inheritdoc/>
    public string Title => "Occlusion";

    /// <inheritdoc/>
    public string Meaning => "How much the forecast changes when one value alone is replaced by the baseline; it does not promise to add up.";

    /// <inheritdoc/>
    public Attribution Explain(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default)
    {
        QuestionShape.Check(question, input, baseline);
        cancellation.ThrowIfCancellationRequested();
        int size = input.Length;
        double[] inputs = new double[(size + 2) * size];
        for (int variant = 0; variant < size; variant++)
        {
            Span<double> changed = inputs.AsSpan(variant * size, size);
            input.CopyTo(changed);
            changed[variant] = baseline[variant];
        }

        input.CopyTo(inputs.AsSpan(size * size));
        baseline.CopyTo(inputs.AsSpan((size + 1) * size));
        double[] answers = new double[size + 2];
        question.Evaluate(inputs, answers);
        double[] effects = [.. answers.Take(size).Select(answer => answers[size] - answer)];
        return new Attribution(Name, QuestionShape.Matrix(question, effects), answers[size], answers[size + 1], IsAdditive: false, size + 2);
    }
}
