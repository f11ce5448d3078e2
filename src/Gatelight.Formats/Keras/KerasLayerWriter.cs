using System.Text.Json.Nodes;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Formats.Keras;

/// <summary>Says a Gatelight layer in Keras' words.</summary>
/// <param name="name">The layer's name.</param>
/// <param name="parameters">The parameters of the model.</param>
internal sealed class KerasLayerWriter(string name, IReadOnlyDictionary<string, Parameter<float>> parameters)
{
    /// <summary>The classes of Keras that can be written.</summary>
    internal static IReadOnlyCollection<string> Kinds { get; } =
    [
        "LSTM", "GRU", "SimpleRNN", "Bidirectional", "Dense", "Embedding", "Conv1D", "BatchNormalization", "LayerNormalization", "PReLU", "Attention", "TimeDistributed", "Activation", "Rescaling",
        "LeakyReLU", "ELU", "ReLU", "Dropout", "SpatialDropout1D", "Masking", "Softmax", "Flatten", "Reshape", "Permute", "RepeatVector", "MaxPooling1D", "AveragePooling1D", "GlobalMaxPooling1D",
        "GlobalAveragePooling1D", "Concatenate", "Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Dot", "Functional",
    ];

    internal KerasWritten Write(Layer layer, LayerShape[] inputs) => layer switch
    {
        RecurrentLayer recurrent => KerasCellWriter.Write(name, recurrent, parameters),
        Bidirectional both => KerasCellWriter.Write(name, both, parameters),
        Dense dense => WriteDense(dense),
        Embedding embedding => Made("Embedding", new() { ["input_dim"] = embedding.VocabularySize, ["output_dim"] = embedding.Width, ["mask_zero"] = embedding.MaskZero }, Plain("weight", 0)),
        Conv1D convolution => WriteConvolution(convolution),
        BatchNormalization normalization => Made(
            "BatchNormalization", new() { ["axis"] = -1, ["momentum"] = normalization.Momentum, ["epsilon"] = normalization.Epsilon, ["center"] = true, ["scale"] = true },
            Plain("gain", 0), Plain("shift", 1), Plain("moving_mean", 2), Plain("moving_variance", 3)),
        LayerNormalization normalization => Made("LayerNormalization", new() { ["axis"] = -1, ["epsilon"] = normalization.Epsilon, ["center"] = true, ["scale"] = true }, Plain("gain", 0), Plain("shift", 1)),
        ParametricRelu => inputs[0].IsSequence
            ? Made("PReLU", new() { ["shared_axes"] = new JsonArray(1) }, new KerasVariable("vars/0", [1, inputs[0].Width], Values("slope")))
            : Made("PReLU", [], Plain("slope", 0)),
        MultiplicativeAttention attention => WriteAttention(attention, inputs),
        TimeDistributed distributed => WriteDistributed(distributed, inputs),
        Activate activate => WriteActivation(activate.Function),
        _ => WriteWithoutWeights(layer, inputs),
    };

    private KerasWritten WriteWithoutWeights(Layer layer, LayerShape[] inputs) => layer switch
    {
        Dropout { SharedOverTime: true } dropout when inputs[0].IsSequence => Made("SpatialDropout1D", new() { ["rate"] = dropout.Rate }),
        Dropout dropout => Made("Dropout", new() { ["rate"] = dropout.Rate }),
        Masking masking => Made("Masking", new() { ["mask_value"] = masking.MaskValue }),
        Softmax => Made("Softmax", new() { ["axis"] = -1 }),
        Flatten => Made("Flatten", []),
        Reshape { Steps: 0 } reshape => Made("Reshape", new() { ["target_shape"] = new JsonArray(reshape.Width) }),
        Reshape reshape => Made("Reshape", new() { ["target_shape"] = new JsonArray(reshape.Steps, reshape.Width) }),
        Permute => Made("Permute", new() { ["dims"] = new JsonArray(2, 1) }),
        RepeatVector repeat => Made("RepeatVector", new() { ["n"] = repeat.Count }),
        MaxPooling1D pool => WritePool("MaxPooling1D", pool),
        AveragePooling1D pool => WritePool("AveragePooling1D", pool),
        GlobalMaxPooling1D => Made("GlobalMaxPooling1D", []),
        GlobalAveragePooling1D => Made("GlobalAveragePooling1D", []),
        Concatenate => Made("Concatenate", new() { ["axis"] = -1 }),
        Add or Subtract or Multiply or Average or Maximum or Minimum => Made(layer.Kind, []),
        Dot when !inputs[0].IsSequence => Made("Dot", new() { ["axes"] = -1, ["normalize"] = false }),
        _ => throw Refusal(layer, "Keras has no such layer"),
    };

    private KerasWritten WriteDense(Dense dense)
    {
        List<KerasVariable> variables = [Turned("weight", 0)];
        if (dense.UseBias)
            variables.Add(Plain("bias", 1));
        return new KerasWritten("Dense", new() { ["units"] = dense.Units, ["use_bias"] = dense.UseBias, ["activation"] = ActivationName(dense, dense.Activation) }, variables);
    }

