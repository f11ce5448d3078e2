using Gatelight.Layers;

namespace Gatelight.Formats.Keras;

/// <summary>Keras' normalisations.</summary>
internal static class KerasNormalization
{
    internal static IEnumerable<KerasLayerKind> Kinds =>
    [
        new("BatchNormalization", MaskUse.PassesOn, Batch, nameof(BatchNormalization)), new("LayerNormalization", MaskUse.PassesOn, Layer, nameof(LayerNormalization)),
    ];

    private static KerasTensor[] Batch(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        KerasTensor input = KerasDense.Single(layer, inputs);
        KerasConfig config = layer.Config;
        if (config.Whole("mode") is { } mode and not 0)
            throw layer.Problem($"has mode {mode}", "use mode 0.");
        bool scales = config.Flag(true, "scale"), shifts = config.Flag(true, "center");
        IReadOnlyList<KerasArray> arrays = layer.Arrays("", 2 + (scales ? 1 : 0) + (shifts ? 1 : 0));
        bool overTime = IsOverTime(layer, input);
        KerasTensor read = overTime ? KerasShapes.Swap(build, layer, input, layer.Name + "_swapped") : input;
        if (read.Dims[^1] is not int width)
            throw layer.Problem($"reads {input.Shape}, whose features are not fixed");
        foreach (KerasArray array in arrays)
            layer.Check(array, width);
        int at = 0;
        (string, Action<Span<float>>)[] fills =
        [
            ("gain", scales ? KerasFill.Repeated(arrays[at++]) : KerasFill.Constant(1)),
            ("shift", shifts ? KerasFill.Repeated(arrays[at++]) : KerasFill.Constant(0)),
            ("moving_mean", KerasFill.Repeated(arrays[at++])), ("moving_variance", KerasFill.Repeated(arrays[at])),
        ];
        BatchNormalization made = new() { Epsilon = config.Real("epsilon") ?? 1e-3, Momentum = config.Real("momentum") ?? 0.99 };
        if (read.Dims.Length == 1)
            read = read with { Whole = KerasShapes.Vector(build, layer, read), Live = null };
        KerasTensor output = build.Each(layer, read, read.Dims, source => build.Add(layer.Name, made, source, fills));
        return [overTime ? KerasShapes.Swap(build, layer, output, layer.Name + "_restored") : output];
    }

    private static KerasTensor[] Layer(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        KerasTensor input = KerasDense.Single(layer, inputs);
        KerasConfig config = layer.Config;
        if (config.Flag(false, "rms_scaling"))
            throw layer.Problem("scales by the root mean square alone (rms_scaling)");
        if (IsOverTime(layer, input) || (input.Dims.Length > 2 && input.Dims[1..^1].Any(size => size != 1)) || input.Dims[^1] is not int width)
            throw layer.Problem($"normalises other dimensions of {input.Shape} than the last", "normalise the features, axis -1.");
        bool scales = config.Flag(true, "scale"), shifts = config.Flag(true, "center");
        IReadOnlyList<KerasArray> arrays = layer.Arrays("", (scales ? 1 : 0) + (shifts ? 1 : 0));
        foreach (KerasArray array in arrays)
            layer.Check(array, width);
        (string, Action<Span<float>>)[] fills =
        [
            ("gain", scales ? KerasFill.Copy(arrays[0]) : KerasFill.Constant(1)), ("shift", shifts ? KerasFill.Copy(arrays[^1]) : KerasFill.Constant(0)),
        ];
        if (input.Dims.Length == 1)
            input = input with { Whole = KerasShapes.Vector(build, layer, input), Live = null };
        LayerNormalization made = new() { Epsilon = config.Real("epsilon") ?? 1e-3 };
        return [build.Each(layer, input, input.Dims, source => build.Add(layer.Name, made, source, fills))];
    }

    // Keras counts the batch as axis 0.
    private static bool IsOverTime(KerasLayer layer, KerasTensor input)
    {
        int?[] axes = layer.Config.Wholes("axis") ?? [-1];
        int rank = input.Dims.Length;
        if (axes is not [int axis])
            throw layer.Problem($"normalises {axes.Length} axes together", "normalise the features, axis -1.");
        axis = axis < 0 ? axis + rank + 1 : axis + layer.AxisShift;
        if (axis == rank)
            return false;
        return axis == 1 && rank == 2 ? true : throw layer.Problem($"normalises axis {axis} of {input.Shape}", "normalise the features, axis -1.");
    }
}
