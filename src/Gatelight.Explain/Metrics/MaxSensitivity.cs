namespace Gatelight.Explain;

/// <summary>
/// Max-sensitivity (Yeh et al. 2019, arXiv:1901.09392): <c>max ‖A(y) - A(x)‖ / ‖A(x)‖</c> over inputs y in a small box around x
/// (equation 228 of docs/equations.md), found among random ones and so a lower bound.
/// </summary>
public sealed record MaxSensitivity
{
    /// <summary>The random inputs, at least 1.</summary>
    public int Samples { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Samples must be at least 1."); } = 8;

    /// <summary>Half the width of the box as a share of each feature's scale, above 0.</summary>
    public double Radius { get; init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Radius must be above 0."); } = 0.02;

    /// <summary>The scale of each feature; null for its range over the input and the baseline.</summary>
    public IReadOnlyList<double>? FeatureScales { get; init; }

    /// <summary>The seed of the inputs.</summary>
    public int Seed { get; init; }

    /// <summary>Scores a method at an input.</summary>
    /// <param name="method">The method.</param>
    /// <param name="question">The question.</param>
    /// <param name="input">The input <c>[T, D]</c>.</param>
    /// <param name="baseline">The baseline <c>[T, D]</c>.</param>
    /// <param name="cancellation">Checked between passes.</param>
    /// <exception cref="ExplanationException">The method cannot answer this question.</exception>
    public SensitivityScore Score(IAttributionMethod method, IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default)
    {
        QuestionShape.Check(question, input, baseline);
        Attribution own = method.Explain(question, input, baseline, cancellation);
        double[] scales = FeatureScale.Of(question, [.. input], [.. baseline], FeatureScales);
        double size = Math.Sqrt(own.Values.Cast<double>().Sum(value => value * value));
        double[] changes = new double[Samples];
        int passes = own.Passes;
        double[] moved = new double[input.Length];
        InputPadding? padding = InputPadding.Of(question, input);
        for (int sample = 0; sample < Samples; sample++)
        {
            SeededRandom random = new(SeededRandom.Derive(Seed, sample));
            for (int n = 0; n < moved.Length; n++)
                moved[n] = input[n] + Radius * scales[n % scales.Length] * (2 * random.NextUniform() - 1);
            padding?.Restore(input, moved);
            Attribution other = method.Explain(question, moved, baseline, cancellation);
            passes += other.Passes;
            double change = Math.Sqrt(own.Values.Cast<double>().Zip(other.Values.Cast<double>(), (a, b) => (a - b) * (a - b)).Sum());
            changes[sample] = size == 0 ? change : change / size;
        }

        return new SensitivityScore(changes.Max(), changes.Average(), passes);
    }
}
