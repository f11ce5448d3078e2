namespace Gatelight.Losses;

/// <summary>
/// The pinball loss <c>max(τ(y - q), (τ - 1)(y - q))</c>, averaged over several levels τ (Koenker and Bassett 1978;
/// equation 23 of docs/equations.md). One output a level; the derivative at <c>y = q</c> is taken as 0.
/// </summary>
public sealed record QuantileLoss : RegressionLoss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="levels">The levels τ, each in (0, 1), ascending; one must be 0.5, the point forecast.</param>
    /// <exception cref="ArgumentException">The levels are not as described.</exception>
    public QuantileLoss(IReadOnlyList<double> levels)
    {
        for (int n = 0; n < levels.Count; n++)
        {
            if (!(levels[n] > 0 && levels[n] < 1) || (n > 0 && levels[n] <= levels[n - 1]))
                throw new ArgumentException("Quantile levels must ascend and lie between 0 and 1.", nameof(levels));
        }

        if (!levels.Contains(0.5))
            throw new ArgumentException("Quantile levels must include 0.5, the point forecast.", nameof(levels));
        Levels = levels;
    }

    /// <summary>The levels τ.</summary>
    public IReadOnlyList<double> Levels { get; }

    /// <inheritdoc/>
    public override int OutputsPerTarget => Levels.Count;

    /// <inheritdoc/>
    public override double PointForecast(ReadOnlySpan<double> outputs)
    {
        int median = 0;
        while (Levels[median] != 0.5)
            median++;
        return outputs[median];
    }

    /// <inheritdoc/>
    protected override double EvaluateTarget(ReadOnlySpan<double> outputs, double target, Span<double> slope)
    {
        double sum = 0;
        for (int n = 0; n < outputs.Length; n++)
        {
            double error = target - outputs[n];
            double weight = error >= 0 ? Levels[n] : Levels[n] - 1;
            slope[n] = error == 0 || double.IsNaN(error) ? error : -weight / outputs.Length;
            sum += weight * error;
        }

        return sum / outputs.Length;
    }
}
