using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Formats.Keras;

/// <summary>Keras' layers that look through windows of steps: convolutions and pools.</summary>
internal static class KerasWindows
{
    // A layer that looks at features apart is written as one that looks at all, most of whose weights are zero.
    private const long MaximumSpread = 1 << 24;

    internal static IEnumerable<KerasLayerKind> Kinds =>
    [
        new("Conv1D", MaskUse.Ignores, Convolution, nameof(Conv1D)),
        new("SeparableConv1D", MaskUse.Ignores, Separable, nameof(Conv1D)), new("DepthwiseConv1D", MaskUse.Ignores, Depthwise, nameof(Conv1D)),
        new("MaxPooling1D", MaskUse.Ignores, Pool, nameof(MaxPooling1D)), new("AveragePooling1D", MaskUse.Ignores, Pool, nameof(AveragePooling1D)),
        new("GlobalMaxPooling1D", MaskUse.Ignores, Global, nameof(GlobalMaxPooling1D)), new("GlobalAveragePooling1D", MaskUse.Obeys, Global, nameof(GlobalAveragePooling1D)),
    ];

    private static KerasTensor[] Convolution(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        (KerasTensor input, int features) = Open(build, layer, inputs);
        KerasConfig config = layer.Config;
        int filters = config.Size("filters", "nb_filter"), size = config.Size("kernel_size", "filter_length"), groups = config.OptionalSize("groups") ?? 1;
        if (features % groups != 0 || filters % groups != 0)
            throw layer.Problem($"cuts {features} features and {filters} filters into {groups} groups", "save the model again.");
        IReadOnlyList<KerasArray> arrays = layer.Arrays("", 1, 2);
        int each = features / groups;
        KerasArray kernel = arrays[0];
        // Keras 1 had a dimension more; its older files have it last.
        bool isOld = kernel.Is(filters, each, size, 1);
        if (!isOld && !kernel.Is(size, 1, each, filters))
            layer.Check(kernel, size, each, filters);
        if (groups > 1)
            CheckSpread(layer, (long)filters * size * features);
        bool flips = build.FlipsKernels;
        return Finish(build, layer, input, Window(layer, filters, size), Bias(layer, arrays, 1, filters), target =>
        {
            float[] values = kernel.Read();
            for (int filter = 0; filter < filters; filter++)
            {
                int group = filter / (filters / groups);
                for (int tap = 0; tap < size; tap++)
                {
                    int stored = flips ? size - 1 - tap : tap;
                    for (int n = 0; n < each; n++)
                        target[(filter * size + tap) * features + group * each + n] = values[isOld ? (filter * each + n) * size + stored : (stored * each + n) * filters + filter];
                }
            }
        });
    }

    // Each feature by itself, several filters each; written as a convolution whose other weights are zero.
    private static KerasTensor[] Depthwise(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        (KerasTensor input, int features) = Open(build, layer, inputs);
        int size = layer.Config.Size("kernel_size"), multiplier = layer.Config.OptionalSize("depth_multiplier") ?? 1;
        IReadOnlyList<KerasArray> arrays = layer.Arrays("", 1, 2);
        build.Note($"The layer {layer.Name} looks at each feature by itself; training it further would let features mix.");
        return Finish(
            build, layer, input, Window(layer, checked(features * multiplier), size), Bias(layer, arrays, 1, features * multiplier), DepthwiseFill(layer, arrays[0], features, size, multiplier));
    }

    private static KerasTensor[] Separable(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        (KerasTensor input, int features) = Open(build, layer, inputs);
        KerasConfig config = layer.Config;
        int filters = config.Size("filters"), size = config.Size("kernel_size"), multiplier = config.OptionalSize("depth_multiplier") ?? 1;
        IReadOnlyList<KerasArray> arrays = layer.Arrays("", 2, 3);
        int between = checked(features * multiplier);
        KerasArray point = layer.Check(arrays[1], 1, between, filters);
        build.Note($"The layer {layer.Name} looks at each feature by itself first; training it further would let features mix.");
        GraphSource depth = build.Add(
            layer.Name + "_depthwise", Window(layer, between, size) with { UseBias = false }, build.Whole(input), ("weight", DepthwiseFill(layer, arrays[0], features, size, multiplier)));
        KerasTensor middle = new([Steps(build, depth), between], depth);
        return Finish(build, layer, middle, new Conv1D(filters, 1), Bias(layer, arrays, 2, filters), target =>
        {
            float[] values = point.Read();
            for (int filter = 0; filter < filters; filter++)
            {
                for (int n = 0; n < between; n++)
                    target[filter * between + n] = values[n * filters + filter];
            }
        });
    }

    private static KerasTensor[] Pool(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        (KerasTensor input, int features) = Open(build, layer, inputs);
        int size = layer.Config.OptionalSize("pool_size", "pool_length") ?? 2;
        int? stride = layer.Config.OptionalSize("strides", "stride");
        Padding padding = PaddingOf(layer);
        Layer pool = layer.Kind == "MaxPooling1D" ? new MaxPooling1D(size) { Stride = stride, Padding = padding } : new AveragePooling1D(size) { Stride = stride, Padding = padding };
        GraphSource output = build.Add(layer.Name, pool, build.Whole(input));
        return Close(build, layer, new KerasTensor([Steps(build, output), features], output));
    }

