using System.Text.Json;
using Gatelight.Data;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Formats.Keras;

/// <summary>Keras' activations, by name and as layers.</summary>
internal static class KerasActivations
{
    private const double SeluAlpha = 1.6732632423543772, SeluScale = 1.0507009873554805;

    internal static IEnumerable<KerasLayerKind> Kinds =>
    [
        new("Activation", MaskUse.PassesOn, (build, layer, inputs) => [Apply(build, layer, KerasDense.Single(layer, inputs), "activation")], nameof(Activate)),
        new("LeakyReLU", MaskUse.PassesOn, (build, layer, inputs) => One(build, layer, inputs, new(Activation.LeakyRelu, layer.Config.Real("negative_slope", "alpha") ?? 0.3, 0)), nameof(Activate)),
        new("ELU", MaskUse.PassesOn, (build, layer, inputs) => One(build, layer, inputs, new(Activation.Elu, layer.Config.Real("alpha") ?? 1, 0)), nameof(Activate)),
        new("ThresholdedReLU", MaskUse.PassesOn, (build, layer, inputs) => One(build, layer, inputs, new(Activation.ThresholdedRelu, layer.Config.Real("theta") ?? 1, 0)), nameof(Activate)),
        new("Rescaling", MaskUse.PassesOn, (build, layer, inputs) => One(build, layer, inputs, new(Activation.Affine, layer.Config.Real("scale") ?? 1, layer.Config.Real("offset") ?? 0)), nameof(Activate)),
        new("ReLU", MaskUse.PassesOn, Rectifier, nameof(Activate)), new("PReLU", MaskUse.PassesOn, Parametric, nameof(ParametricRelu)), new("Softmax", MaskUse.PassesOn, SoftmaxLayer, nameof(Softmax)),
    ];

    /// <summary>An activation that acts on each number by itself, as cells and dense layers have it.</summary>
    internal static ActivationFunction Elementwise(KerasBuild build, KerasLayer layer, string missing, params ReadOnlySpan<string> options)
    {
        (ActivationFunction function, bool isElementwise) = TryElementwise(build, layer, missing, options);
        return isElementwise ? function : throw layer.Problem($"has the {options[0]} {OneLine.Of(NameOf(layer, missing, options))} inside", "use one of tanh, sigmoid, hard_sigmoid, relu, elu, softplus, softsign, linear.");
    }

    /// <summary>The same, or false where the activation is another.</summary>
    internal static (ActivationFunction Function, bool IsElementwise) TryElementwise(KerasBuild build, KerasLayer layer, string missing, params ReadOnlySpan<string> options)
    {
        string name = NameOf(layer, missing, options);
        KerasConfig own = OptionsOf(layer, options);
        return name switch
        {
            "linear" => (Activation.Linear, true),
            "relu" or "ReLU" when name == "relu" || IsPlainRelu(own) => (Activation.Relu, true),
            "sigmoid" => (Activation.Sigmoid, true),
            "tanh" => (Activation.Tanh, true),
            "elu" or "ELU" => (new ActivationFunction(Activation.Elu, own.Real("alpha") ?? 1, 0), true),
            "softplus" => (Activation.Softplus, true),
            "softsign" => (Activation.Softsign, true),
            "leaky_relu" => (new ActivationFunction(Activation.LeakyRelu, 0.2, 0), true),
            "LeakyReLU" => (new ActivationFunction(Activation.LeakyRelu, own.Real("negative_slope", "alpha") ?? 0.3, 0), true),
            // Keras 3 drew the line anew: x/6 + 1/2 instead of 0.2x + 1/2.
            "hard_sigmoid" => (new ActivationFunction(Activation.HardSigmoid, build.Version >= 3 ? 1.0 / 6 : 0.2, 0.5), true),
            _ => (default, false),
        };
    }

