namespace Gatelight.Explain;

/// <summary>
/// Temporal saliency rescaling (Ismail et al. 2020, arXiv:2010.13924) over any other method (equation 192 of docs/equations.md): how much the whole map of
/// that method changes when a step is replaced by the baseline's, times how much it changes when one cell of that step is. Steps below
/// the mean relevance get 0. The values are relevances, 0 or above, and do not add up.
/// </summary>
/// <remarks>Asks the inner method once for each step, and once for each cell of the relevant steps.</remarks>
public sealed class TemporalSaliencyRescaling : IAttributionMethod
{
    /// <summary>The method whose map is rescaled.</summary>
    public IAttributionMethod Inner { get; init; } = new IntegratedGradients { Points = 16 };

    /// <inheritdoc/>
    public string Name => "temporal-saliency-rescaling";

    /// <inheritdoc/>
    public string Title => "Temporal saliency rescaling";

    /// <inheritdoc/>
    public string Meaning => "How much another method's map hangs on each step and value; 0 or above, so it shows where, not in which direction.";

    /// <inheritdoc/>
    public MethodFamily Family => MethodFamily.Asking;

    /// <inheritdoc/>
    public bool UsesBaseline => true;

    /// <inheritdoc/>
    public Attribution Explain(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default)
    {
        QuestionShape.Check(question, input, baseline);
        int features = question.Features;
        double[] changed = [.. input];
        double[] other = InputPadding.Hold(question, input, baseline);
        Attribution whole = Inner.Explain(question, input, other, cancellation);
        int passes = whole.Passes;
        double[] relevances = new double[question.Steps];
        for (int step = 0; step < relevances.Length; step++)
            relevances[step] = Change(step * features, features);
        double threshold = relevances.Average();
        int width = QuestionShape.HasWholeSteps(question) ? features : 1; // the values of a token's vector go together
        double[,] values = new double[question.Steps, features / width];
        for (int step = 0; step < relevances.Length; step++)
        {
            for (int column = 0; column < features / width && relevances[step] >= threshold; column++)
                values[step, column] = relevances[step] * (width == features ? relevances[step] : Change(step * features + column, 1));
        }

        return new Attribution(Name, values, whole.Prediction, whole.BaselinePrediction, IsAdditive: false, passes)
        {
            Settings = whole.Settings.Length == 0 ? $"over {Inner.Name}" : $"over {Inner.Name} ({whole.Settings})",
            Seed = whole.Seed,
            Warnings = whole.Warnings,
        };

        double Change(int first, int count)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] kept = changed[first..(first + count)];
            other.AsSpan(first, count).CopyTo(changed.AsSpan(first));
            Attribution? map = InputPadding.Of(question, changed) is { IsWhole: true } ? null : Inner.Explain(question, changed, other, cancellation);
            kept.CopyTo(changed, first);
            if (map is null)
                return whole.Values.Cast<double>().Sum(Math.Abs); // nothing is left to explain
            passes += map.Passes;
            return map.Values.Cast<double>().Zip(whole.Values.Cast<double>(), (after, before) => Math.Abs(after - before)).Sum();
        }
    }
}
