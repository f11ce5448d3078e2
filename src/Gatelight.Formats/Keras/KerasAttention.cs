using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Formats.Keras;

/// <summary>Keras' attention layers.</summary>
internal static class KerasAttention
{
    private const int MaximumWidth = 2048;

    internal static IEnumerable<KerasLayerKind> Kinds =>
    [
        new("Attention", MaskUse.Obeys, Multiplicative, nameof(MultiplicativeAttention)), new("AdditiveAttention", MaskUse.Obeys, Additive, nameof(Layers.AdditiveAttention)),
    ];

    private static KerasTensor[] Multiplicative(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        (GraphSource query, GraphSource memory) = Open(build, layer, inputs);
        if (layer.Config.Text("score_mode") is { } mode and not "dot")
            throw layer.Problem($"has the score_mode {Gatelight.Data.OneLine.Of(mode)}", "use dot.");
        if (layer.Config.Flag(false, "use_scale"))
        {
            KerasArray scale = layer.Arrays("", 1)[0];
            if (scale.Shape.Any(size => size != 1))
                throw layer.Problem("has a scale that is no single number");
            // A factor on all scores is one on all queries.
            query = build.Add(layer.Name + "_scale", new Activate(new ActivationFunction(Activation.Affine, scale.Read()[0], 0)), query);
            build.Note($"The layer {layer.Name} learns a scale for its scores; here it stays as it is.");
        }

        return Finish(build, layer, inputs, new MultiplicativeAttention { IsCausal = IsCausal(layer) }, query, memory);
    }

    private static KerasTensor[] Additive(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        (GraphSource query, GraphSource memory) = Open(build, layer, inputs);
        int width = build.ShapeOf(query).Width;
        if (width > MaximumWidth)
            throw layer.Problem($"reads {width} features, more than the {MaximumWidth} for which it can be written with matrices", "put a smaller Dense layer before it.");
        bool scales = layer.Config.Flag(true, "use_scale");
        // Keras' score is v·tanh(q + m), without matrices of its own.
        Action<Span<float>> score = scales ? KerasFill.Copy(layer.Check(layer.Arrays("", 1)[0], width)) : KerasFill.Constant(1);
        build.Note($"The layer {layer.Name} has no matrices for queries and memory; here they are identities, which training would move.");
        return Finish(
            build, layer, inputs, new AdditiveAttention(width) { IsCausal = IsCausal(layer) }, query, memory,
            ("weight_query", KerasFill.Identity(width)), ("weight_memory", KerasFill.Identity(width)), ("weight_score", score));
    }

    private static KerasTensor[] Finish(
        KerasBuild build, KerasLayer layer, KerasTensor[] inputs, AttentionLayer made, GraphSource query, GraphSource memory, params ReadOnlySpan<(string, Action<Span<float>>)> fills)
    {
        if (layer.Config.Flag(false, "return_attention_scores") || layer.Call.Flag(false, "return_attention_scores"))
            throw layer.Problem("gives its scores as an output", "read them from the model's trace instead.");
        if ((layer.Config.Real("dropout") ?? 0) > 0)
            build.Note($"The layer {layer.Name} drops scores in training (dropout), which is left out.");
        GraphSource output = build.Add(layer.Name, made, [query, memory], fills);
        KerasTensor asked = inputs[0];
        int?[] dims = [asked.Dims[0], inputs[1].Dims[^1]];
        return [asked.Mask is null ? new KerasTensor(dims, output) : new KerasTensor(dims, Whole: null, output, asked.Mask, StepFill.Zero)];
    }

    private static (GraphSource Query, GraphSource Memory) Open(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        if (inputs.Length is not (2 or 3) || inputs.Any(input => input.Dims.Length != 2 || input.Dims[1] is null))
            throw layer.Problem($"reads a query and a value [B, T, D], not {string.Join(" and ", inputs.Select(input => input.Shape))}");
        if (inputs.Length == 3 && inputs[2] != inputs[1])
            throw layer.Problem("has keys that are not its values", "give it a query and a value.");
        GraphSource memory = build.Live(inputs[1]);
        // Attention of a sequence to itself reads one source twice.
        GraphSource query = inputs[0] == inputs[1] ? memory : build.Live(inputs[0]);
        if (IsCausal(layer) && build.ShapeOf(query).Axis != build.ShapeOf(memory).Axis)
            memory = build.Add(layer.Name + "_aligned", new AlignSteps(), [memory, query]);
        return (query, memory);
    }

    private static bool IsCausal(KerasLayer layer) => layer.Config.Flag(false, "causal") || layer.Call.Flag(false, "use_causal_mask");
}
