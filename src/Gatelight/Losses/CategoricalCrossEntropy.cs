using System.Globalization;

namespace Gatelight.Losses;

/// <summary>
/// The cross-entropy of K exclusive classes, from logits; a target is a distribution y over the classes: K values, at least 0, that add up to 1
/// (equations 60 to 63 of docs/equations.md).
/// </summary>
/// <remarks>
/// With class weights, one-hot targets give the mean of <see cref="SparseCategoricalCrossEntropy"/>. PyTorch differs here: for
/// distributions it divides by the number of targets.
/// </remarks>
public sealed record CategoricalCrossEntropy : CrossEntropy
{
    // Distributions in float, computed elsewhere, miss 1 by rounding.
    private const double SumTolerance = 1e-3;

    /// <summary>Makes the loss.</summary>
    /// <param name="classes">K, at least 2.</param>
    public CategoricalCrossEntropy(int classes)
        : base(classes)
    {
    }

    /// <inheritdoc/>
    public override int ValuesPerTarget => Classes;

    /// <inheritdoc/>
    public override string? TargetProblem<T>(ReadOnlySpan<T> target)
    {
        double sum = 0;
        for (int c = 0; c < target.Length; c++)
        {
            double value = double.CreateTruncating(target[c]);
            if (!(value >= 0))
                return string.Create(CultureInfo.InvariantCulture, $"holds {value} for class {c}; a distribution has no value below 0");
            sum += value;
        }

        return Math.Abs(sum - 1) <= SumTolerance
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"adds up to {sum}; a distribution over {Classes} classes must add up to 1");
    }

    /// <inheritdoc/>
    protected override double TargetWeight<T>(ReadOnlySpan<T> target)
    {
        if (ClassWeights is null)
            return 1;
        double sum = 0;
        for (int c = 0; c < target.Length; c++)
            sum += ClassWeight(c) * double.CreateTruncating(target[c]);
        return sum;
    }

    /// <inheritdoc/>
    protected override double Surprise<T>(ReadOnlySpan<T> logits, ReadOnlySpan<T> target, double logSumExp)
    {
        double sum = 0;
        for (int c = 0; c < target.Length; c++)
        {
            // A class that cannot be the answer may have a logit of -∞.
            if (target[c] != T.Zero)
                sum += ClassWeight(c) * double.CreateTruncating(target[c]) * (logSumExp - double.CreateTruncating(logits[c]));
        }

        return sum;
    }

    /// <inheritdoc/>
    protected override void SubtractTarget<T>(ReadOnlySpan<T> target, double scale, Span<T> gradient)
    {
        for (int c = 0; c < target.Length; c++)
            gradient[c] -= T.CreateTruncating(scale * ClassWeight(c) * double.CreateTruncating(target[c]));
    }
}