    private KerasWritten WriteConvolution(Conv1D layer)
    {
        float[] weight = Values("weight");
        int features = weight.Length / layer.Filters / layer.KernelSize;
        float[] kernel = new float[weight.Length];
        for (int filter = 0; filter < layer.Filters; filter++)
        {
            for (int n = 0; n < layer.KernelSize * features; n++)
                kernel[n * layer.Filters + filter] = weight[filter * layer.KernelSize * features + n];
        }

        List<KerasVariable> variables = [new("vars/0", [layer.KernelSize, features, layer.Filters], kernel)];
        if (layer.UseBias)
            variables.Add(Plain("bias", 1));
        JsonObject config = new()
        {
            ["filters"] = layer.Filters,
            ["kernel_size"] = new JsonArray(layer.KernelSize),
            ["strides"] = new JsonArray(layer.Stride),
            ["padding"] = PaddingName(layer.Padding),
            ["dilation_rate"] = new JsonArray(layer.Dilation),
            ["use_bias"] = layer.UseBias,
            ["activation"] = ActivationName(layer, layer.Activation),
        };
        return new KerasWritten("Conv1D", config, variables);
    }

    private static KerasWritten WritePool(string kind, Pooling pool) => Made(
        kind, new() { ["pool_size"] = new JsonArray(pool.PoolSize), ["strides"] = new JsonArray(pool.Stride ?? pool.PoolSize), ["padding"] = PaddingName(pool.Padding) });

    private KerasWritten WriteAttention(MultiplicativeAttention layer, LayerShape[] inputs)
    {
        if (layer.Score == AttentionScore.General)
            throw Refusal(layer, "its learned matrix is one that Keras' Attention does not have; write a Dense layer before it");
        if (layer.IsCausal)
            throw Refusal(layer, "Keras takes causality when the layer is called, which its files lose");
        if (!inputs[0].IsSequence)
            throw Refusal(layer, "Keras' Attention wants a sequence as its query; put a RepeatVector(1) before it");
        return layer.Score == AttentionScore.Dot
            ? Made("Attention", new() { ["use_scale"] = false, ["score_mode"] = "dot" })
            : Made("Attention", new() { ["use_scale"] = true, ["score_mode"] = "dot" }, new KerasVariable("vars/0", [], [1 / MathF.Sqrt(inputs[1].Width)]));
    }

    private KerasWritten WriteDistributed(TimeDistributed layer, LayerShape[] inputs)
    {
        KerasWritten inner = Write(layer.Inner, [LayerShape.Vector(inputs[0].Width)]);
        inner.Config["name"] = name + "_inner";
        JsonObject config = new() { ["layer"] = new JsonObject { ["module"] = "keras.layers", ["class_name"] = inner.Kind, ["config"] = inner.Config, ["registered_name"] = null } };
        return new KerasWritten("TimeDistributed", config, [.. inner.Variables.Select(variable => variable with { Path = "layer/" + variable.Path })]);
    }

    private KerasWritten WriteActivation(ActivationFunction function) => function.Kind switch
    {
        Activation.Affine => Made("Rescaling", new() { ["scale"] = function.Alpha, ["offset"] = function.Beta }),
        Activation.LeakyRelu => Made("LeakyReLU", new() { ["negative_slope"] = function.Alpha }),
        Activation.Elu => Made("ELU", new() { ["alpha"] = function.Alpha }),
        Activation.ThresholdedRelu => Made("ReLU", new() { ["threshold"] = function.Alpha }),
        _ => Made("Activation", new() { ["activation"] = ActivationName(new Activate(function), function) }),
    };

    private string ActivationName(Layer layer, ActivationFunction function) =>
        KerasCellWriter.NameOf(function) ?? throw Refusal(layer, $"its activation {function.Kind} with {function.Alpha} and {function.Beta} is one that Keras has no name for; put an Activate layer behind it");

    private static string PaddingName(Padding padding) => padding switch { Padding.Same => "same", Padding.Causal => "causal", _ => "valid" };

    private static KerasWritten Made(string kind, JsonObject config, params IReadOnlyList<KerasVariable> variables) => new(kind, config, variables);

    private KerasVariable Plain(string parameter, int number)
    {
        Parameter<float> found = parameters[$"{name}.{parameter}"];
        return new KerasVariable(FormattableString.Invariant($"vars/{number}"), [.. found.Shape], found.Values.ToArray());
    }

    private KerasVariable Turned(string parameter, int number)
    {
        Parameter<float> found = parameters[$"{name}.{parameter}"];
        return new KerasVariable(FormattableString.Invariant($"vars/{number}"), [found.Shape[1], found.Shape[0]], KerasCellWriter.Turn(found.Values, found.Shape[0], found.Shape[1], [0]));
    }

    private float[] Values(string parameter) => parameters[$"{name}.{parameter}"].Values.ToArray();

    private InvalidDataException Refusal(Layer layer, string reason) => new($"layer {name} ({layer.Kind}) cannot be said in Keras: {reason.TrimEnd('.')}; a .gatelight file can hold it.");
}
