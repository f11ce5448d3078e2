namespace Gatelight.Losses;

/// <summary>
/// <c>½(s + (y - μ)²·e⁻ˢ + ln 2π)</c> for two outputs a target: the mean μ and the logarithm s of the variance (Nix and
/// Weigend 1994; equations 24 and 25 of docs/equations.md).
/// </summary>
public sealed record GaussianNegativeLogLikelihood : RegressionLoss
{
    private static readonly double HalfLogTwoPi = Math.Log(2 * Math.PI) / 2;

    /// <inheritdoc/>
    public override int OutputsPerTarget => 2;

    /// <inheritdoc/>
    protected override double EvaluateTarget(ReadOnlySpan<double> outputs, double target, Span<double> slope)
    {
        double error = outputs[0] - target;
        double precision = Math.Exp(-outputs[1]);
        slope[0] = error * precision;
        slope[1] = (1 - error * error * precision) / 2;
        return (outputs[1] + error * error * precision) / 2 + HalfLogTwoPi;
    }
}
