namespace Gatelight.Losses;

/// <summary>
/// <c>½e²</c> for <c>|e| ≤ δ</c>, otherwise <c>δ(|e| - ½δ)</c>, with <c>e = ŷ - y</c> (Huber 1964; equation 22 of docs/equations.md).
/// </summary>
/// <param name="Delta">δ, above 0: where the square turns into a line.</param>
public sealed record Huber(double Delta = 1) : RegressionLoss
{
    /// <summary>δ.</summary>
    public double Delta { get; init; } = Delta > 0 ? Delta : throw new ArgumentOutOfRangeException(nameof(Delta), Delta, "Huber's delta must be above 0.");

    /// <inheritdoc/>
    protected override double EvaluateTarget(ReadOnlySpan<double> outputs, double target, Span<double> slope)
    {
        double error = outputs[0] - target;
        double size = Math.Abs(error);
        if (size > Delta)
        {
            slope[0] = Delta * Math.Sign(error);
            return Delta * (size - Delta / 2);
        }

        slope[0] = error;
        return error * error / 2;
    }
}
