using Gatelight.Layers;

namespace Gatelight.Explain.Rules;

/// <summary>Layers that only move values.</summary>
internal static class RearrangeUnrolling
{
    internal static TapeSignal Flatten(UnrollScope scope) => TapeSignal.Of(scope.Tape.Join(scope.Input.Steps));

    internal static TapeSignal[] Reshape(Reshape layer, UnrollScope scope)
    {
        TapeSignal flat = Flatten(scope);
        return layer.Steps == 0
            ? [flat]
            : [new TapeSignal([.. Enumerable.Range(0, layer.Steps).Select(step => flat.Steps[0].Part(step * layer.Width, layer.Width))], IsSequence: true, Times: null)];
    }

    internal static TapeSignal[] Permute(UnrollScope scope)
    {
        TapeVector[] steps = scope.Input.Steps;
        return [new TapeSignal(
            [.. Enumerable.Range(0, steps[0].Length).Select(feature => scope.Tape.Gather([.. steps.Select(step => step.Start + feature)]))], IsSequence: true, Times: null)];
    }

    internal static TapeSignal[] Repeat(RepeatVector layer, UnrollScope scope) =>
        [new TapeSignal([.. Enumerable.Repeat(scope.Input.Steps[0], layer.Count)], IsSequence: true, Times: null)];

    /// <summary>Steps with the same time meet; where a signal has no times, its steps count from 0.</summary>
    internal static TapeSignal[] Align(AlignSteps layer, UnrollScope scope)
    {
        TapeSignal values = scope.Input, axis = scope.Inputs[1];
        int[] from = values.Times ?? [.. Enumerable.Range(0, values.Steps.Length)], to = axis.Times ?? [.. Enumerable.Range(0, axis.Steps.Length)];
        var steps = new TapeVector[to.Length];
        for (int step = 0; step < steps.Length; step++)
        {
            int at = from.Count(time => time < to[step]);
            bool isThere = at < from.Length && from[at] == to[step];
            int taken = isThere ? at : layer.Fill switch
            {
                StepFill.Previous => at - 1,
                StepFill.Next when at < from.Length => at,
                _ => -1,
            };
            steps[step] = taken < 0 ? scope.Tape.Leaf(new double[values.Steps.Length > 0 ? values.Steps[0].Length : 0]) : values.Steps[taken];
        }

        return [axis with { Steps = steps }];
    }

    internal static TapeSignal Take(TakeStep layer, UnrollScope scope)
    {
        TapeVector[] steps = scope.Input.Steps;
        int step = layer.Index < 0 ? steps.Length + layer.Index : layer.Index;
        return (uint)step < (uint)steps.Length
            ? TapeSignal.Of(steps[step])
            : throw scope.Refusal(layer, $"it takes step {layer.Index} of {steps.Length}");
    }
}
