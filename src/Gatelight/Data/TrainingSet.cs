using System.Numerics.Tensors;
using Gatelight.Models;

namespace Gatelight.Data;

/// <summary>Examples to learn from: what each input of a model reads, and what each of its outputs should say.</summary>
public sealed class TrainingSet
{
    /// <summary>Describes examples of a model with one input and one output; the arrays are not copied.</summary>
    /// <param name="inputs"><c>[N, T, D]</c>.</param>
    /// <param name="targets"><c>[N, K]</c>, or <c>[N, T, K]</c> for a model that answers at every step.</param>
    /// <param name="count">N.</param>
    /// <param name="steps">T.</param>
    /// <param name="features">D.</param>
    /// <param name="lengths">The length of each sequence; null when all have T steps.</param>
    /// <param name="targetWeights">How much each target counts; see <see cref="TrainingTarget.Weights"/>.</param>
    /// <exception cref="InvalidInputException">A size does not meet, or a value is not finite; the message says which.</exception>
    public TrainingSet(float[] inputs, float[] targets, int count, int steps, int features, int[]? lengths = null, float[]? targetWeights = null)
        : this(count, [new TrainingInput(inputs, steps, features, lengths)], [new TrainingTarget(targets, targetWeights)])
    {
    }

    /// <summary>Describes examples of a model with several inputs or outputs; the arrays are not copied.</summary>
    /// <param name="count">N.</param>
    /// <param name="inputs">What each input reads.</param>
    /// <param name="targets">What each output should say.</param>
    /// <exception cref="InvalidInputException">A size does not meet, or a value is not finite; the message says which.</exception>
    public TrainingSet(int count, IReadOnlyList<TrainingInput> inputs, IReadOnlyList<TrainingTarget> targets)
    {
        if (inputs.Count == 0 || targets.Count == 0)
            throw new InvalidInputException("Examples need at least one input and one target.");
        for (int n = 0; n < inputs.Count; n++)
            Check(inputs[n], count, inputs.Count == 1 ? "input" : $"input {n}");
        for (int n = 0; n < targets.Count; n++)
            Check(targets[n], count, targets.Count == 1 ? "target" : $"target {n}");
        Count = count;
        Inputs = inputs;
        Targets = targets;
    }

    /// <summary>N.</summary>
    public int Count { get; }

    /// <summary>What each input reads.</summary>
    public IReadOnlyList<TrainingInput> Inputs { get; }

    /// <summary>What each output should say.</summary>
    public IReadOnlyList<TrainingTarget> Targets { get; }

    /// <summary>One input of all examples as one batch.</summary>
    /// <param name="input">Which input.</param>
    public Batch<float> AsBatch(int input = 0)
    {
        TrainingInput part = Inputs[input];
        return new Batch<float>(part.Values, Count, part.Steps, part.Features, part.Lengths);
    }

    private static void Check(TrainingInput input, int count, string what)
    {
        if ((long)count * input.Steps * input.Features != input.Values.Length)
            throw new InvalidInputException($"Examples [{count}, {input.Steps}, {input.Features}] have {(long)count * input.Steps * input.Features} values, not {input.Values.Length}.");
        if (input.Lengths is not null && input.Lengths.Length != count)
            throw new InvalidInputException($"{count} examples need {count} lengths, not {input.Lengths.Length}.");
        int bad = input.Lengths is null ? -1 : Array.FindIndex(input.Lengths, length => (uint)length > (uint)input.Steps);
        if (bad >= 0)
            throw new InvalidInputException($"The {what} of example {bad} has length {input.Lengths![bad]}; it must be between 0 and {input.Steps}.");
        CheckFinite(input.Values, count, what);
    }

    private static void Check(TrainingTarget target, int count, string what)
    {
        if (!Divides(count, target.Values.Length))
            throw new InvalidInputException($"{target.Values.Length} targets cannot be shared out to {count} examples; give each the same number.");
        if (target.Weights is { } weights && (!Divides(count, weights.Length) || !Divides(weights.Length, target.Values.Length) || weights.Any(weight => !(weight >= 0 && float.IsFinite(weight)))))
            throw new InvalidInputException($"{target.Values.Length} targets need {target.Values.Length} weights (one for each distribution), each finite and at least 0, not {weights.Length}.");
        CheckFinite(target.Values, count, what);
    }

    private static bool Divides(int part, int whole) => part >= 1 && whole % part == 0;

    private static void CheckFinite(float[] values, int count, string what)
    {
        int bad = TensorPrimitives.IsFiniteAll<float>(values) ? -1 : Array.FindIndex(values, value => !float.IsFinite(value));
        if (bad >= 0)
            throw new InvalidInputException($"The {what} of example {bad / (values.Length / count)} holds {values[bad]}; every value must be a finite number.");
    }
}
