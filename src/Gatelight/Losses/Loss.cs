using System.Numerics;

namespace Gatelight.Losses;

/// <summary>
/// A scalar to be minimised: the (weighted) mean over all targets of a loss per target. A loss may read several outputs a target
/// (quantiles; a mean and a variance); the outputs of one target then lie side by side.
/// </summary>
public abstract record Loss
{
    /// <summary>The number of model outputs that describe one target.</summary>
    public virtual int OutputsPerTarget => 1;

    /// <summary>The mean loss over all targets, and its gradient.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="outputs">The model's outputs, <see cref="OutputsPerTarget"/> for each target.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="gradient">Overwritten with the gradient of the mean loss with respect to <paramref name="outputs"/>; empty to leave it out.</param>
    /// <param name="weights">How much each target counts, at least 0; a target of weight 0 is not looked at. Empty when all count the same.</param>
    /// <exception cref="ArgumentException">The lengths do not meet.</exception>
    public double Evaluate<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> gradient, ReadOnlySpan<T> weights = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int each = OutputsPerTarget;
        if (outputs.Length != (long)targets.Length * each)
            throw new ArgumentException($"{targets.Length} targets need {(long)targets.Length * each} outputs ({each} each) for {GetType().Name}, not {outputs.Length}.", nameof(outputs));
        if (!gradient.IsEmpty && gradient.Length != outputs.Length)
            throw new ArgumentException($"The gradient needs {outputs.Length} values, not {gradient.Length}.", nameof(gradient));
        if (!weights.IsEmpty && weights.Length != targets.Length)
            throw new ArgumentException($"{targets.Length} targets need {targets.Length} weights, not {weights.Length}.", nameof(weights));
        double totalWeight = TotalWeight(weights, targets.Length);
        gradient.Clear();
        if (totalWeight == 0)
            return 0;
        double sum = 0;
        Span<double> output = stackalloc double[each];
        Span<double> slope = stackalloc double[each];
        for (int n = 0; n < targets.Length; n++)
        {
            double weight = weights.IsEmpty ? 1 : double.CreateTruncating(weights[n]);
            if (weight == 0)
                continue;
            for (int k = 0; k < each; k++)
                output[k] = double.CreateTruncating(outputs[n * each + k]);
            sum += weight * EvaluateTarget(output, double.CreateTruncating(targets[n]), slope);
            for (int k = 0; k < each && !gradient.IsEmpty; k++)
                gradient[n * each + k] = T.CreateTruncating(slope[k] * weight / totalWeight);
        }

        return sum / totalWeight;
    }

    /// <summary>The sum of the weights.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="weights">The weights; empty when all are 1.</param>
    /// <param name="count">The number of targets.</param>
    public static double TotalWeight<T>(ReadOnlySpan<T> weights, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (weights.IsEmpty)
            return count;
        double sum = 0;
        foreach (T weight in weights)
            sum += double.CreateTruncating(weight);
        return sum;
    }

    /// <summary>The point forecast that the outputs of one target stand for, in the same units as the target.</summary>
    /// <param name="outputs">The outputs of one target.</param>
    public virtual double PointForecast(ReadOnlySpan<double> outputs) => outputs[0];

    /// <summary>The loss of one target.</summary>
    /// <param name="outputs">Its <see cref="OutputsPerTarget"/> outputs.</param>
    /// <param name="target">The target.</param>
    /// <param name="slope">Overwritten with the derivative with respect to each output.</param>
    protected abstract double EvaluateTarget(ReadOnlySpan<double> outputs, double target, Span<double> slope);
}
