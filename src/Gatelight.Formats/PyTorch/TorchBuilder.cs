using Gatelight.Data;
using Gatelight.Formats.Safetensors;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Formats.PyTorch;

/// <summary>Makes layers of a described chain, and fills them. PyTorch's gates stand in our order, i f g o and r z n; it has two biases where one is enough.</summary>
internal sealed class TorchBuilder(TorchWeights weights)
{
    private readonly List<Layer> _layers = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<(string Parameter, Action<Span<float>> Fill)> _fills = [];
    private LayerShape? _input;

    internal Model<float> Build(TorchDescription description)
    {
        foreach (TorchStep step in description.Steps)
            Add(step);
        LayerShape input = _input ?? throw new InvalidDataException("the described architecture has no layer with weights; give it one.");
        if (input.IsSequence && description.InputSteps > 0)
            input = input with { Steps = description.InputSteps };
        ModelArchitecture architecture = new Sequential(_layers).ToArchitecture(input);
        Model<float> model = architecture.BuildEmpty<float>();
        Dictionary<string, Parameter<float>> parameters = model.Parameters.All.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        foreach (var (name, fill) in _fills)
            fill(parameters[name].Values);
        model.Parameters.MarkChanged();
        return model;
    }

    private void Add(TorchStep step)
    {
        switch (step.Kind)
        {
            case "embedding":
                SafetensorsArray table = weights.Need(step.Name, "weight", 2);
                Begin(LayerShape.Sequence(1));
                Add(step.Name, "embedding", new Embedding(table.Shape[0], table.Shape[1]) { MaskZero = step.MasksZero }, ("weight", Copy(table)));
                break;
            case "lstm":
            case "gru":
            case "rnn":
                AddRecurrent(step);
                break;
            case "linear":
                AddLinear(step);
                break;
            case "conv1d":
                AddConvolution(step);
                break;
            case "layer_norm":
            case "batch_norm":
                AddNormalization(step);
                break;
            case "dropout":
                Add(step.Name, "dropout", new Dropout(step.Rate));
                break;
            case "flatten":
                Add(step.Name, "flatten", new Flatten());
                break;
            case "mean_pool":
                Add(step.Name, "mean_pool", new GlobalAveragePooling1D());
                break;
            case "max_pool":
                Add(step.Name, "max_pool", new GlobalMaxPooling1D());
                break;
            case "softmax":
                Add(step.Name, "softmax", new Softmax());
                break;
            default:
                Add(step.Name, step.Kind, new Activate(Function(step.Kind)));
                break;
        }
    }

    private void AddRecurrent(TorchStep step)
    {
        bool isCell = weights.Find(step.Name, "weight_ih") is not null;
        int count = 1;
        while (!isCell && weights.Find(step.Name, FormattableString.Invariant($"weight_ih_l{count}")) is not null)
            count++;
        for (int n = 0; n < count; n++)
        {
            string suffix = isCell ? string.Empty : FormattableString.Invariant($"_l{n}");
            SafetensorsArray input = weights.Need(step.Name, "weight_ih" + suffix, 2), recurrent = weights.Need(step.Name, "weight_hh" + suffix, 2);
            SafetensorsArray? projection = weights.Find(step.Name, "weight_hr" + suffix);
            int hidden = projection is { Shape: [_, int columns] } ? columns : recurrent.Shape[1];
            RecurrentLayer layer = step.Kind switch
            {
                "lstm" => new Lstm(hidden) { ProjectionSize = projection is null ? 0 : recurrent.Shape[1] },
                "gru" => new Gru(hidden),
                _ => new SimpleRnn(hidden) { Activation = step.Activation is null or "tanh" ? null : Function(step.Activation) },
            };
            layer = layer with { ReturnSequences = n < count - 1 || step.ReturnsAll || step.ReturnsStep };
            string name = count == 1 ? step.Name : FormattableString.Invariant($"{step.Name}_l{n}");
            Begin(LayerShape.Sequence(input.Shape[1]));
            bool isBoth = !isCell && weights.Find(step.Name, $"weight_ih{suffix}_reverse") is not null;
            List<(string, Action<Span<float>>)> fills = [.. Direction(step, layer, suffix, input.Shape[1], isBoth ? "forward." : string.Empty)];
            if (isBoth)
                fills.AddRange(Direction(step, layer, suffix + "_reverse", input.Shape[1], "backward."));
            Add(name, step.Kind, isBoth ? new Bidirectional(layer) : layer, [.. fills]);
            if (step.ReturnsStep && n == count - 1)
                Add(name + "_last", "last", new TakeStep(-1));
            if (step.Rate > 0 && n < count - 1)
                Add(name + "_dropout", "dropout", new Dropout(step.Rate));
        }
    }

