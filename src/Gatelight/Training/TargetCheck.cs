using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Losses;
using Gatelight.Models;

namespace Gatelight.Training;

/// <summary>Whether the examples fit a model and its losses: sizes, and every target that is looked at.</summary>
internal static class TargetCheck
{
    internal static void CheckFits(TrainingSet examples, Model<float> model, IReadOnlyList<OutputLoss> losses, int? truncateSteps)
    {
        IReadOnlyList<LayerShape> inputs = model.Architecture.Inputs;
        IReadOnlyList<LayerShape> outputs = model.OutputShapes;
        if (examples.Inputs.Count != inputs.Count)
            throw new InvalidInputException($"The model has {inputs.Count} inputs, but the examples have {examples.Inputs.Count}.");
        if (examples.Targets.Count != outputs.Count)
            throw new InvalidInputException($"The model has {outputs.Count} outputs, but the examples have {examples.Targets.Count} targets.");
        if (losses.Count != outputs.Count)
            throw new InvalidInputException($"The model has {outputs.Count} outputs, but there are {losses.Count} losses; set FurtherLosses, one for each output after the first.");
        for (int n = 0; n < outputs.Count; n++)
            CheckOutput(examples.Targets[n], examples.Count, InputOf(outputs[n], examples, inputs), outputs[n], losses[n].Loss);
        if (truncateSteps is not null)
            CheckPieces(examples, inputs, outputs);
    }

    // The input whose time axis an output has; null for an axis that a layer began, whose steps show in a pass alone.
    private static TrainingInput? InputOf(LayerShape output, TrainingSet examples, IReadOnlyList<LayerShape> inputs)
    {
        for (int n = 0; n < inputs.Count; n++)
        {
            if (inputs[n].IsSequence && output.IsSequence && inputs[n].Axis == output.Axis)
                return examples.Inputs[n];
        }

        return null;
    }

    private static void CheckPieces(TrainingSet examples, IReadOnlyList<LayerShape> inputs, IReadOnlyList<LayerShape> outputs)
    {
        LayerShape? sequence = null;
        foreach (LayerShape shape in inputs)
        {
            if (shape.IsSequence && sequence is { } other && other.Axis != shape.Axis)
                throw new InvalidInputException("TruncateSteps cuts one time axis into pieces, and this model reads several; leave it off.");
            sequence = shape.IsSequence ? shape : sequence;
        }

        foreach (LayerShape output in outputs)
        {
            if (InputOf(output, examples, inputs) is null)
                throw new InvalidInputException($"TruncateSteps needs a model that answers at every step of its input, and this one answers with {output}; set ReturnSequences, or leave TruncateSteps off.");
        }
    }

    private static void CheckOutput(TrainingTarget target, int count, TrainingInput? input, LayerShape output, Loss loss)
    {
        int steps = output.IsSequence ? input?.Steps ?? 0 : 1;
        if (steps == 0)
            return;
        CheckSizes(target, count, steps, output, loss);
        int each = loss.ValuesPerTarget;
        int targets = target.Values.Length / count / each;
        int aStep = targets / steps;
        for (int row = 0; row < count; row++)
        {
            int live = output.IsSequence ? aStep * (input!.Lengths?[row] ?? steps) : targets;
            for (int n = 0; n < live; n++)
            {
                int at = row * targets + n;
                if (target.Weights?[at] == 0 || loss.TargetProblem<float>(target.Values.AsSpan(at * each, each)) is not { } problem)
                    continue;
                string step = output.IsSequence ? $", step {n / aStep}" : "";
                string which = aStep > 1 ? $", target {n % aStep}" : "";
                throw new InvalidInputException($"The target of example {row}{step}{which} {problem}.");
            }
        }
    }

    private static void CheckSizes(TrainingTarget target, int count, int steps, LayerShape output, Loss loss)
    {
        string name = loss.GetType().Name;
        int each = loss.ValuesPerTarget;
        int length = target.Values.Length / count;
        if (length % (each * steps) != 0)
            throw new InvalidInputException($"{name} needs {each} values a target at each of {steps} steps; an example's {length} target values are no multiple of that.");
        int targets = length / each;
        long expected = (long)targets * loss.OutputsPerTarget;
        long outputs = (long)output.Width * steps;
        if (outputs != expected)
            throw new InvalidInputException($"{targets} targets an example need {expected} outputs for {name}, but the model gives {outputs}; change the width of its last layer.");
        if (target.Weights is { } weights && weights.Length != (long)count * targets)
            throw new InvalidInputException($"{count} examples of {targets} targets for {name} need {(long)count * targets} target weights, not {weights.Length}.");
    }
}
