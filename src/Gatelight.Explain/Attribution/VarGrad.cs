namespace Gatelight.Explain;

/// <summary>
/// VarGrad (Adebayo et al. 2018, arXiv:1810.03292): the variance of the maps of another method over noisy copies of the input
/// (equation 214 of docs/equations.md), in squared units of those maps, with the standard error of each variance.
/// </summary>
public sealed class VarGrad : NoisyMapMethod
{
    /// <inheritdoc/>
    public override string Name => "var-grad";

    /// <inheritdoc/>
    public override string Title => "VarGrad";

    /// <inheritdoc/>
    public override string Meaning => "How much the map of another method changes over slightly noisy copies of the input; large where the model bends. Variances, without a sign, which do not add up.";

    private protected override (double Value, double StandardError) SumUp(double[] draws) => SampleMoments.Variance(draws);
}