    private IEnumerable<(string, Action<Span<float>>)> Direction(TorchStep step, RecurrentLayer layer, string suffix, int features, string prefix)
    {
        int hidden = layer.HiddenSize, gates = layer switch { Lstm => 4, Gru => 3, _ => 1 }, width = layer.StateSizes[0];
        SafetensorsArray input = TorchWeights.Check(weights.Need(step.Name, "weight_ih" + suffix, 2), gates * hidden, features);
        SafetensorsArray recurrent = TorchWeights.Check(weights.Need(step.Name, "weight_hh" + suffix, 2), gates * hidden, width);
        yield return (prefix + "weight_ih", Copy(input));
        yield return (prefix + "weight_hh", Copy(recurrent));
        if (layer is Lstm { ProjectionSize: > 0 })
            yield return (prefix + "weight_hr", Copy(TorchWeights.Check(weights.Need(step.Name, "weight_hr" + suffix, 2), width, hidden)));
        if (weights.Find(step.Name, "bias_ih" + suffix) is not { } first)
            yield break;
        SafetensorsArray second = TorchWeights.Check(weights.Need(step.Name, "bias_hh" + suffix, 1), gates * hidden);
        TorchWeights.Check(first, gates * hidden);
        // A GRU's candidate keeps the bias of the recurrent product inside the reset; everywhere else the two add up.
        int sums = layer is Gru ? 2 * hidden : gates * hidden;
        yield return (prefix + "bias", target => AddBiases(first, second, sums, target));
        if (layer is Gru)
            yield return (prefix + "bias_hn", target => second.Read().AsSpan(2 * hidden).CopyTo(target));
    }

    private static void AddBiases(SafetensorsArray first, SafetensorsArray second, int sums, Span<float> target)
    {
        float[] more = second.Read();
        first.ReadTo(target);
        for (int n = 0; n < sums; n++)
            target[n] = more[n] == 0 ? target[n] : target[n] + more[n];
    }

    private void AddLinear(TorchStep step)
    {
        SafetensorsArray weight = weights.Need(step.Name, "weight", 2);
        SafetensorsArray? bias = weights.Find(step.Name, "bias");
        Begin(LayerShape.Vector(weight.Shape[1]));
        bool isSoftmax = step.Activation == "softmax";
        Dense dense = new(weight.Shape[0]) { UseBias = bias is not null, Activation = step.Activation is null || isSoftmax ? default : Function(step.Activation) };
        (string, Action<Span<float>>)[] fills = bias is null
            ? [("weight", Copy(weight))]
            : [("weight", Copy(weight)), ("bias", Copy(TorchWeights.Check(bias, weight.Shape[0])))];
        Add(step.Name, "linear", dense, fills);
        if (isSoftmax)
            Add(step.Name + "_softmax", "softmax", new Softmax());
    }

    private void AddConvolution(TorchStep step)
    {
        SafetensorsArray weight = weights.Need(step.Name, "weight", 3);
        SafetensorsArray? bias = weights.Find(step.Name, "bias");
        int filters = weight.Shape[0], features = weight.Shape[1], size = weight.Shape[2];
        Begin(LayerShape.Sequence(features));
        Conv1D layer = new(filters, size)
        {
            UseBias = bias is not null,
            Stride = step.Stride,
            Dilation = step.Dilation,
            Activation = step.Activation is null ? default : Function(step.Activation),
            Padding = PaddingOf(step),
        };
        List<(string, Action<Span<float>>)> fills = [("weight", target => Swap(weight.Read(), filters, features, size, target))];
        if (bias is not null)
            fills.Add(("bias", Copy(TorchWeights.Check(bias, filters))));
        Add(step.Name, "conv1d", layer, [.. fills]);
    }

