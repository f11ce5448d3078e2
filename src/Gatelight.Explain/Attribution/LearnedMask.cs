namespace Gatelight.Explain;

/// <summary>
/// A mask between 0 and 1 for every cell, learned by gradient so that what it keeps is enough for the answer and it keeps little: Dynamask (Crabbé and
/// van der Schaar 2021, arXiv:2106.05001) with the fade to the baseline and a plain penalty of the mask's size (equation 193 of
/// docs/equations.md) where the paper fixes the area. The values are the mask: they show where, not in which direction; a token of a text has one for its whole vector.
/// </summary>
public sealed class LearnedMask : IAttributionMethod
{
    private const double StepSize = 0.05;

    /// <summary>The weight of the mask's mean, above 0: higher keeps fewer cells.</summary>
    public double Sparsity { get; init => field = value > 0 && double.IsFinite(value) ? value : throw new ExplanationException(FormattableString.Invariant($"Sparsity must be above 0 and finite, not {value}.")); } = 0.1;

    /// <summary>The weight of the mean change of the mask from step to step, at least 0: higher keeps longer stretches.</summary>
    public double Smoothness { get; init => field = value >= 0 && double.IsFinite(value) ? value : throw new ExplanationException(FormattableString.Invariant($"Smoothness must be at least 0 and finite, not {value}.")); }

    /// <summary>The steps of Adam, at least 1; each asks once, with a gradient.</summary>
    public int Iterations { get; init => field = value >= 1 ? value : throw new ExplanationException($"Iterations must be at least 1, not {value}."); } = 300;

    /// <inheritdoc/>
    public string Name => "learned-mask";

    /// <inheritdoc/>
    public string Title => "Learned mask";

    /// <inheritdoc/>
    public string Meaning => "The part of each value, between 0 and 1, that must be kept for the answer to stay what it is; it shows where, not in which direction.";

    /// <inheritdoc/>
    public MethodFamily Family => MethodFamily.Asking;

    /// <inheritdoc/>
    public bool UsesBaseline => true;

    /// <inheritdoc/>
    public Attribution Explain(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default)
    {
        QuestionShape.Check(question, input, baseline);
        double[] blank = InputPadding.Hold(question, input, baseline);
        int width = QuestionShape.HasWholeSteps(question) ? question.Features : 1; // the values that share a number of the mask
        double[] ends = new double[2];
        question.Evaluate([.. input, .. blank], ends);
        double scale = ends[0] == ends[1] ? 1 : Math.Abs(ends[0] - ends[1]);
        double[] mask = new double[input.Length / width];
        Array.Fill(mask, 0.5);
        if (InputPadding.Of(question, input) is { } padding)
            padding.Restore(new double[mask.Length], mask);
        double[] faded = new double[input.Length];
        double[] gradient = new double[input.Length];
        double[] slopes = new double[mask.Length];
        double[] answer = new double[1];
        AdamMoments moments = new(mask.Length);
        for (int iteration = 1; iteration <= Iterations; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            Fade(mask, input, blank, faded);
            question.EvaluateGradient(faded, answer, gradient);
            double miss = 2 * (answer[0] - ends[0]) / (scale * scale);
            for (int cell = 0; cell < slopes.Length; cell++)
                slopes[cell] = Penalty(mask, cell, question.Features / width);
            for (int n = 0; n < gradient.Length; n++)
                slopes[n / width] += miss * gradient[n] * (input[n] - blank[n]);
            moments.Step(mask, slopes, iteration);
        }

        Fade(mask, input, blank, faded);
        question.Evaluate(faded, answer);
        double error = Math.Abs(answer[0] - ends[0]) / scale;
        return new Attribution(Name, Matrix(mask, question.Steps), ends[0], ends[1], IsAdditive: false, Iterations + 3)
        {
            Settings = FormattableString.Invariant($"sparsity {Sparsity}; smoothness {Smoothness}; iterations {Iterations}"),
            Warnings = error <= 0.1 ? [] : [FormattableString.Invariant($"What the mask keeps misses the answer by {error:0%} of its distance from the baseline's; lower Sparsity or raise Iterations.")],
        };
    }

    private static double[,] Matrix(double[] mask, int steps)
    {
        double[,] matrix = new double[steps, mask.Length / steps];
        for (int n = 0; n < mask.Length; n++)
            matrix[n / matrix.GetLength(1), n % matrix.GetLength(1)] = mask[n];
        return matrix;
    }

    private double Penalty(double[] mask, int cell, int features)
    {
        double slope = Sparsity;
        if (Smoothness > 0 && cell >= features)
            slope += Smoothness * Math.Sign(mask[cell] - mask[cell - features]);
        if (Smoothness > 0 && cell + features < mask.Length)
            slope += Smoothness * Math.Sign(mask[cell] - mask[cell + features]);
        return slope / mask.Length;
    }

    private static void Fade(double[] mask, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, double[] faded)
    {
        int width = faded.Length / mask.Length;
        for (int n = 0; n < faded.Length; n++)
            faded[n] = baseline[n] + mask[n / width] * (input[n] - baseline[n]);
    }

    // Adam (Kingma and Ba 2015) with the mask kept in [0, 1].
    private sealed class AdamMoments(int size)
    {
        private readonly double[] _mean = new double[size];
        private readonly double[] _square = new double[size];

        internal void Step(double[] mask, double[] gradient, int iteration)
        {
            double meanShare = 1 - Math.Pow(0.9, iteration);
            double squareShare = 1 - Math.Pow(0.999, iteration);
            for (int n = 0; n < mask.Length; n++)
            {
                _mean[n] = 0.9 * _mean[n] + 0.1 * gradient[n];
                _square[n] = 0.999 * _square[n] + 0.001 * gradient[n] * gradient[n];
                double step = StepSize * _mean[n] / meanShare / (Math.Sqrt(_square[n] / squareShare) + 1e-12);
                mask[n] = Math.Clamp(mask[n] - step, 0, 1);
            }
        }
    }
}
