using System.Globalization;

namespace Gatelight.Explain;

/// <summary>
/// Gradient SHAP, or expected gradients (Lundberg and Lee 2017, arXiv:1705.07874; Erion et al. 2019, arXiv:1906.10670): integrated gradients averaged over
/// the baselines of a background sample, <c>E[(x - x′) ⊙ ∇F(x′ + α(x - x′))]</c> over x′ and α (equation 216 of docs/equations.md). It adds up to
/// <c>F(x) - E[F(x′)]</c> up to the sampling error.
/// </summary>
/// <remarks>
/// Every background input is drawn equally often, and α falls once into each of equal parts of [0, 1]; the standard errors take the draws as
/// independent and so rather overstate the error.
/// </remarks>
public sealed class GradientShap : IAttributionMethod
{
    private const int LargestBatch = 256;

    /// <summary>Inputs <c>[T, D]</c> to compare with, as a sample of the training data; empty for the one baseline given with the question.</summary>
    public IReadOnlyList<double[]> Background { get; init; } = [];

    /// <summary>The points drawn, at least 2.</summary>
    public int Samples { get; init => field = value >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Samples must be at least 2."); } = 256;

    /// <summary>The seed of the draws.</summary>
    public int Seed { get; init; }

    /// <inheritdoc/>
    public string Name => "gradient-shap";

    /// <inheritdoc/>
    public string Title => "Gradient SHAP";

    /// <inheritdoc/>
    public string Meaning => "Integrated gradients averaged over a sample of ordinary inputs to compare with; the contributions add up to the answer less the sample's mean answer, up to the sampling error.";

    /// <inheritdoc/>
    public MethodFamily Family => MethodFamily.Gradient;

    /// <inheritdoc/>
    public bool UsesBaseline => Background.Count == 0;

    /// <inheritdoc/>
    public Attribution Explain(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default)
    {
        QuestionShape.Check(question, input, "input");
        double[] seen = [.. input];
        IReadOnlyList<double[]> background = Background.Count == 0 ? [[.. baseline]] : Background;
        for (int n = 0; n < background.Count; n++)
            QuestionShape.Check(question, background[n], Background.Count == 0 ? "baseline" : $"background input {n}");
        background = [.. background.Select(other => InputPadding.Hold(question, seen, other))];

        SeededRandom random = new(SeededRandom.Derive(Seed, 0));
        int[] order = [.. Enumerable.Range(0, background.Count)];
        random.Shuffle<int>(order);
        int used = Math.Min(Samples, order.Length);
        double[] answers = new double[used + 1];
        question.Evaluate([.. seen, .. order.Take(used).SelectMany(n => background[n])], answers);
        double[][] contributions = Draw(question, seen, [.. order.Take(used).Select(n => background[n])], random, cancellation);
        double[] values = new double[seen.Length];
        double[] errors = new double[seen.Length];
        for (int n = 0; n < seen.Length; n++)
            (values[n], errors[n]) = SampleMoments.Mean([.. contributions.Select(sample => sample[n])]);
        Attribution attribution = new(Name, QuestionShape.Matrix(question, values), answers[0], answers.Skip(1).Average(), IsAdditive: true, used + 1 + Samples)
        {
            StandardErrors = QuestionShape.Matrix(question, errors),
            Seed = Seed,
            Settings = string.Create(CultureInfo.InvariantCulture, $"samples {Samples}, background of {used}"),
        };
        return attribution.IsGapTooLarge
            ? attribution with { Warnings = [string.Create(CultureInfo.InvariantCulture, $"{Samples} samples are too few for the contributions to add up; ask for more.")] }
            : attribution;
    }

    private double[][] Draw(IExplainable question, double[] input, double[][] background, SeededRandom random, CancellationToken cancellation)
    {
        int size = input.Length;
        double[][] contributions = new double[Samples][];
        for (int start = 0; start < Samples; start += LargestBatch)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(LargestBatch, Samples - start);
            double[] points = new double[count * size];
            for (int sample = 0; sample < count; sample++)
            {
                // Draw number r of its background input out of so many falls into the r-th part of [0, 1].
                int number = start + sample;
                int draws = (Samples - number % background.Length + background.Length - 1) / background.Length;
                double alpha = (number / background.Length + random.NextUniform()) / draws;
                double[] from = background[number % background.Length];
                for (int n = 0; n < size; n++)
                    points[sample * size + n] = from[n] + alpha * (input[n] - from[n]);
            }

            double[] gradients = new double[points.Length];
            question.EvaluateGradient(points, new double[count], gradients);
            for (int sample = 0; sample < count; sample++)
            {
                double[] from = background[(start + sample) % background.Length];
                contributions[start + sample] = [.. from.Select((value, n) => (input[n] - value) * gradients[sample * size + n])];
            }
        }

        return contributions;
    }
}
