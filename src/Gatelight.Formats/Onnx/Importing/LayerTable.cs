using Gatelight.Formats.Onnx.Recurrence;
using Gatelight.Kernels;
using Gatelight.Layers;

namespace Gatelight.Formats.Onnx.Importing;

/// <summary>For each operator the layer that says the same, where there is one.</summary>
internal static class LayerTable
{
    private static readonly Dictionary<string, (string Layer, Func<LayerCall, LayerValue?[]> Map)> Maps = new(StringComparer.Ordinal)
    {
        [RecurrentNode.Lstm] = (nameof(Recurrent.Lstm), RecurrentLayers.Map),
        [RecurrentNode.Gru] = (nameof(Recurrent.Gru), RecurrentLayers.Map),
        [RecurrentNode.Rnn] = (nameof(Recurrent.SimpleRnn), RecurrentLayers.Map),
        ["MatMul"] = (nameof(Dense), call => [DenseLayers.MatMul(call)]),
        ["Gemm"] = (nameof(Dense), call => [DenseLayers.Gemm(call)]),
        ["Add"] = ($"{nameof(Add)}, {nameof(ScaleFeatures)}", call => [DenseLayers.Arithmetic(call)]),
        ["Sub"] = ($"{nameof(Subtract)}, {nameof(ScaleFeatures)}", call => [DenseLayers.Arithmetic(call)]),
        ["Mul"] = ($"{nameof(Multiply)}, {nameof(ScaleFeatures)}", call => [DenseLayers.Arithmetic(call)]),
        ["Div"] = (nameof(ScaleFeatures), call => [DenseLayers.Arithmetic(call)]),
        ["Max"] = (nameof(Maximum), call => [Pair(call)]),
        ["Min"] = (nameof(Minimum), call => [Pair(call)]),
        ["Mean"] = (nameof(Average), call => [Pair(call)]),
        ["Sum"] = (nameof(Add), call => [Pair(call)]),
        ["Neg"] = (nameof(Activate), call => [DenseLayers.Activated(call, new ActivationFunction(Activation.Affine, -1, 0))]),
        ["Relu"] = (nameof(Activate), call => [DenseLayers.Activated(call, Activation.Relu)]),
        ["Sigmoid"] = (nameof(Activate), call => [DenseLayers.Activated(call, Activation.Sigmoid)]),
        ["Tanh"] = (nameof(Activate), call => [DenseLayers.Activated(call, Activation.Tanh)]),
        ["Softsign"] = (nameof(Activate), call => [DenseLayers.Activated(call, Activation.Softsign)]),
        ["Softplus"] = (nameof(Activate), call => [DenseLayers.Activated(call, Activation.Softplus)]),
        ["LeakyRelu"] = (nameof(Activate), call => [Told(call, Activation.LeakyRelu, 0.01f, 0)]),
        ["Elu"] = (nameof(Activate), call => [Told(call, Activation.Elu, 1, 0)]),
        ["ThresholdedRelu"] = (nameof(Activate), call => [Told(call, Activation.ThresholdedRelu, 1, 0)]),
        ["HardSigmoid"] = (nameof(Activate), call => [Told(call, Activation.HardSigmoid, 0.2f, 0.5f)]),
        ["Softmax"] = (nameof(Softmax), call => [DenseLayers.Rows(call, new Softmax())]),
        ["LogSoftmax"] = (nameof(LogSoftmax), call => [DenseLayers.Rows(call, new LogSoftmax())]),
        ["LayerNormalization"] = (nameof(LayerNormalization), call => [DenseLayers.LayerNormalization(call)]),
        ["BatchNormalization"] = (nameof(BatchNormalization), call => [DenseLayers.BatchNormalization(call)]),
        ["Gather"] = ($"{nameof(Embedding)}, {nameof(TakeStep)}, {nameof(TakeFeatures)}", call => [call.Optional(0) is KnownValue ? DenseLayers.Embedding(call) : PartLayers.Gather(call)]),
        ["Slice"] = ($"{nameof(TakeStep)}, {nameof(TakeFeatures)}", call => [PartLayers.Slice(call)]),
        ["Split"] = (nameof(TakeFeatures), PartLayers.Split),
        ["Concat"] = (nameof(Concatenate), call => [PartLayers.Concat(call)]),
        ["ReduceMean"] = (nameof(GlobalAveragePooling1D), call => [PartLayers.Reduce(call, 1)]),
        ["ReduceMax"] = (nameof(GlobalMaxPooling1D), call => [PartLayers.Reduce(call, 1)]),
        ["Conv"] = (nameof(Conv1D), call => [WindowLayers.Conv(call)]),
        ["MaxPool"] = (nameof(MaxPooling1D), call => [WindowLayers.Pool(call)]),
        ["AveragePool"] = (nameof(AveragePooling1D), call => [WindowLayers.Pool(call)]),
        ["GlobalAveragePool"] = (nameof(GlobalAveragePooling1D), call => [WindowLayers.Global(call)]),
        ["GlobalMaxPool"] = (nameof(GlobalMaxPooling1D), call => [WindowLayers.Global(call)]),
        ["Shape"] = (Folded, call => [ShapeLayers.ShapeOf(call)]),
        ["Transpose"] = (Folded, call => [ShapeLayers.Transpose(call)]),
        ["Reshape"] = ($"{Folded}, or {nameof(Flatten)}", call => [ShapeLayers.Reshape(call)]),
        ["Flatten"] = ($"{Folded}, or {nameof(Flatten)}", call => [ShapeLayers.Flatten(call)]),
        ["Squeeze"] = (Folded, call => [ShapeLayers.Squeeze(call)]),
        ["Unsqueeze"] = (Folded, call => [ShapeLayers.Unsqueeze(call)]),
        ["Identity"] = (Folded, call => [call.Inputs[0]]),
        ["Dropout"] = (Folded, call => [call.Inputs[0]]),
        ["Cast"] = (Folded, call => [call.Inputs[0] is SignalValue && Schema.OnnxType.Of((int)call.Node.Number("to", 0)) is Arrays.ElementType.Bool
            ? throw new NoLayerException("turns numbers into truths, which no layer does")
            : call.Inputs[0]]),
        ["Constant"] = (Folded, call => [new KnownValue(Operators.ShapeOperators.Constant(call.Node))]),
    };

