namespace Gatelight.Losses;

/// <summary><c>(ŷ - y)²</c> (equation 20 of docs/equations.md).</summary>
public sealed record MeanSquaredError : RegressionLoss
{
    /// <inheritdoc/>
    protected override double EvaluateTarget(ReadOnlySpan<double> outputs, double target, Span<double> slope)
    {
        double error = outputs[0] - target;
        slope[0] = 2 * error;
        return error * error;
    }
}
