namespace Gatelight.Explain;

/// <summary>The gradient along a straight line, times the way: <c>(b - a) ⊙ ∫₀¹ ∇F(a + α(b - a)) dα</c>.</summary>
internal static class PathIntegral
{
    private const double WishedGapShare = 1e-3;
    private const double RoundingShare = 1e-6;

    /// <summary>The integral with so many points.</summary>
    internal static double[] Integrate(IExplainable question, ReadOnlySpan<double> from, ReadOnlySpan<double> to, QuadratureRule rule, int points)
    {
        (double[] nodes, double[] weights) = Nodes(rule, points);
        int size = from.Length;
        double[] path = new double[points * size];
        for (int point = 0; point < points; point++)
        {
            for (int n = 0; n < size; n++)
                path[point * size + n] = from[n] + nodes[point] * (to[n] - from[n]);
        }

        double[] gradients = new double[path.Length];
        question.EvaluateGradient(path, new double[points], gradients);
        double[] contributions = new double[size];
        for (int point = 0; point < points; point++)
        {
            for (int n = 0; n < size; n++)
                contributions[n] += weights[point] * gradients[point * size + n] * (to[n] - from[n]);
        }

        return contributions;
    }

    /// <summary>The integral with the points doubled until the contributions add up to the difference of the answers, or there are the most points.</summary>
    internal static (double[] Contributions, int Passes) Refine(
        IExplainable question, (double[] Input, double Answer) from, (double[] Input, double Answer) to, QuadratureRule rule, (int First, int Most) points, CancellationToken cancellation)
    {
        double difference = to.Answer - from.Answer;
        double wished = Math.Max(WishedGapShare * Math.Abs(difference), RoundingShare * Math.Max(Math.Abs(to.Answer), Math.Abs(from.Answer)));
        int passes = 0;
        for (int count = points.First; ; count = Math.Min(2 * count, points.Most))
        {
            cancellation.ThrowIfCancellationRequested();
            double[] contributions = Integrate(question, from.Input, to.Input, rule, count);
            passes += count;
            if (count == points.Most || Math.Abs(difference - contributions.Sum()) <= wished)
                return (contributions, passes);
        }
    }

    private static (double[] Nodes, double[] Weights) Nodes(QuadratureRule rule, int points) => rule switch
    {
        QuadratureRule.GaussLegendre => GaussLegendre.OnUnitInterval(points),
        _ => ([.. Enumerable.Range(0, points).Select(n => (n + 0.5) / points)], [.. Enumerable.Repeat(1.0 / points, points)]),
    };
}
