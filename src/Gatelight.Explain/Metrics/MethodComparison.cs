namespace Gatelight.Explain;

/// <summary>
/// Asks several methods the same question and measures which of them is true to the model: completeness, deletion and insertion, comprehensiveness and
/// sufficiency, infidelity, sensitivity, the check with random weights, and their agreement.
/// </summary>
/// <remarks>Sensitivity and the check with random weights ask each method several times more; both are made at the first sample alone.</remarks>
public sealed record MethodComparison
{
    /// <summary>What is measured on each map.</summary>
    public Faithfulness Faithfulness { get; init; } = new();

    /// <summary>Max-sensitivity; null to leave it out.</summary>
    public MaxSensitivity? Sensitivity { get; init; } = new() { Samples = 4 };

    /// <summary>The check with random weights, for a <see cref="ModelQuestion{T}"/>; null to leave it out.</summary>
    public RandomizationCheck? Randomization { get; init; } = new() { Cascades = false };

    /// <summary>Compares methods on one input.</summary>
    /// <param name="question">The question.</param>
    /// <param name="methods">The methods.</param>
    /// <param name="input">The input <c>[T, D]</c>.</param>
    /// <param name="baseline">The baseline <c>[T, D]</c>.</param>
    /// <param name="cancellation">Checked between passes.</param>
    /// <exception cref="ExplanationException">Input or baseline do not fit.</exception>
    public ComparisonReport Compare(IExplainable question, IReadOnlyList<IAttributionMethod> methods, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default) =>
        Compare(question, methods, [new ComparisonSample([.. input], [.. baseline])], cancellation);

    /// <summary>Compares methods on several inputs.</summary>
    /// <param name="question">The question.</param>
    /// <param name="methods">The methods, at least one.</param>
    /// <param name="samples">The inputs, at least one.</param>
    /// <param name="cancellation">Checked between passes.</param>
    /// <exception cref="ExplanationException">There is no method or sample, or a sample does not fit.</exception>
    public ComparisonReport Compare(IExplainable question, IReadOnlyList<IAttributionMethod> methods, IReadOnlyList<ComparisonSample> samples, CancellationToken cancellation = default)
    {
        if (methods.Count == 0 || samples.Count == 0)
            throw new ExplanationException("A comparison needs at least one method and one input.");
        foreach (ComparisonSample sample in samples)
            QuestionShape.Check(sample.Question ?? question, sample.Input, sample.Baseline);
        MethodScore[] scores = [.. methods.Select(method => Score(question, method, samples, cancellation))];
        int[] answered = [.. Enumerable.Range(0, scores.Length).Where(n => scores[n].Refusal is null)];
        AgreementTable agreement = MapAgreement.Table([.. answered.Select(n => scores[n].Maps[0])], Faithfulness.TopCells.Share);
        double[] ranks = MeanRanks([.. answered.Select(n => scores[n])]);
        for (int row = 0; row < answered.Length; row++)
        {
            double total = Enumerable.Range(0, answered.Length).Where(column => column != row).Sum(column => agreement.Spearman[row, column]);
            scores[answered[row]] = scores[answered[row]] with { MeanRank = ranks[row], Agreement = answered.Length > 1 ? total / (answered.Length - 1) : 0 };
        }

        return new ComparisonReport(scores, agreement, MethodVerdict.Of(scores));
    }

