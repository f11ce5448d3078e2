namespace Gatelight.Explain;

/// <summary>
/// VarGrad (Adebayo et al. 2018, arXiv:1810.03292): the variance of the maps of another method over noisy copies of the input
/// (equation 214 of docs/equations.md), in squared units of those maps, with the standard error of each variance.
/// </summary>
public sealed class VarGrad : IAttributionMethod
{
    /// <summary>The method asked at every noisy copy of the input; the signed gradient by default.</summary>
    public IAttributionMethod Inner { get; init; } = new Saliency { KeepsSign = true };

    /// <summary>The noisy copies, at least 2.</summary>
    public int Samples { get; init => field = value >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Samples must be at least 2."); } = 50;

    /// <summary>The standard deviation of the noise as a share of each feature's scale, above 0; the paper finds 0.1 to 0.2 good.</summary>
    public double Noise { get; init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Noise must be above 0."); } = 0.15;

    /// <summary>The scale of each feature, as its standard deviation in the data; null for its range over the input and the baseline.</summary>
    public IReadOnlyList<double>? FeatureScales { get; init; }

    /// <summary>The seed of the noise.</summary>
    public int Seed { get; init; }

    /// <inheritdoc/>
    public string Name => "var-grad";

    /// <inheritdoc/>
    public string Title => "VarGrad";

    /// <inheritdoc/>
    public string Meaning => "How much the map of another method changes over slightly noisy copies of the input; large where the model bends. Variances, without a sign, which do not add up.";

    /// <inheritdoc/>
    public MethodFamily Family => MethodFamily.Gradient;

    /// <inheritdoc/>
    public bool UsesBaseline => Inner.UsesBaseline;

    /// <inheritdoc/>
    public Attribution Explain(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default)
    {
        Endpoints ends = Endpoints.Ask(question, input, baseline, Inner.UsesBaseline);
        Attribution[] maps = NoisyMaps.Draw(Inner, question, [.. input], [.. baseline], (Samples, Noise, FeatureScales, Seed), cancellation);
        double[,] values = (double[,])maps[0].Values.Clone();
        double[,] errors = new double[values.GetLength(0), values.GetLength(1)];
        for (int step = 0; step < values.GetLength(0); step++)
        {
            for (int feature = 0; feature < values.GetLength(1); feature++)
                (values[step, feature], errors[step, feature]) = SampleMoments.Variance([.. maps.Select(map => map.Values[step, feature])]);
        }

        return new Attribution(Name, values, ends.Prediction, ends.Baseline, IsAdditive: false, ends.Passes + maps.Sum(map => map.Passes))
        {
            StandardErrors = errors,
            Seed = Seed,
            Settings = NoisyMaps.Settings(Inner, Samples, Noise),
            Warnings = NoisyMaps.Warnings(maps),
        };
    }
}
