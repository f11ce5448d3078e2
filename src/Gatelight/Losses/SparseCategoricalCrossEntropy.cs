using System.Globalization;

namespace Gatelight.Losses;

/// <summary>The cross-entropy of K exclusive classes, from logits; a target is the number of its class, from 0 to K - 1 (equations 60 to 63 of docs/equations.md).</summary>
public sealed record SparseCategoricalCrossEntropy : CrossEntropy
{
    /// <summary>Makes the loss.</summary>
    /// <param name="classes">K, at least 2.</param>
    public SparseCategoricalCrossEntropy(int classes)
        : base(classes)
    {
    }

    /// <summary>A target that is not looked at, such as -1 or the index of the padding; null when every target counts.</summary>
    public int? IgnoreTarget { get; init; }

    /// <inheritdoc/>
    public override string? TargetProblem<T>(ReadOnlySpan<T> target)
    {
        double value = double.CreateTruncating(target[0]);
        if (IsIgnored(value) || (double.IsInteger(value) && value >= 0 && value < Classes))
            return null;
        string range = $"a class of {Classes} must be a whole number from 0 to {Classes - 1}";
        return string.Create(CultureInfo.InvariantCulture, $"is {value}, but {range}{(IgnoreTarget is int ignored ? $", or {ignored} to be ignored" : "")}");
    }

    /// <inheritdoc/>
    protected override double TargetWeight<T>(ReadOnlySpan<T> target)
    {
        double value = double.CreateTruncating(target[0]);
        return IsIgnored(value) ? 0 : ClassWeight((int)value);
    }

    /// <inheritdoc/>
    protected override double Surprise<T>(ReadOnlySpan<T> logits, ReadOnlySpan<T> target, double logSumExp)
    {
        int index = int.CreateTruncating(target[0]);
        return ClassWeight(index) * (logSumExp - double.CreateTruncating(logits[index]));
    }

    /// <inheritdoc/>
    protected override void SubtractTarget<T>(ReadOnlySpan<T> target, double scale, Span<T> gradient)
    {
        int index = int.CreateTruncating(target[0]);
        gradient[index] -= T.CreateTruncating(scale * ClassWeight(index));
    }

    private bool IsIgnored(double value) => IgnoreTarget is int ignored && value == ignored;
}
