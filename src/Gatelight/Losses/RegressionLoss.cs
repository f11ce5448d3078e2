namespace Gatelight.Losses;

/// <summary>A loss on a number: one value a target and few outputs, from which a point forecast can be read.</summary>
public abstract record RegressionLoss : Loss
{
    /// <inheritdoc/>
    public sealed override int ValuesPerTarget => 1;

    /// <summary>The point forecast that the outputs of one target stand for, in the same units as the target.</summary>
    /// <param name="outputs">The outputs of one target.</param>
    public virtual double PointForecast(ReadOnlySpan<double> outputs) => outputs[0];

    /// <inheritdoc/>
    protected sealed override double EvaluateTarget<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> target, double scale, Span<T> gradient)
    {
        Span<double> output = stackalloc double[outputs.Length];
        Span<double> slope = stackalloc double[outputs.Length];
        for (int k = 0; k < output.Length; k++)
            output[k] = double.CreateTruncating(outputs[k]);
        double loss = EvaluateTarget(output, double.CreateTruncating(target[0]), slope);
        for (int k = 0; k < gradient.Length; k++)
            gradient[k] = T.CreateTruncating(slope[k] * scale);
        return loss;
    }

    /// <summary>The loss of one target, in double.</summary>
    /// <param name="outputs">Its <see cref="Loss.OutputsPerTarget"/> outputs.</param>
    /// <param name="target">The target.</param>
    /// <param name="slope">Overwritten with the derivative with respect to each output.</param>
    protected abstract double EvaluateTarget(ReadOnlySpan<double> outputs, double target, Span<double> slope);
}
