using Gatelight.Models;

namespace Gatelight.Data;

/// <summary>Examples to learn from: inputs <c>[N, T, D]</c> with lengths, and targets <c>[N, K]</c> (or <c>[N, T, K]</c> for a model that answers at every step).</summary>
public sealed class TrainingSet
{
    /// <summary>Describes examples; the arrays are not copied.</summary>
    /// <param name="inputs"><c>[N, T, D]</c>.</param>
    /// <param name="targets"><c>[N, K]</c> or <c>[N, T, K]</c>.</param>
    /// <param name="count">N.</param>
    /// <param name="steps">T.</param>
    /// <param name="features">D.</param>
    /// <param name="lengths">The length of each sequence; null when all have T steps.</param>
    /// <param name="targetWeights">How much each target counts, shaped as the targets; null when all count the same.</param>
    /// <exception cref="InvalidInputException">A size does not meet, or a value is not finite; the message says which.</exception>
    public TrainingSet(float[] inputs, float[] targets, int count, int steps, int features, int[]? lengths = null, float[]? targetWeights = null)
    {
        if ((long)count * steps * features != inputs.Length)
            throw new InvalidInputException($"Examples [{count}, {steps}, {features}] have {(long)count * steps * features} values, not {inputs.Length}.");
        if (count < 1 || targets.Length % count != 0)
            throw new InvalidInputException($"{targets.Length} targets cannot be shared out to {count} examples; give each the same number.");
        if (lengths is not null && lengths.Length != count)
            throw new InvalidInputException($"{count} examples need {count} lengths, not {lengths.Length}.");
        if (targetWeights is not null && (targetWeights.Length != targets.Length || targetWeights.Any(weight => !(weight >= 0 && float.IsFinite(weight)))))
            throw new InvalidInputException($"{targets.Length} targets need {targets.Length} weights, each finite and at least 0.");
        CheckFinite(inputs, inputs.Length / count, "input");
        CheckFinite(targets, targets.Length / count, "target");
        Inputs = inputs;
        Targets = targets;
        Count = count;
        Steps = steps;
        Features = features;
        Lengths = lengths;
        TargetWeights = targetWeights;
    }

    /// <summary>The inputs <c>[N, T, D]</c>.</summary>
    public float[] Inputs { get; }

    /// <summary>The targets.</summary>
    public float[] Targets { get; }

    /// <summary>N.</summary>
    public int Count { get; }

    /// <summary>T.</summary>
    public int Steps { get; }

    /// <summary>D.</summary>
    public int Features { get; }

    /// <summary>The length of each sequence; null when all have T steps.</summary>
    public int[]? Lengths { get; }

    /// <summary>How much each target counts; null when all count the same.</summary>
    public float[]? TargetWeights { get; }

    /// <summary>The number of targets of an example.</summary>
    public int TargetLength => Targets.Length / Count;

    /// <summary>All inputs as one batch.</summary>
    public Batch<float> AsBatch() => new(Inputs, Count, Steps, Features, Lengths);

    private static void CheckFinite(float[] values, int width, string what)
    {
        int bad = Array.FindIndex(values, value => !float.IsFinite(value));
        if (bad >= 0)
            throw new InvalidInputException($"The {what} of example {bad / width} holds {values[bad]}; every value must be a finite number.");
    }
}