    private static KerasTensor[] Global(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        (KerasTensor input, int features) = Open(build, layer, inputs);
        bool isMaximum = layer.Kind == "GlobalMaxPooling1D";
        GraphSource source = isMaximum ? build.Whole(input) : build.Live(input);
        KerasTensor output = new([features], build.Add(layer.Name, isMaximum ? new GlobalMaxPooling1D() : new GlobalAveragePooling1D(), source));
        if (!layer.Config.Flag(false, "keepdims"))
            return [output];
        GraphSource kept = build.Add(layer.Name + "_kept", new Reshape(IsFeaturesFirst(layer) ? features : 1, IsFeaturesFirst(layer) ? 1 : features), output.Whole!.Value);
        return [new KerasTensor(IsFeaturesFirst(layer) ? [features, 1] : [1, features], kept)];
    }

    private static (KerasTensor Input, int Features) Open(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        KerasTensor input = KerasDense.Single(layer, inputs);
        if (IsFeaturesFirst(layer))
            input = KerasShapes.Swap(build, layer, input, layer.Name + "_swapped");
        return input.Dims is [_, int features] ? (input, features) : throw layer.Problem($"reads sequences [B, T, D], not {input.Shape}", "leave out dimensions, or flatten them into features.");
    }

    private static KerasTensor[] Close(KerasBuild build, KerasLayer layer, KerasTensor output) =>
        [IsFeaturesFirst(layer) ? KerasShapes.Swap(build, layer, output, layer.Name + "_restored") : output];

    private static KerasTensor[] Finish(
        KerasBuild build, KerasLayer layer, KerasTensor input, Conv1D window, KerasArray? bias, Action<Span<float>> weight)
    {
        (ActivationFunction function, bool isElementwise) = KerasActivations.TryElementwise(build, layer, "linear", "activation");
        Conv1D convolution = window with { UseBias = bias is not null, Activation = isElementwise ? function : default };
        GraphSource source = build.Whole(input);
        GraphSource output = bias is null
            ? build.Add(layer.Name, convolution, source, ("weight", weight))
            : build.Add(layer.Name, convolution, source, ("weight", weight), ("bias", KerasFill.Copy(bias)));
        bool keepsSteps = build.ShapeOf(output).Axis == build.ShapeOf(source).Axis;
        KerasTensor tensor = new([Steps(build, output), window.Filters], output, Live: null, keepsSteps ? input.Mask : null);
        if (!isElementwise)
            tensor = KerasActivations.Apply(build, layer, tensor, "activation");
        return Close(build, layer, tensor);
    }

    private static Conv1D Window(KerasLayer layer, int filters, int size)
    {
        KerasConfig config = layer.Config;
        return new Conv1D(filters, size)
        {
            Stride = config.OptionalSize("strides", "subsample_length", "subsample") ?? 1,
            Dilation = config.OptionalSize("dilation_rate", "atrous_rate") ?? 1,
            Padding = PaddingOf(layer),
        };
    }

    private static Action<Span<float>> DepthwiseFill(KerasLayer layer, KerasArray kernel, int features, int size, int multiplier)
    {
        layer.Check(kernel, size, features, multiplier);
        CheckSpread(layer, (long)features * multiplier * size * features);
        return target =>
        {
            float[] values = kernel.Read();
            target.Clear();
            for (int feature = 0; feature < features; feature++)
            {
                for (int m = 0; m < multiplier; m++)
                {
                    for (int tap = 0; tap < size; tap++)
                        target[((feature * multiplier + m) * size + tap) * features + feature] = values[(tap * features + feature) * multiplier + m];
                }
            }
        };
    }

    private static void CheckSpread(KerasLayer layer, long weights)
    {
        if (weights > MaximumSpread)
            throw layer.Problem($"looks at features apart, and written as a convolution would have {weights} weights", "use fewer features.");
    }

    private static KerasArray? Bias(KerasLayer layer, IReadOnlyList<KerasArray> arrays, int at, int size) => arrays.Count > at ? layer.Check(arrays[at], size) : null;

    private static int? Steps(KerasBuild build, GraphSource source) => build.ShapeOf(source).Steps is var steps and > 0 ? steps : null;

    private static bool IsFeaturesFirst(KerasLayer layer) => layer.Config.Text("data_format") == "channels_first";

    private static Padding PaddingOf(KerasLayer layer) => (layer.Config.Text("padding", "border_mode") ?? "valid") switch
    {
        "valid" => Padding.Valid,
        "same" => Padding.Same,
        "causal" => Padding.Causal,
        var other => throw layer.Problem($"has the padding {Gatelight.Data.OneLine.Of(other)}", "use valid, same or causal."),
    };
}