    /// <summary>Adds the activation that a layer has, of any kind.</summary>
    internal static KerasTensor Apply(KerasBuild build, KerasLayer layer, KerasTensor input, string option)
    {
        (ActivationFunction function, bool isElementwise) = TryElementwise(build, layer, "linear", option);
        string name = NameOf(layer, "linear", option), label = layer.Kind == "Activation" ? layer.Name : $"{layer.Name}_{PathKerasWeights.PathName(name)}";
        if (isElementwise)
            return function.Kind == Activation.Linear ? input : build.Each(layer, input, input.Dims, source => build.Add(label, new Activate(function), source));
        if (name is "softmax" or "Softmax")
            return Softmax(build, layer, input, label);
        KerasConfig own = OptionsOf(layer, option);
        Func<GraphSource, GraphSource> add = name switch
        {
            "selu" => x => Scale(Activate(x, new(Activation.Elu, SeluAlpha, 0)), SeluScale, 0),
            "relu6" => x => Scale(Activate(x, new(Activation.HardSigmoid, 1.0 / 6, 0)), 6, 0),
            "swish" or "silu" => x => Times(x, Activate(x, Activation.Sigmoid)),
            "hard_swish" or "hard_silu" => x => Times(x, Activate(x, new(Activation.HardSigmoid, 1.0 / 6, 0.5))),
            "mish" => x => Times(x, Activate(Activate(x, Activation.Softplus), Activation.Tanh)),
            "tanh_shrink" => x => build.Add(label + "_difference", new Subtract(), [x, Activate(x, Activation.Tanh)]),
            "log_sigmoid" => x => Scale(Activate(Scale(x, -1, 0), Activation.Softplus), -1, 0),
            "ReLU" => x => Rectify(build, layer, label, x, own),
            _ => throw layer.Problem($"has the activation {OneLine.Of(name)}", "use one that docs/formats.md lists."),
        };
        return build.Each(layer, input, input.Dims, add);

        GraphSource Activate(GraphSource x, ActivationFunction kind) => build.Add(label, new Activate(kind), x);
        GraphSource Scale(GraphSource x, double factor, double shift) => build.Add(label + "_scale", new Activate(new ActivationFunction(Activation.Affine, factor, shift)), x);
        GraphSource Times(GraphSource x, GraphSource y) => build.Add(label + "_product", new Multiply(), [x, y]);
    }

    private static KerasTensor[] One(KerasBuild build, KerasLayer layer, KerasTensor[] inputs, ActivationFunction function)
    {
        KerasTensor input = KerasDense.Single(layer, inputs);
        return [build.Each(layer, input, input.Dims, source => build.Add(layer.Name, new Activate(function), source))];
    }

    private static KerasTensor[] Rectifier(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        KerasTensor input = KerasDense.Single(layer, inputs);
        return [build.Each(layer, input, input.Dims, source => Rectify(build, layer, layer.Name, source, layer.Config))];
    }

    // max where x is above it, x above the threshold, slope·(x - threshold) below.
    private static GraphSource Rectify(KerasBuild build, KerasLayer layer, string name, GraphSource x, KerasConfig config)
    {
        double slope = config.Real("negative_slope") ?? 0, threshold = config.Real("threshold") ?? 0;
        double? most = config.Real("max_value");
        if (most is { } bound)
        {
            if (bound < threshold || bound < 0)
                throw layer.Problem($"has a max_value of {bound} below its threshold of {threshold}");
            // min(x, most) = most - relu(most - x)
            x = Affine("_upper", Step("_bound", Affine("_below", x, -1, bound), Activation.Relu), -1, bound);
        }

        // Here the threshold itself passes, where ThresholdedRelu begins behind it.
        ActivationFunction passing = new(Activation.ThresholdedRelu, MathF.BitDecrement((float)threshold), 0);
        if (slope == 0)
            return Step("", x, threshold == 0 ? Activation.Relu : passing);
        if (threshold == 0)
            return Step("", x, new ActivationFunction(Activation.LeakyRelu, slope, 0));
        GraphSource above = Step("_above", x, passing);
        GraphSource below = Affine("_slope", Step("_under", Affine("_distance", x, -1, threshold), Activation.Relu), -slope, 0);
        return build.Add(name, new Add(), [above, below]);

        GraphSource Step(string suffix, GraphSource source, ActivationFunction function) => build.Add(name + suffix, new Activate(function), source);
        GraphSource Affine(string suffix, GraphSource source, double factor, double shift) => Step(suffix, source, new ActivationFunction(Activation.Affine, factor, shift));
    }

