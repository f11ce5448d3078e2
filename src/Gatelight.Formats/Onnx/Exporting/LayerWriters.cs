using Gatelight.Layers;
using Gatelight.Recurrent;
using Padding = Gatelight.Layers.Padding;

namespace Gatelight.Formats.Onnx.Exporting;

/// <summary>How each layer is written in the operators of ONNX.</summary>
internal static class LayerWriters
{
    private static readonly Dictionary<Type, (string Operators, Func<Layer, LayerExport, string[]> Write)> Kinds = [];

    static LayerWriters()
    {
        Register<Activate>("the activation", (layer, at) => [at.Activate(layer.Function, at.Input)]);
        Register<Add>("Sum", (_, at) => [at.Main("Sum", [.. at.Inputs])]);
        Register<AdditiveAttention>("MatMul, Tanh, Softmax", AttentionWriters.Additive);
        Register<AttentionPooling>("Softmax, MatMul", AttentionWriters.Given);
        Register<Average>("Mean", (_, at) => [at.Main("Mean", [.. at.Inputs])]);
        Register<AveragePooling1D>("AveragePool", Pool);
        Register<BatchNormalization>("BatchNormalization", BatchNorm);
        Register<Bidirectional>("LSTM, GRU, RNN", RecurrentWriters.Bidirectional);
        Register<Concatenate>("Concat", (_, at) => [at.Main("Concat", [.. at.Inputs], ("axis", -1))]);
        Register<Conv1D>("Conv", Convolution);
        Register<Dense>("Gemm, or MatMul and Add", Dense);
        Register<Dot>("Mul, ReduceSum", (_, at) => [at.Node("ReduceSum", [at.Node("Mul", [.. at.Inputs]), at.Graph.Numbers(-1)], ("keepdims", 1))]);
        Register<Dropout>("nothing", (_, at) => [at.Input]);
        Register<Embedding>("Gather", Embedding);
        Register<Flatten>("Reshape", (_, at) => [at.Node("Reshape", [at.Input, at.Graph.Numbers(0, -1)])]);
        Register<GlobalAveragePooling1D>("ReduceMean", (_, at) => [at.Main("ReduceMean", [at.Input], ("axes", new long[] { 1 }), ("keepdims", 0))]);
        Register<GlobalMaxPooling1D>("ReduceMax", (_, at) => [at.Main("ReduceMax", [at.Input], ("axes", new long[] { 1 }), ("keepdims", 0))]);
        Register<Gru>("GRU", RecurrentWriters.Write);
        Register<LayerNormalization>("LayerNormalization", (layer, at) => [at.Main("LayerNormalization", [at.Input, at.Weight("gain"), at.Weight("shift")], ("axis", -1), ("epsilon", (float)layer.Epsilon))]);
        Register<LogSoftmax>("LogSoftmax", (_, at) => [at.Main("LogSoftmax", [at.Input], ("axis", -1))]);
        Register<Lstm>("LSTM; Scan for projection, zoneout, full gate recurrence and layer normalisation", RecurrentWriters.Write);
        Register<Maximum>("Max", (_, at) => [at.Main("Max", [.. at.Inputs])]);
        Register<MaxPooling1D>("MaxPool", Pool);
        Register<Minimum>("Min", (_, at) => [at.Main("Min", [.. at.Inputs])]);
        Register<MultiplicativeAttention>("MatMul, Softmax", AttentionWriters.Multiplicative);
        Register<Multiply>("Mul", (_, at) => [at.Inputs.Skip(1).Aggregate(at.Input, (product, next) => at.Node("Mul", [product, next]))]);
        Register<ParametricRelu>("PRelu", (_, at) => [at.Main("PRelu", [at.Input, Slope(at)])]);
        Register<Permute>("Transpose", (_, at) => [at.Swap(at.Input)]);
        Register<RepeatVector>("Unsqueeze, Tile", (layer, at) => [at.Node("Tile", [at.Node("Unsqueeze", [at.Input, at.Graph.Numbers(1)]), at.Graph.Numbers(1, layer.Count, 1)])]);
        Register<Reshape>("Reshape", (layer, at) => [at.Node("Reshape", [at.Input, layer.Steps == 0 ? at.Graph.Numbers(0, layer.Width) : at.Graph.Numbers(0, layer.Steps, layer.Width)])]);
        Register<ReverseSteps>("Slice", (_, at) => [at.Node("Slice", [at.Input, at.Graph.Numbers(-1), at.Graph.Numbers(int.MinValue), at.Graph.Numbers(1), at.Graph.Numbers(-1)])]);
        Register<ScaleFeatures>("Mul, Add", (_, at) => [at.Node("Add", [at.Node("Mul", [at.Input, at.Weight("gain")]), at.Weight("shift")])]);
        Register<SelfAttentionPooling>("MatMul, Tanh, Softmax", AttentionWriters.Pooling);
        Register<SimpleRnn>("RNN", RecurrentWriters.Write);
        Register<SLstm>("Scan", RecurrentWriters.Write);
        Register<Softmax>("Softmax", (_, at) => [at.Main("Softmax", [at.Input], ("axis", -1))]);
        Register<Subtract>("Sub", (_, at) => [at.Main("Sub", [.. at.Inputs])]);
        Register<TakeFeatures>("Slice", (layer, at) => [at.Main("Slice", [at.Input, at.Graph.Numbers(layer.Start), at.Graph.Numbers(layer.Start + layer.Count), at.Graph.Numbers(-1)])]);
        Register<TakeStep>("Gather", (layer, at) => [at.Main("Gather", [at.Input, at.Graph.Number(layer.Index)], ("axis", 1))]);
        Register<TimeDistributed>("the operators of the layer inside", TimeDistributed);
    }

