using System.Text.Json.Nodes;
using Gatelight.Formats.Arrays;

namespace Gatelight.Formats.Tests.Keras;

/// <summary>Goldens as Keras 1 wrote them: other names for options, weights for each gate apart, a dimension more in kernels.</summary>
internal static class OldKeras
{
    private static readonly Dictionary<string, string> Renamed = new(StringComparer.Ordinal)
    {
        ["units"] = "output_dim",
        ["recurrent_activation"] = "inner_activation",
        ["dropout"] = "dropout_W",
        ["recurrent_dropout"] = "dropout_U",
        ["use_bias"] = "bias",
        ["rate"] = "p",
        ["filters"] = "nb_filter",
        ["kernel_size"] = "filter_length",
        ["strides"] = "subsample_length",
        ["dilation_rate"] = "atrous_rate",
        ["padding"] = "border_mode",
    };

    private static readonly Dictionary<string, string> MergeModes = new(StringComparer.Ordinal)
    {
        ["Add"] = "sum",
        ["Multiply"] = "mul",
        ["Average"] = "ave",
        ["Maximum"] = "max",
        ["Concatenate"] = "concat",
        ["Dot"] = "dot",
    };

    internal static JsonObject Config(JsonObject config)
    {
        JsonObject old = Layer(config);
        if (old["class_name"]!.GetValue<string>() == "Sequential")
            old["config"] = old["config"]!["layers"]!.DeepClone();
        return old;
    }

    internal static List<KerasGoldenLayer> Weights(KerasGolden golden, string backend) =>
        [.. (backend == "theano" ? Flipped(golden.Weights) : golden.Weights).Select(layer => new KerasGoldenLayer(layer.Layer, [.. Arrays(layer, backend)]))];

    /// <summary>Kernels of convolutions from their end.</summary>
    internal static List<KerasGoldenLayer> Flipped(IReadOnlyList<KerasGoldenLayer> weights) =>
        [.. weights.Select(layer => new KerasGoldenLayer(layer.Layer, [.. layer.Arrays.Select(array => KeyValuePair.Create(array.Key, array.Value.Rank == 3 ? Flip(array.Value) : array.Value))]))];

    private static JsonObject Layer(JsonObject layer)
    {
        JsonObject old = [];
        foreach (var (name, value) in layer)
            old[Renamed.GetValueOrDefault(name, name)] = Value(value);
        if (layer["class_name"]?.GetValue<string>() == "Conv1D")
            old["class_name"] = "Convolution1D";
        if (layer["class_name"]?.GetValue<string>() is { } kind && MergeModes.TryGetValue(kind, out string? mode))
        {
            old["class_name"] = "Merge";
            old["config"]!["mode"] = mode;
            if (old["config"]!["axis"] is { } axis)
                old["config"]!["concat_axis"] = axis.DeepClone();
            old["config"]!.AsObject().Remove("axis");
        }

        return old;
    }

    private static JsonNode? Value(JsonNode? value) => value switch
    {
        JsonObject inner => Layer(inner),
        JsonArray list => new JsonArray([.. list.Select(Value)]),
        _ => value?.DeepClone(),
    };

    private static IEnumerable<KeyValuePair<string, NdArray>> Arrays(KerasGoldenLayer layer, string backend)
    {
        for (int n = 0; n < layer.Arrays.Count; n++)
        {
            NdArray array = layer.Arrays[n].Value;
            bool isCell = n + 2 < layer.Arrays.Count && layer.Arrays[n + 1].Key.Contains("recurrent", StringComparison.Ordinal);
            if (isCell)
            {
                foreach (KeyValuePair<string, NdArray> gate in Gates(layer, n))
                    yield return gate;
                n += 2;
            }
            else if (array.Rank == 3)
            {
                yield return KeyValuePair.Create($"{layer.Layer}_W", backend == "theano" ? Oldest(array) : array.Reshape(array.Shape[0], 1, array.Shape[1], array.Shape[2]));
            }
            else
            {
                yield return layer.Arrays[n];
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, NdArray>> Gates(KerasGoldenLayer layer, int first)
    {
        NdArray kernel = layer.Arrays[first].Value, recurrent = layer.Arrays[first + 1].Value, bias = layer.Arrays[first + 2].Value;
        int hidden = recurrent.Shape[0], gates = recurrent.Shape[1] / hidden;
        int[] order = gates == 4 ? [0, 2, 1, 3] : [.. Enumerable.Range(0, gates)];
        foreach (int gate in order)
        {
            yield return KeyValuePair.Create($"{layer.Layer}_W_{first}_{gate}", Columns(kernel, gate * hidden, hidden));
            yield return KeyValuePair.Create($"{layer.Layer}_U_{first}_{gate}", Columns(recurrent, gate * hidden, hidden));
            yield return KeyValuePair.Create($"{layer.Layer}_b_{first}_{gate}", NdArray.Of(bias.ToSingles()[(gate * hidden)..((gate + 1) * hidden)], hidden));
        }
    }

    private static NdArray Columns(NdArray matrix, int start, int count)
    {
        float[] values = matrix.ToSingles();
        int rows = matrix.Shape[0], width = matrix.Shape[1];
        return NdArray.Of([.. Enumerable.Range(0, rows).SelectMany(row => values[(row * width + start)..(row * width + start + count)])], rows, count);
    }

    private static NdArray Flip(NdArray kernel)
    {
        float[] values = kernel.ToSingles();
        int tap = kernel.Shape[1] * kernel.Shape[2];
        return NdArray.Of([.. Enumerable.Range(0, kernel.Shape[0]).Reverse().SelectMany(n => values[(n * tap)..((n + 1) * tap)])], [.. kernel.Shape]);
    }

    // [steps, features, filters] as [filters, features, steps, 1].
    private static NdArray Oldest(NdArray kernel)
    {
        float[] values = kernel.ToSingles();
        int steps = kernel.Shape[0], features = kernel.Shape[1], filters = kernel.Shape[2];
        float[] turned = new float[values.Length];
        for (int step = 0; step < steps; step++)
        {
            for (int feature = 0; feature < features; feature++)
            {
                for (int filter = 0; filter < filters; filter++)
                    turned[(filter * features + feature) * steps + step] = values[(step * features + feature) * filters + filter];
            }
        }

        return NdArray.Of(turned, filters, features, steps, 1);
    }
}
