namespace Gatelight.Explain;

/// <summary>
/// SmoothGrad (Smilkov et al. 2017, arXiv:1706.03825): the mean of the maps of another method at noisy copies of the input,
/// <c>1/n Σₛ M(x + εₛ)</c> with <c>ε ~ N(0, σ²)</c> (equation 213 of docs/equations.md), with the standard error of each mean.
/// </summary>
public sealed class SmoothGrad : NoisyMapMethod
{
    /// <inheritdoc/>
    public override string Name => "smooth-grad";

    /// <inheritdoc/>
    public override string Title => "SmoothGrad";

    /// <inheritdoc/>
    public override string Meaning => "The map of another method, averaged over many slightly noisy copies of the input, so that what is left is what holds nearby too; it does not add up.";

    private protected override (double Value, double StandardError) SumUp(double[] draws) => SampleMoments.Mean(draws);
}
