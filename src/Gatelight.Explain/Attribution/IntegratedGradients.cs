namespace Gatelight.Explain;

/// <summary>
/// Integrated gradients (Sundararajan, Taly and Yan 2017, arXiv:1703.01365):
/// <c>(x - x′) ⊙ ∫₀¹ ∇F(x′ + α(x - x′)) dα</c>, which adds up to <c>F(x) - F(x′)</c> (equations 32 to 34 of docs/equations.md). The integral is taken by Gauss-Legendre
/// quadrature in one batch; while the completeness gap is too large the number of points is doubled.
/// </summary>
public sealed class IntegratedGradients : IAttributionMethod
{
    private const double WishedGapShare = 1e-3;
    private const int MostPoints = 512;

    /// <summary>The number of points on the path to begin with, at least 1.</summary>
    public int Points { get; init => field = value is >= 1 and <= MostPoints ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"Points must be between 1 and {MostPoints}."); } = 64;

    /// <inheritdoc/>
    public string Name => "integrated-gradients";

    /// <inheritdoc/>
    public string Title => "Integrated gradients";

    /// <inheritdoc/>
    public string Meaning => "The slope of the forecast, added up while the input moves in a straight line from the baseline to what was seen; the contributions add up to the forecast.";

    /// <inheritdoc/>
    public Attribution Explain(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default)
    {
        QuestionShape.Check(question, input, baseline);
        double[] ends = [.. input, .. baseline];
        double[] answers = new double[2];
        question.Evaluate(ends, answers);
        int passes = 2;
        Attribution attribution;
        for (int points = Points; ; points = Math.Min(2 * points, MostPoints))
        {
            cancellation.ThrowIfCancellationRequested();
            double[] contributions = Integrate(question, input, baseline, points);
            passes += points;
            attribution = new Attribution(Name, QuestionShape.Matrix(question, contributions), answers[0], answers[1], IsAdditive: true, passes);
            if (points == MostPoints || Math.Abs(attribution.CompletenessGap) <= WishedGapShare * Math.Abs(answers[0] - answers[1]))
                return attribution;
        }
    }

    private static double[] Integrate(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, int points)
    {
        (double[] nodes, double[] weights) = GaussLegendre.OnUnitInterval(points);
        int size = input.Length;
        double[] path = new double[points * size];
        for (int point = 0; point < points; point++)
        {
            for (int n = 0; n < size; n++)
                path[point * size + n] = baseline[n] + nodes[point] * (input[n] - baseline[n]);
        }

        double[] gradients = new double[path.Length];
        question.EvaluateGradient(path, new double[points], gradients);
        double[] contributions = new double[size];
        for (int point = 0; point < points; point++)
        {
            for (int n = 0; n < size; n++)
                contributions[n] += weights[point] * gradients[point * size + n] * (input[n] - baseline[n]);
        }

        return contributions;
    }
}