    private void AddNormalization(TorchStep step)
    {
        SafetensorsArray gain = weights.Need(step.Name, "weight", 1);
        int width = gain.Shape[0];
        SafetensorsArray? shift = weights.Find(step.Name, "bias");
        Begin(LayerShape.Sequence(width));
        List<(string, Action<Span<float>>)> fills = [("gain", Copy(gain))];
        if (shift is not null)
            fills.Add(("shift", Copy(TorchWeights.Check(shift, width))));
        if (step.Kind == "layer_norm")
        {
            Add(step.Name, "layer_norm", new LayerNormalization { Epsilon = step.Epsilon }, [.. fills]);
            return;
        }

        fills.Add(("moving_mean", Copy(TorchWeights.Check(weights.Need(step.Name, "running_mean", 1), width))));
        fills.Add(("moving_variance", Copy(TorchWeights.Check(weights.Need(step.Name, "running_var", 1), width))));
        Add(step.Name, "batch_norm", new BatchNormalization { Epsilon = step.Epsilon, Momentum = 0.9 }, [.. fills]);
    }

    private static Padding PaddingOf(TorchStep step) => step.Padding switch
    {
        "valid" => Padding.Valid,
        "same" => Padding.Same,
        "causal" => Padding.Causal,
        _ => throw new InvalidDataException($"the padding {OneLine.Of(step.Padding)} is unknown; use valid, same or causal."),
    };

    private void Begin(LayerShape shape) => _input ??= shape;

    private void Add(string name, string kind, Layer layer, params ReadOnlySpan<(string Parameter, Action<Span<float>> Fill)> fills)
    {
        string stem = (name.Length == 0 ? kind : OneLine.Of(name)).Replace('.', '_'), unique = stem;
        for (int n = 1; !_names.Add(unique); n++)
            unique = FormattableString.Invariant($"{stem}_{n}");
        _layers.Add(layer with { Name = unique });
        foreach (var (parameter, fill) in fills)
            _fills.Add(($"{unique}.{parameter}", fill));
    }

    internal static ActivationFunction Function(string name) => name switch
    {
        "relu" => Activation.Relu,
        "tanh" => Activation.Tanh,
        "sigmoid" => Activation.Sigmoid,
        "linear" or "identity" => Activation.Linear,
        "elu" => Activation.Elu,
        "leaky_relu" => Activation.LeakyRelu,
        "softplus" => Activation.Softplus,
        "softsign" => Activation.Softsign,
        "hard_sigmoid" => new ActivationFunction(Activation.HardSigmoid, 1.0 / 6, 0.5),
        _ => throw new InvalidDataException($"the kind {OneLine.Of(name)} is unknown; use embedding, lstm, gru, rnn, linear, conv1d, layer_norm, batch_norm, dropout, flatten, mean_pool, max_pool, softmax, relu, tanh, sigmoid, elu, leaky_relu, softplus, softsign or hard_sigmoid."),
    };

    /// <summary>The last two dimensions of a kernel in turn: [filters, features, steps] to [filters, steps, features], or back with the sizes swapped.</summary>
    internal static void Swap(ReadOnlySpan<float> values, int filters, int features, int size, Span<float> target)
    {
        if (values.Length != target.Length)
            throw new InvalidDataException($"a convolution has {values.Length} weights, and its place in the chain wants {target.Length}; describe the layers in their order.");
        for (int filter = 0; filter < filters; filter++)
        {
            for (int feature = 0; feature < features; feature++)
            {
                for (int tap = 0; tap < size; tap++)
                    target[(filter * size + tap) * features + feature] = values[(filter * features + feature) * size + tap];
            }
        }
    }

    private static Action<Span<float>> Copy(SafetensorsArray array) => array.ReadTo;
}
