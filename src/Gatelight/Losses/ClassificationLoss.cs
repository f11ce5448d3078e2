using System.Numerics;

namespace Gatelight.Losses;

/// <summary>A loss on classes, from logits: the model's last layer is linear, and the loss itself turns its outputs into probabilities.</summary>
public abstract record ClassificationLoss : Loss
{
    /// <summary>ε in [0, 1): how far targets are pulled towards all classes being equally likely (Szegedy et al. 2016, arXiv:1512.00567).</summary>
    public double LabelSmoothing
    {
        get;
        init => field = value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Label smoothing must be at least 0 and below 1.");
    }

    /// <summary>The probabilities that logits stand for.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="logits">The model's outputs: any number of targets, <see cref="Loss.OutputsPerTarget"/> logits each.</param>
    /// <param name="probabilities">As long as <paramref name="logits"/>; overwritten. May be the same memory.</param>
    /// <exception cref="ArgumentException">The lengths do not meet.</exception>
    public void Probabilities<T>(ReadOnlySpan<T> logits, Span<T> probabilities)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int each = OutputsPerTarget;
        if (logits.Length % each != 0)
            throw new ArgumentException($"{GetType().Name} takes {each} logits a target; {logits.Length} are no whole number of targets.", nameof(logits));
        if (probabilities.Length != logits.Length)
            throw new ArgumentException($"{logits.Length} logits need room for {logits.Length} probabilities, not {probabilities.Length}.", nameof(probabilities));
        for (int start = 0; start < logits.Length; start += each)
            TargetProbabilities(logits.Slice(start, each), probabilities.Slice(start, each));
    }

    /// <summary>The probabilities that the logits of one target stand for.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="logits">The logits of one target.</param>
    /// <param name="probabilities">Overwritten; may be the same memory.</param>
    protected abstract void TargetProbabilities<T>(ReadOnlySpan<T> logits, Span<T> probabilities)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