    private const string Folded = "folded away";

    private static readonly HashSet<string> Moves = new(["Slice", "Gather", "Split", "Unsqueeze", "Squeeze", "Reshape", "Transpose", "Identity", "Expand", "Tile"], StringComparer.Ordinal);

    /// <summary>The layers for an operator as the table of docs/formats.md says them, or null where there are none.</summary>
    internal static string? LayersOf(string op) => Maps.TryGetValue(op, out var map) ? map.Layer : null;

    /// <summary>What a node gives.</summary>
    /// <exception cref="NoLayerException">There is no layer that says the same.</exception>
    internal static LayerValue?[] Map(LayerCall call)
    {
        if (ShapeLayers.Compute(call) is { } shape)
            return [shape];
        // A part of one number everywhere is that number everywhere.
        if (call.Optional(0) is FilledValue filled && Moves.Contains(call.Node.Operator))
            return [.. call.Node.Outputs.Select(_ => filled)];
        return Maps.TryGetValue(call.Node.Operator, out var map) ? map.Map(call) : throw new NoLayerException("has no layer that says the same");
    }

    private static SignalValue Pair(LayerCall call) => call.Inputs.Length switch
    {
        1 => call.Signal(0),
        2 => DenseLayers.Arithmetic(call),
        _ => DenseLayers.Merge(call, [.. call.Inputs.Select((_, n) => call.Signal(n))]),
    };

    private static SignalValue Told(LayerCall call, Activation kind, float alpha, float beta) =>
        DenseLayers.Activated(call, new ActivationFunction(kind, call.Node.Single("alpha", alpha), call.Node.Single("beta", beta)));
}
