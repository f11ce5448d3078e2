using System.Numerics;
using System.Numerics.Tensors;

namespace Gatelight.Losses;

/// <summary>
/// The cross-entropy <c>-Σ w_c·ỹ_c·ln softmax(x)_c</c> of K exclusive classes, from their logits x (equations 60 to 63 of docs/equations.md). A
/// subclass says what a target looks like.
/// </summary>
/// <remarks>
/// The mean is weighted as in PyTorch's CrossEntropyLoss with class indices: the sum of the losses is divided by the sum of the targets' own
/// weights <c>Σ w_c·y_c</c> (times the caller's weights), not by their number. A target whose own weight is 0 is not looked at.
/// </remarks>
public abstract record CrossEntropy : ClassificationLoss
{
    private readonly double[]? _classWeights;
    private readonly double _meanWeight = 1;

    /// <summary>Makes the loss.</summary>
    /// <param name="classes">K, at least 2.</param>
    protected CrossEntropy(int classes) =>
        Classes = classes >= 2 ? classes : throw new ArgumentOutOfRangeException(nameof(classes), classes, "A cross-entropy needs at least 2 classes.");

    /// <summary>K, the number of classes.</summary>
    public int Classes { get; }

    /// <summary>w, one weight a class, each finite and at least 0; null when all are 1.</summary>
    /// <exception cref="ArgumentException">Another number of weights than classes, or a weight that is negative or not finite.</exception>
    public IReadOnlyList<double>? ClassWeights
    {
        get => _classWeights;
        init
        {
            if (value is not null && (value.Count != Classes || value.Any(weight => !(weight >= 0 && double.IsFinite(weight)))))
                throw new ArgumentException($"{Classes} classes need {Classes} weights, each finite and at least 0.", nameof(value));
            _classWeights = value is null ? null : [.. value];
            _meanWeight = value?.Average() ?? 1;
        }
    }

    /// <inheritdoc/>
    public sealed override int OutputsPerTarget => Classes;

    /// <summary>Σ w_c·y_c·(l - x_c) over the classes.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="logits">x.</param>
    /// <param name="target">The target.</param>
    /// <param name="logSumExp">l = ln Σ eˣ.</param>
    protected abstract double Surprise<T>(ReadOnlySpan<T> logits, ReadOnlySpan<T> target, double logSumExp)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Subtracts w_c·y_c, times a factor, from the gradient of each class c.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="target">The target.</param>
    /// <param name="scale">The factor.</param>
    /// <param name="gradient">The gradient, one value a class.</param>
    protected abstract void SubtractTarget<T>(ReadOnlySpan<T> target, double scale, Span<T> gradient)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>w_c.</summary>
    /// <param name="index">c.</param>
    protected double ClassWeight(int index) => _classWeights is null ? 1 : _classWeights[index];

    /// <inheritdoc/>
    protected sealed override double EvaluateTarget<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> target, double scale, Span<T> gradient)
    {
        double logSumExp = Logits.LogSumExp(outputs, gradient, out double sum); // (60)
        double kept = 1 - LabelSmoothing; // (63)
        double loss = kept * Surprise(outputs, target, logSumExp); // (61)
        double mass = kept * TargetWeight(target);
        if (LabelSmoothing > 0)
        {
            loss += LabelSmoothing * MeanSurprise(outputs, logSumExp);
            mass += LabelSmoothing * _meanWeight;
        }

        if (gradient.IsEmpty)
            return loss;
        TensorPrimitives.Multiply(gradient, T.CreateTruncating(scale * mass / sum), gradient); // (62)
        SubtractTarget(target, scale * kept, gradient);
        if (LabelSmoothing > 0)
            SubtractFromAll(scale * LabelSmoothing / Classes, gradient);
        return loss;
    }

    /// <inheritdoc/>
    protected sealed override void TargetProbabilities<T>(ReadOnlySpan<T> logits, Span<T> probabilities) => Logits.Fill(logits, probabilities);

    // The mean of w_c·(l - x_c) over the classes. Without weights a vocabulary is worth the vector instructions.
    private double MeanSurprise<T>(ReadOnlySpan<T> logits, double logSumExp)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (_classWeights is null)
            return logSumExp - double.CreateTruncating(TensorPrimitives.Sum(logits)) / Classes;
        double sum = 0;
        for (int c = 0; c < Classes; c++)
            sum += _classWeights[c] * (logSumExp - double.CreateTruncating(logits[c]));
        return sum / Classes;
    }

    private void SubtractFromAll<T>(double share, Span<T> gradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (_classWeights is null)
        {
            TensorPrimitives.Subtract(gradient, T.CreateTruncating(share), gradient);
            return;
        }

        for (int c = 0; c < Classes; c++)
            gradient[c] -= T.CreateTruncating(share * _classWeights[c]);
    }
}
