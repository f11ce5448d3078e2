using System.Numerics;
using Gatelight.Data;

namespace Gatelight.Losses;

/// <summary>
/// A scalar to be minimised: the weighted mean, over all targets, of a loss per target. A target may be one number or several
/// (a distribution over classes), and several outputs may describe it (quantiles; the logits of K classes); those of one target lie side by side.
/// </summary>
/// <remarks>A new loss is one file: a record that derives from <see cref="RegressionLoss"/>, <see cref="ClassificationLoss"/> or this class.</remarks>
public abstract record Loss
{
    /// <summary>The number of model outputs that describe one target.</summary>
    public virtual int OutputsPerTarget => 1;

    /// <summary>The number of values that make up one target.</summary>
    public virtual int ValuesPerTarget => 1;

    /// <summary>The mean loss over all targets, and its gradient. Allocates nothing.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="outputs">The model's outputs, <see cref="OutputsPerTarget"/> for each target.</param>
    /// <param name="targets">The targets, <see cref="ValuesPerTarget"/> values each.</param>
    /// <param name="gradient">Overwritten with the gradient of the mean loss with respect to <paramref name="outputs"/>; empty to leave it out.</param>
    /// <param name="weights">How much each target counts, at least 0; a target of weight 0 is not looked at. Empty when all count the same.</param>
    /// <exception cref="ArgumentException">The lengths do not meet.</exception>
    /// <exception cref="InvalidInputException">A target is not one that this loss can take; the message names it.</exception>
    public double Evaluate<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> gradient, ReadOnlySpan<T> weights = default)
        where T : unmanaged, IFloatingPointIeee754<T> => Evaluate(outputs, targets, gradient, weights, TotalWeight(targets, weights));

    /// <summary>As <see cref="Evaluate{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T}, ReadOnlySpan{T})"/>, with the <see cref="TotalWeight"/> that is known already.</summary>
    internal double Evaluate<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> gradient, ReadOnlySpan<T> weights, double total)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int each = OutputsPerTarget;
        int count = targets.Length / ValuesPerTarget;
        if (outputs.Length != (long)count * each)
            throw new ArgumentException($"{count} targets need {(long)count * each} outputs ({each} each) for {GetType().Name}, not {outputs.Length}.", nameof(outputs));
        if (!gradient.IsEmpty && gradient.Length != outputs.Length)
            throw new ArgumentException($"The gradient needs {outputs.Length} values, not {gradient.Length}.", nameof(gradient));
        if (total == 0)
        {
            gradient.Clear();
            return 0;
        }

        double sum = 0;
        for (int n = 0; n < count; n++)
            sum += EvaluateOne(n, outputs, targets, gradient, weights, total);
        return sum / total;
    }

    /// <summary>The loss of one target times the caller's weight for it, and its part of the gradient; what is looked at is checked already.</summary>
    internal double EvaluateOne<T>(int index, ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> gradient, ReadOnlySpan<T> weights, double total)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int each = OutputsPerTarget;
        ReadOnlySpan<T> target = targets.Slice(index * ValuesPerTarget, ValuesPerTarget);
        Span<T> slope = gradient.IsEmpty ? [] : gradient.Slice(index * each, each);
        double weight = weights.IsEmpty ? 1 : double.CreateTruncating(weights[index]);
        if (weight != 0 && TargetWeight(target) != 0)
            return weight * EvaluateTarget(outputs.Slice(index * each, each), target, weight / total, slope);
        slope.Clear();
        return 0;
    }

    /// <summary>What the sum of the losses is divided by: the sum, over the targets, of the target's own weight times the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="targets">The targets.</param>
    /// <param name="weights">The caller's weights; empty when all are 1.</param>
    /// <exception cref="ArgumentException">The lengths do not meet.</exception>
    /// <exception cref="InvalidInputException">A target is not one that this loss can take; the message names it.</exception>
    public double TotalWeight<T>(ReadOnlySpan<T> targets, ReadOnlySpan<T> weights)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int width = ValuesPerTarget;
        int count = targets.Length / width;
        if (targets.Length != count * width)
            throw new ArgumentException($"A target of {GetType().Name} has {width} values; {targets.Length} values are no whole number of targets.", nameof(targets));
        if (!weights.IsEmpty && weights.Length != count)
            throw new ArgumentException($"{count} targets need {count} weights, not {weights.Length}.", nameof(weights));
        double sum = 0;
        for (int n = 0; n < count; n++)
        {
            double weight = weights.IsEmpty ? 1 : double.CreateTruncating(weights[n]);
            if (weight == 0)
                continue;
            ReadOnlySpan<T> target = targets.Slice(n * width, width);
            if (TargetProblem(target) is { } problem)
                throw new InvalidInputException($"Target {n} {problem}.");
            sum += weight * TargetWeight(target);
        }

        return sum;
    }

    /// <summary>What is wrong with a target, as the rest of a sentence that says how to mend it, or null for a sound one.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="target">The <see cref="ValuesPerTarget"/> values of the target.</param>
    public virtual string? TargetProblem<T>(ReadOnlySpan<T> target)
        where T : unmanaged, IFloatingPointIeee754<T> => null;

    /// <summary>How much a sound target counts by itself, before the caller's weight; at 0 it is not looked at.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="target">The target.</param>
    protected virtual double TargetWeight<T>(ReadOnlySpan<T> target)
        where T : unmanaged, IFloatingPointIeee754<T> => 1;

    /// <summary>The loss of one sound target, its own weight included, and its gradient.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="outputs">Its <see cref="OutputsPerTarget"/> outputs.</param>
    /// <param name="target">Its <see cref="ValuesPerTarget"/> values.</param>
    /// <param name="scale">A factor on the gradient.</param>
    /// <param name="gradient">Overwritten with the derivative with respect to each output, times <paramref name="scale"/>; empty to leave it out.</param>
    protected abstract double EvaluateTarget<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> target, double scale, Span<T> gradient)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