    private static KerasTensor[] Parametric(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        KerasTensor input = KerasDense.Single(layer, inputs);
        KerasArray slope = layer.Arrays("", 1)[0];
        (string, Action<Span<float>>) fill = ("slope", KerasFill.Repeated(slope));
        int?[] dims = input.Dims[layer.AxisShift..];
        if (dims[^1] is not int width || slope.Shape.Length != dims.Length || slope.Shape[^1] != width)
            throw layer.Problem($"has slopes [{string.Join(", ", slope.Shape)}] that do not fit {input.Shape}", "share the slopes over all axes but the last.");
        bool isShared = slope.Shape[..^1].All(size => size == 1);
        if (isShared)
        {
            KerasTensor read = input.Dims.Length == 1 ? input with { Whole = KerasShapes.Vector(build, layer, input), Live = null } : input;
            return [build.Each(layer, read, input.Dims, source => build.Add(layer.Name, new ParametricRelu(), source, fill))];
        }

        if (layer.AxisShift > 0 || !slope.Shape.SequenceEqual(dims.Select(size => size ?? 0)))
            throw layer.Problem($"has slopes [{string.Join(", ", slope.Shape)}] that do not fit {input.Shape}", "share the slopes over all axes but the last.");
        // A slope for each step and feature: side by side they are features.
        KerasTensor flat = KerasShapes.Cut(build, layer with { Name = layer.Name + "_flat" }, input, [slope.Shape.Aggregate((product, size) => product * size)]);
        KerasTensor bent = flat with { Whole = build.Add(layer.Name, new ParametricRelu(), flat.Whole!.Value, fill) };
        return [KerasShapes.Cut(build, layer with { Name = layer.Name + "_steps" }, bent, input.Dims)];
    }

    private static KerasTensor[] SoftmaxLayer(KerasBuild build, KerasLayer layer, KerasTensor[] inputs) => [Softmax(build, layer, KerasDense.Single(layer, inputs), layer.Name)];

    private static KerasTensor Softmax(KerasBuild build, KerasLayer layer, KerasTensor input, string name)
    {
        int rank = input.Dims.Length;
        int axis = layer.Kind == "Softmax" && layer.Config.Wholes("axis") is [int given] ? given : -1;
        axis = axis < 0 ? axis + rank + 1 : axis + layer.AxisShift;
        if (axis == rank && (rank <= 2 || input.Dims[1..^1].All(size => size == 1)))
        {
            KerasTensor read = rank == 1 ? input with { Whole = KerasShapes.Vector(build, layer, input), Live = null } : input;
            return build.Each(layer, read, input.Dims, source => build.Add(name, new Softmax(), source));
        }

        if (axis != 1 || rank != 2)
            throw layer.Problem($"takes a softmax over axis {axis} of {input.Shape}", "take it over the last axis, or over the steps of [B, T, D].");
        KerasTensor swapped = KerasShapes.Swap(build, layer, input, name + "_swapped");
        return KerasShapes.Swap(build, layer, swapped with { Whole = build.Add(name, new Softmax(), swapped.Whole!.Value) }, name + "_restored");
    }

    private static bool IsPlainRelu(KerasConfig config) => config["max_value"] is null && (config.Real("negative_slope") ?? 0) == 0 && (config.Real("threshold") ?? 0) == 0;

    // A name, or an object: a function in Keras 3, or a layer for activations.
    private static string NameOf(KerasLayer layer, string missing, params ReadOnlySpan<string> options)
    {
        if (layer.Config[options] is not { } value)
            return missing;
        if (value.ValueKind == JsonValueKind.Object)
        {
            if (value.TryGetProperty("class_name", out JsonElement kind) && kind.ValueKind == JsonValueKind.String && kind.GetString() != "function")
                return KerasLayerTable.Plain(kind.GetString()!);
            if (!value.TryGetProperty("config", out value))
                return "?";
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString()!.Split('>', '.')[^1] : "?";
    }

    private static KerasConfig OptionsOf(KerasLayer layer, params ReadOnlySpan<string> options) =>
        layer.Config[options] is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("config", out JsonElement config)
            ? new KerasConfig(config, layer.Name, layer.Kind)
            : new KerasConfig(default, layer.Name, layer.Kind);
}
