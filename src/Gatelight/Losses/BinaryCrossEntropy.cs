using System.Globalization;

namespace Gatelight.Losses;

/// <summary>
/// The cross-entropy <c>-(w·y·ln σ(x) + (1 - y)·ln(1 - σ(x)))</c> of two classes, or of each of several labels that may hold together, from
/// one logit x a target y in [0, 1]; computed without overflow (equations 64 and 65 of docs/equations.md). The mean is over the targets.
/// </summary>
public sealed record BinaryCrossEntropy : ClassificationLoss
{
    /// <summary>w, above 0: how much a positive counts beside a negative.</summary>
    public double PositiveWeight
    {
        get;
        init => field = value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The weight of a positive must be above 0 and finite.");
    } = 1;

    /// <inheritdoc/>
    public override string? TargetProblem<T>(ReadOnlySpan<T> target)
    {
        double value = double.CreateTruncating(target[0]);
        return value is >= 0 and <= 1 ? null : string.Create(CultureInfo.InvariantCulture, $"is {value}, but must lie between 0 (no) and 1 (yes)");
    }

    /// <inheritdoc/>
    protected override double EvaluateTarget<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> target, double scale, Span<T> gradient)
    {
        double x = double.CreateTruncating(outputs[0]);
        double y = double.CreateTruncating(target[0]) * (1 - LabelSmoothing) + LabelSmoothing / 2;
        double positive = PositiveWeight * y;
        double mass = positive + 1 - y;
        if (!gradient.IsEmpty)
            gradient[0] = T.CreateTruncating(scale * (mass * Sigmoid(x) - positive)); // (65)
        // -ln(1 - σ(x)) = max(x, 0) + ln(1 + e^-|x|), and -ln σ(x) is x less.
        double surpriseOfNo = (x < 0 ? 0 : x) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
        return mass * surpriseOfNo - positive * x; // (64)
    }

    /// <inheritdoc/>
    protected override void TargetProbabilities<T>(ReadOnlySpan<T> logits, Span<T> probabilities) =>
        probabilities[0] = T.CreateTruncating(Sigmoid(double.CreateTruncating(logits[0])));

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
