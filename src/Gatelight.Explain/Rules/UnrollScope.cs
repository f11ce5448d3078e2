using Gatelight.Layers;

namespace Gatelight.Explain.Rules;

/// <summary>What a layer needs to write itself on a tape: its inputs, its weights by name, and where to write.</summary>
internal sealed class UnrollScope(UnrolledModel model, TapeWeights weights, string layer, string prefix, TapeSignal[] inputs)
{
    internal Tape Tape => model.Tape;

    internal TapeSignal[] Inputs { get; } = inputs;

    internal TapeSignal Input => Inputs[0];

    /// <summary>The layer's name in the model.</summary>
    internal string Layer { get; } = layer;

    internal double[] Vector(string parameter) => weights.Values(prefix + parameter);

    internal double[] Optional(string parameter, bool exists) => exists ? Vector(parameter) : [];

    internal TapeMatrix Matrix(string parameter, int columns) => new(Vector(parameter), columns);

    internal double[] Row(string parameter, int row) => weights.Row(prefix + parameter, row);

    internal double[] Derived(string name, Func<double[]> make) => weights.Derived($"{prefix}{name} (derived)", make);

    internal double Round(double value) => weights.Round(value);

    /// <summary>A part of the layer, whose parameters have a prefix, on inputs of its own.</summary>
    internal UnrollScope Part(string part, params TapeSignal[] parts) => new(model, weights, Layer, prefix + part, parts);

    /// <summary>Keeps the account of a memory: what was written into it at each step, and what stood in it at the end.</summary>
    internal void Remember(UnrolledMemory memory) => model.Memories.Add(memory);

    /// <summary>The same work on every step of the single input.</summary>
    internal TapeSignal[] EachStep(Func<TapeVector, TapeVector> work) => [Input.With(Input.Steps.Select(work))];

    internal ExplanationException Refusal(Layer refused, string reason) =>
        new($"Layer {Layer} ({refused.Kind}) cannot be explained by rule: {reason}. Use integrated-gradients or occlusion instead.");
}
