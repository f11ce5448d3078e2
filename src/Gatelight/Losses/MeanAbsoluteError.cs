namespace Gatelight.Losses;

/// <summary><c>|ŷ - y|</c> (equation 21 of docs/equations.md); the derivative at 0 is taken as 0.</summary>
public sealed record MeanAbsoluteError : RegressionLoss
{
    /// <inheritdoc/>
    protected override double EvaluateTarget(ReadOnlySpan<double> outputs, double target, Span<double> slope)
    {
        double error = outputs[0] - target;
        slope[0] = error > 0 ? 1 : error < 0 ? -1 : error; // `error` itself, so that NaN stays NaN
        return Math.Abs(error);
    }
}
