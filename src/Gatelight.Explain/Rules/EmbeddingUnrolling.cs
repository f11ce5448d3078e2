using Gatelight.Layers;

namespace Gatelight.Explain.Rules;

/// <summary>Layers that look a vector up, and layers that drop steps.</summary>
internal static class EmbeddingUnrolling
{
    internal static TapeSignal[] Unroll(Embedding layer, UnrollScope scope)
    {
        double[] values = scope.Tape.Values;
        foreach (TapeVector step in scope.Input.Steps)
        {
            double id = values[step.Start];
            if (!double.IsInteger(id) || id < 0 || id >= layer.VocabularySize)
                throw new ExplanationException($"Layer {scope.Layer} reads {id}, which is not a token id: give a whole number from 0 to {layer.VocabularySize - 1}.");
        }

        TapeSignal ids = layer.MaskZero ? Kept(scope.Input, step => values[step.Start] != 0) : scope.Input;
        return [ids.With(ids.Steps.Select(id => scope.Tape.Lookup(id, scope.Row("weight", (int)values[id.Start]))))];
    }

    internal static TapeSignal[] Mask(Masking layer, UnrollScope scope)
    {
        double[] values = scope.Tape.Values;
        double masked = scope.Round(layer.MaskValue);
        return [Kept(scope.Input, step => step.Of(values).ContainsAnyExcept(masked))];
    }

    private static TapeSignal Kept(TapeSignal input, Func<TapeVector, bool> isKept)
    {
        int[] kept = [.. Enumerable.Range(0, input.Steps.Length).Where(step => isKept(input.Steps[step]))];
        return input with { Steps = [.. kept.Select(step => input.Steps[step])], Times = input.Times is { } times ? [.. kept.Select(step => times[step])] : null };
    }
}