    private MethodScore Score(IExplainable question, IAttributionMethod method, IReadOnlyList<ComparisonSample> samples, CancellationToken cancellation)
    {
        MethodScore score = new(method.Name, method.Title);
        Attribution[] maps;
        try
        {
            maps = [.. samples.Select(sample => method.Explain(sample.Question ?? question, sample.Input, sample.Baseline, cancellation))];
        }
        catch (ExplanationException refusal)
        {
            return score with { Refusal = refusal.Message };
        }

        FaithfulnessReport[] reports = [.. samples.Select((sample, n) => Faithfulness.Measure(sample.Question ?? question, sample.Input, sample.Baseline, maps[n], cancellation))];
        PerturbationCurve[] deletions = [.. reports.Select(report => report.Deletion)];
        PerturbationCurve[] insertions = [.. reports.Select(report => report.Insertion)];
        double[] weights = Weights(maps);
        ComparisonSample first = samples[0];
        IExplainable asked = first.Question ?? question;
        return score with
        {
            Maps = maps,
            GapShare = maps[0].IsAdditive ? reports.Average(report => report.GapShare) : null,
            DeletionArea = Mean(deletions, weights, curve => curve.Area),
            DeletionRatio = Mean(deletions, weights, curve => curve.Ratio),
            DeletionChance = Chance(deletions, weights, isDeletion: true),
            InsertionArea = Mean(insertions, weights, curve => curve.Area),
            InsertionRatio = Mean(insertions, weights, curve => curve.Ratio),
            InsertionChance = Chance(insertions, weights, isDeletion: false),
            Comprehensiveness = reports.Average(report => Math.Abs(report.TopCells.Comprehensiveness)),
            Sufficiency = reports.Average(report => Math.Abs(report.TopCells.Sufficiency)),
            Infidelity = reports.Average(report => report.Infidelity.Value),
            UnexplainedShare = reports.Average(report => report.Infidelity.UnexplainedShare),
            MaxSensitivity = Sensitivity?.Score(method, asked, first.Input, first.Baseline, cancellation).Value,
            Randomization = asked switch
            {
                ModelQuestion<float> single => Randomization?.Parameters(method, single, first.Input, first.Baseline, cancellation),
                ModelQuestion<double> exact => Randomization?.Parameters(method, exact, first.Input, first.Baseline, cancellation),
                _ => null,
            },
            Passes = maps.Average(map => map.Passes),
        };
    }

    // A curve is relative to the way from the baseline's answer: where that is short, noise is large.
    private static double[] Weights(Attribution[] maps)
    {
        double[] ways = [.. maps.Select(map => Math.Abs(map.Prediction - map.BaselinePrediction))];
        double total = ways.Sum();
        return [.. ways.Select(way => total == 0 ? 1.0 / ways.Length : way / total)];
    }

    private static double Mean(PerturbationCurve[] curves, double[] weights, Func<PerturbationCurve, double> measure) =>
        curves.Zip(weights, (curve, weight) => weight * measure(curve)).Sum();

    // The n-th random orders of all samples are one trial.
    private static double Chance(PerturbationCurve[] curves, double[] weights, bool isDeletion)
    {
        double own = Mean(curves, weights, curve => curve.Area);
        int trials = curves[0].RandomAreas.Count;
        int asGood = Enumerable.Range(0, trials).Select(n => Mean(curves, weights, curve => curve.RandomAreas[n])).Count(random => isDeletion ? random <= own : random >= own);
        return (asGood + 1.0) / (trials + 1);
    }

    private static double[] MeanRanks(MethodScore[] scores)
    {
        Func<MethodScore, double>[] costs = [score => score.DeletionArea, score => -score.InsertionArea, score => -score.Comprehensiveness, score => score.Sufficiency, score => score.UnexplainedShare];
        double[] ranks = new double[scores.Length];
        foreach (Func<MethodScore, double> cost in costs)
        {
            double[] own = MapAgreement.Ranks(WithoutRounding([.. scores.Select(cost)]));
            for (int n = 0; n < ranks.Length; n++)
                ranks[n] += own[n] / costs.Length;
        }

        return ranks;
    }

    // Methods that agree but for rounding share their rank.
    private static double[] WithoutRounding(double[] values)
    {
        double largest = values.Select(Math.Abs).DefaultIfEmpty(0).Max();
        return largest == 0 ? values : [.. values.Select(value => Math.Round(value / largest, 5))];
    }
}