    /// <summary>The operators that a kind of layer is written in, or null where it is refused.</summary>
    internal static string? OperatorsOf(Type layer) => Kinds.TryGetValue(layer, out var kind) ? kind.Operators : null;

    /// <summary>Writes a layer.</summary>
    /// <returns>The names of its outputs.</returns>
    internal static string[] Write(Layer layer, LayerExport at) => Kinds.TryGetValue(layer.GetType(), out var kind)
        ? kind.Write(layer, at)
        : throw at.Refusal(layer, layer is Masking ? "ONNX has no masks; leave the masked steps out of the sequences" : "ONNX has no operators that say the same");

    private static void Register<TLayer>(string operators, Func<TLayer, LayerExport, string[]> write)
        where TLayer : Layer => Kinds[typeof(TLayer)] = (operators, (layer, at) => write((TLayer)layer, at));

    private static string[] Dense(Dense layer, LayerExport at)
    {
        string y;
        if (!at.IsSequence)
        {
            string[] bias = layer.UseBias ? [at.Weight("bias")] : [];
            y = at.Main("Gemm", [at.Input, at.Weight("weight"), .. bias], ("transB", 1));
        }
        else
        {
            y = at.Main("MatMul", [at.Input, at.Turned("weight")]);
            if (layer.UseBias)
                y = at.Node("Add", [y, at.Weight("bias")]);
        }

        return [at.Activate(layer.Activation, y)];
    }

    private static string[] Embedding(Embedding layer, LayerExport at)
    {
        if (layer.MaskZero)
            throw at.Refusal(layer, "it masks the token 0, and ONNX has no masks; train without MaskZero, or leave padding out of the sequences");
        string ids = at.Node("Cast", [at.Node("Squeeze", [at.Input, at.Graph.Numbers(-1)])], ("to", Schema.OnnxType.Number(Arrays.ElementType.I64)));
        return [at.Main("Gather", [at.Weight("weight"), ids])];
    }

    private static string[] BatchNorm(BatchNormalization layer, LayerExport at)
    {
        string[] weights = [at.Weight("gain"), at.Weight("shift"), at.Weight("moving_mean"), at.Weight("moving_variance")];
        string x = at.IsSequence ? at.Swap(at.Input) : at.Input;
        string y = at.Main("BatchNormalization", [x, .. weights], ("epsilon", (float)layer.Epsilon));
        return [at.IsSequence ? at.Swap(y) : y];
    }

    private static string[] Convolution(Conv1D layer, LayerExport at)
    {
        int depth = at.Shape.Width, taps = layer.KernelSize;
        float[] own = at.Values("weight"), weight = new float[own.Length];
        for (int filter = 0; filter < layer.Filters; filter++)
        {
            for (int tap = 0; tap < taps; tap++)
            {
                for (int channel = 0; channel < depth; channel++)
                    weight[(filter * depth + channel) * taps + tap] = own[(filter * taps + tap) * depth + channel];
            }
        }

        string[] bias = layer.UseBias ? [at.Weight("bias")] : [];
        string y = at.Main(
            "Conv", [at.Swap(at.Input), at.Graph.Weight($"{at.Name}.weight", weight, layer.Filters, depth, taps), .. bias],
            [("kernel_shape", new long[] { taps }), ("strides", new long[] { layer.Stride }), ("dilations", new long[] { layer.Dilation }), PadsOf(layer.Padding, (taps - 1) * layer.Dilation)]);
        return [at.Activate(layer.Activation, at.Swap(y))];
    }

    private static string[] Pool(Pooling layer, LayerExport at)
    {
        string y = at.Main(
            layer is MaxPooling1D ? "MaxPool" : "AveragePool", [at.Swap(at.Input)],
            [("kernel_shape", new long[] { layer.PoolSize }), ("strides", new long[] { layer.Stride ?? layer.PoolSize }), PadsOf(layer.Padding, layer.PoolSize - 1)]);
        return [at.Swap(y)];
    }

    private static (string Name, object Value) PadsOf(Padding padding, int reach) => padding switch
    {
        Padding.Same => ("auto_pad", "SAME_UPPER"),
        Padding.Causal => ("pads", new long[] { reach, 0 }),
        _ => ("pads", new long[] { 0, 0 }),
    };

    private static string Slope(LayerExport at) => at.Weight(at.Weights.Keys.Single());

    private static string[] TimeDistributed(TimeDistributed layer, LayerExport at)
    {
        LayerShape step = LayerShape.Vector(at.Shape.Width);
        string flat = at.Node("Reshape", [at.Input, at.Graph.Numbers(-1, at.Shape.Width)]);
        string y = Write(layer.Inner, at.Part(string.Empty, [flat], [step]))[0];
        string shape = at.Node("Concat", [at.Node("Slice", [at.Node("Shape", [at.Input]), at.Graph.Numbers(0), at.Graph.Numbers(2)]), at.Graph.Numbers(layer.Inner.OutputShape([step]).Width)], ("axis", 0));
        return [at.Node("Reshape", [y, shape])];
    }
}
