using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Formats.Keras;

/// <summary>Keras' dense layers, embeddings, masks, dropout, and what acts on each step by itself.</summary>
internal static class KerasDense
{
    private static readonly string[] EachStep =
        ["Dense", "Activation", "Dropout", "BatchNormalization", "LayerNormalization", "LeakyReLU", "PReLU", "ELU", "ThresholdedReLU", "Softmax", "ReLU", "Flatten", "Reshape", "Functional", "Sequential"];

    internal static IEnumerable<KerasLayerKind> Kinds =>
    [
        new("Dense", MaskUse.PassesOn, Dense, nameof(Dense)), new("Embedding", MaskUse.PassesOn, Embedding, nameof(Layers.Embedding)), new("Masking", MaskUse.PassesOn, Masking, nameof(Layers.Masking)),
        new("Dropout", MaskUse.PassesOn, Dropout, nameof(Layers.Dropout)), new("SpatialDropout1D", MaskUse.PassesOn, Dropout, nameof(Layers.Dropout)),
        new("GaussianDropout", MaskUse.PassesOn, TrainingOnly, "left out"), new("GaussianNoise", MaskUse.PassesOn, TrainingOnly, "left out"), new("AlphaDropout", MaskUse.PassesOn, TrainingOnly, "left out"),
        new("ActivityRegularization", MaskUse.PassesOn, TrainingOnly, "left out"), new("TimeDistributed", MaskUse.PassesOn, Distributed, "the inner layer"),
    ];

    private static KerasTensor[] Dense(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        KerasTensor input = Single(layer, inputs);
        int units = layer.Config.Size("units", "output_dim");
        if (input.Dims[^1] is not int features)
            throw layer.Problem($"reads {input.Shape}, whose features are not fixed");
        if (input.Dims.Length > 2 && input.Dims[1..^1].Any(size => size != 1))
            throw layer.Problem($"reads {input.Shape}; more than one dimension between time and features is not supported", "flatten them into features.");
        IReadOnlyList<KerasArray> arrays = layer.Arrays("", 1, 2);
        layer.Check(arrays[0], features, units);
        (ActivationFunction function, bool isElementwise) = KerasActivations.TryElementwise(build, layer, "linear", "activation");
        Layers.Dense dense = new(units) { UseBias = arrays.Count == 2, Activation = isElementwise ? function : default };
        List<(string, Action<Span<float>>)> fills = [("weight", KerasFill.Turned(arrays[0], 0))];
        if (arrays.Count == 2)
            fills.Add(("bias", KerasFill.Copy(layer.Check(arrays[1], units))));
        KerasTensor vector = input.Dims.Length == 1 ? input with { Whole = KerasShapes.Vector(build, layer, input), Live = null } : input;
        KerasTensor output = build.Each(layer, vector, [.. input.Dims[..^1], units], source => build.Add(layer.Name, dense, source, [.. fills]));
        return [isElementwise ? output : KerasActivations.Apply(build, layer, output, "activation")];
    }

    private static KerasTensor[] Embedding(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        KerasTensor input = Single(layer, inputs);
        if (input.Dims.Length > 2 || (input.Dims.Length == 2 && input.Dims[1] != 1))
            throw layer.Problem($"reads {input.Shape}; it takes one token a step", "give it [B, T].");
        int vocabulary = layer.Config.Size("input_dim"), width = layer.Config.Size("output_dim");
        KerasArray table = layer.Check(layer.Arrays("", 1)[0], vocabulary, width);
        GraphSource ids = KerasShapes.Tokens(build, layer, input);
        int?[] dims = input.Dims.Length == 1 ? [input.Dims[0], width] : [input.Dims[0], 1, width];
        if (!layer.Config.Flag(false, "mask_zero"))
            return [new KerasTensor(dims, build.Add(layer.Name, new Layers.Embedding(vocabulary, width), ids, ("weight", KerasFill.Copy(table))))];
        if (layer.NeedsWhole || build.MaskOf(ids) is not null)
        {
            GraphSource whole = build.Add(layer.Name, new Layers.Embedding(vocabulary, width), ids, ("weight", KerasFill.Copy(table)));
            KerasMask mask = build.MaskOf(ids) ?? build.Mask(ids, build.Add(layer.Name + "_mask", new Layers.Masking(0), ids));
            return [new KerasTensor(dims, whole, Live: null, mask)];
        }

        GraphSource live = build.Add(layer.Name, new Layers.Embedding(vocabulary, width) { MaskZero = true }, ids, ("weight", KerasFill.Copy(table)));
        return [new KerasTensor(dims, Whole: null, live, build.Mask(ids, live))];
    }

    private static KerasTensor[] Masking(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        KerasTensor input = Single(layer, inputs);
        if (input.Dims.Length < 2)
            throw layer.Problem($"reads sequences [B, T, D], not {input.Shape}");
        if (input.Mask is not null)
            throw layer.Problem("masks what is masked already", "leave one of the masks out.");
        GraphSource whole = build.Whole(input);
        GraphSource live = build.Add(layer.Name, new Layers.Masking(layer.Config.Real("mask_value") ?? 0), whole);
        return [new KerasTensor(input.Dims, Whole: null, live, new KerasMask(whole, live), StepFill.Zero)]; // Keras sets masked steps to zero
    }

    private static KerasTensor[] Dropout(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        KerasTensor input = Single(layer, inputs);
        double rate = layer.Config.Real("rate", "p") ?? 0;
        if (layer.Config["noise_shape"] is not null)
            build.Note($"The layer {layer.Name} drops values together (noise_shape); here it drops each by itself, in training alone.");
        if (rate is not (> 0 and < 1))
            return [input];
        return [build.Each(layer, input, input.Dims, source => build.Add(layer.Name, new Layers.Dropout(rate) { SharedOverTime = layer.Kind == "SpatialDropout1D" }, source))];
    }

    private static KerasTensor[] TrainingOnly(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        build.Note($"The layer {layer.Name} ({layer.Kind}) acts in training alone and is left out.");
        return [Single(layer, inputs)];
    }

    private static KerasTensor[] Distributed(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        KerasTensor input = Single(layer, inputs);
        if (input.Dims.Length < 2)
            throw layer.Problem($"reads sequences [B, T, ...], not {input.Shape}");
        KerasLayer inner = layer.Inner("layer", layer.Name, layer.Weights.Inner("layer")) with { AxisShift = layer.AxisShift + 1 };
        if (!EachStep.Contains(inner.Kind, StringComparer.Ordinal))
            throw layer.Problem($"runs a layer {Gatelight.Data.OneLine.Of(inner.Kind)} on each step, which reads more than one step itself", "flatten the steps' own dimensions into features.");
        return KerasLayerTable.Find(inner.Kind)!.Convert(build, inner, inputs);
    }

    internal static KerasTensor Single(KerasLayer layer, KerasTensor[] inputs) =>
        inputs.Length == 1 ? inputs[0] : throw layer.Problem($"reads one input, not {inputs.Length}");
}
