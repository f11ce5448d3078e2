using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Formats.PyTorch;

/// <summary>Writes one layer as a PyTorch module.</summary>
/// <param name="name">The module's name.</param>
/// <param name="parameters">The model's parameters.</param>
/// <param name="arrays">Where its arrays go.</param>
internal sealed class TorchModule(string name, IReadOnlyDictionary<string, Parameter<float>> parameters, List<(string Name, int[] Shape, float[] Values)> arrays)
{
    /// <summary>The module as a description has it, or null where PyTorch has no such module.</summary>
    internal TorchStep? Write(Layer layer)
    {
        switch (layer)
        {
            case Embedding embedding:
                Put("weight", Of("weight"));
                return new TorchStep("embedding", name) { MasksZero = embedding.MaskZero };
            case RecurrentLayer recurrent:
                return WriteRecurrent(recurrent, string.Empty, string.Empty);
            case Bidirectional { Inner: RecurrentLayer inner, Merge: BidirectionalMerge.Concatenate }:
                return WriteRecurrent(inner, "forward.", string.Empty) is { } step && WriteRecurrent(inner, "backward.", "_reverse") is not null ? step : null;
            case Dense dense when ActivationName(dense.Activation) is { } activation:
                Put("weight", Of("weight"));
                if (dense.UseBias)
                    Put("bias", Of("bias"));
                return new TorchStep("linear", name) { Activation = activation == "linear" ? null : activation };
            case Conv1D convolution when ActivationName(convolution.Activation) is { } activation:
                return WriteConvolution(convolution, activation);
            case LayerNormalization normalization:
                Put("weight", Of("gain"));
                Put("bias", Of("shift"));
                return new TorchStep("layer_norm", name) { Epsilon = normalization.Epsilon };
            case BatchNormalization normalization:
                Put("weight", Of("gain"));
                Put("bias", Of("shift"));
                Put("running_mean", Of("moving_mean"));
                Put("running_var", Of("moving_variance"));
                return new TorchStep("batch_norm", name) { Epsilon = normalization.Epsilon };
            case Dropout dropout:
                return new TorchStep("dropout", name) { Rate = dropout.Rate };
            case Activate activate when ActivationName(activate.Function) is { } activation:
                return new TorchStep(activation, name);
            default:
                return layer switch
                {
                    Flatten => new TorchStep("flatten", name),
                    Softmax => new TorchStep("softmax", name),
                    GlobalAveragePooling1D => new TorchStep("mean_pool", name),
                    GlobalMaxPooling1D => new TorchStep("max_pool", name),
                    _ => null,
                };
        }
    }

    private TorchStep? WriteRecurrent(RecurrentLayer layer, string prefix, string suffix)
    {
        (string? kind, string? activation) = layer switch
        {
            Lstm lstm when IsPlain(lstm) => ("lstm", null),
            Gru { ResetBefore: false, GateActivation: null, CandidateActivation: null, Clip: 0 } => ("gru", null),
            SimpleRnn { Clip: 0 } simple when simple.Activation is null || simple.Activation == (ActivationFunction)Activation.Relu => ("rnn", simple.Activation is null ? null : "relu"),
            _ => (null, null),
        };
        if (kind is null || layer.GoBackwards || layer.ReturnState)
            return null;
        Put($"weight_ih_l0{suffix}", Of(prefix + "weight_ih"));
        Put($"weight_hh_l0{suffix}", Of(prefix + "weight_hh"));
        if (layer is Lstm { ProjectionSize: > 0 })
            Put($"weight_hr_l0{suffix}", Of(prefix + "weight_hr"));
        Parameter<float> bias = Of(prefix + "bias");
        Put($"bias_ih_l0{suffix}", bias);
        float[] second = new float[bias.Length];
        if (layer is Gru)
            Of(prefix + "bias_hn").Values.CopyTo(second.AsSpan(2 * layer.HiddenSize));
        arrays.Add(($"{name}.bias_hh_l0{suffix}", [bias.Length], second));
        return new TorchStep(kind, name) { ReturnsAll = layer.ReturnSequences, Activation = activation };
    }

    private TorchStep WriteConvolution(Conv1D layer, string activation)
    {
        Parameter<float> weight = Of("weight");
        int features = weight.Shape[1] / layer.KernelSize;
        float[] turned = new float[weight.Length];
        TorchBuilder.Swap(weight.Values, layer.Filters, layer.KernelSize, features, turned);
        arrays.Add(($"{name}.weight", [layer.Filters, features, layer.KernelSize], turned));
        if (layer.UseBias)
            Put("bias", Of("bias"));
        return new TorchStep("conv1d", name) { Stride = layer.Stride, Dilation = layer.Dilation, Padding = layer.Padding switch { Padding.Same => "same", Padding.Causal => "causal", _ => "valid" }, Activation = activation == "linear" ? null : activation };
    }

    private static bool IsPlain(Lstm lstm) => lstm is
    {
        Peepholes: false, CoupledGates: false, OmitInputGate: false, OmitForgetGate: false, OmitOutputGate: false, FullGateRecurrence: false, LayerNormalization: false,
        GateActivation: null, CandidateActivation: null, OutputActivation: null, Clip: 0
    };

    private static string? ActivationName(ActivationFunction function)
    {
        string[] names = ["linear", "relu", "tanh", "sigmoid", "elu", "leaky_relu", "softplus", "softsign", "hard_sigmoid"];
        return function.Kind == Activation.Linear ? "linear" : names.FirstOrDefault(name => TorchBuilder.Function(name) == function);
    }

    private Parameter<float> Of(string parameter) => parameters[$"{name}.{parameter}"];

    private void Put(string torchName, Parameter<float> parameter) => arrays.Add(($"{name}.{torchName}", [.. parameter.Shape], parameter.Values.ToArray()));
}
